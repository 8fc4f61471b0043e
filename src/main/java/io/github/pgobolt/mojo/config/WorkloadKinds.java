package io.github.pgobolt.mojo.config;

import java.nio.file.Path;
import java.util.List;

/** What the kinds of workloads ask of the build around them. Maven answers; these classes need not know it. */
public interface WorkloadKinds {

    /**
     * The class path of the project itself.
     *
     * @param scope {@code compile}, {@code runtime} or {@code test}
     * @param where the parameter that asks, for messages
     */
    List<Path> projectClassPath(String scope, String where);

    /** The artifact of {@code group:artifact:version} and all that it needs at run time. */
    List<Path> artifactClassPath(String coordinates, String where);

    /**
     * The java launcher.
     *
     * @param jdk a folder, a version or a range of versions; null for the toolchain's, or else Maven's own
     */
    Path java(String jdk, String where);

    /** The argument list that runs goals of the project in the folder. */
    List<String> maven(List<String> goals, Path project, String where);

    /** The folder of the crate's manifest, where cargo runs its tests and benches. */
    Path crate();

    /** The folder for reports of crashes. */
    Path logs();

    /**
     * The path of the library's folder within the jar, such as {@code native/linux-x86-64}.
     *
     * @throws io.github.pgobolt.base.Failure where {@code copyTo} does not lie below the project's classes
     */
    String folderInJar(String where);

    /** The folder that what ships is copied to, or null; its libraries are an outcome of a build and no input of one. */
    Path copiedTo();

    /** The name of the system property that is given the library's path where a workload names none, or null. */
    String libraryProperty();
}
