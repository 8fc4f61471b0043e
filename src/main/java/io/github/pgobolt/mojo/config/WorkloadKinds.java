package io.github.pgobolt.mojo.config;

import java.nio.file.Path;
import java.util.List;

/** The kinds of workloads' questions to the surrounding build. Maven answers; these classes need not know it. */
public interface WorkloadKinds {

    /**
     * Returns the class path of the project itself.
     *
     * @param scope {@code compile}, {@code runtime} or {@code test}
     * @param where the parameter that asks, for messages
     */
    List<Path> projectClassPath(String scope, String where);

    /** Returns the artifact of {@code group:artifact:version} and its runtime dependencies. */
    List<Path> artifactClassPath(String coordinates, String where);

    /**
     * Returns the java launcher.
     *
     * @param jdk a folder, a version or a range of versions; null for the toolchain's, or else Maven's own
     */
    Path java(String jdk, String where);

    /** Returns the argument list that runs goals of the project in the folder. */
    List<String> maven(List<String> goals, Path project, String where);

    /** Returns the folder of the crate's manifest, where cargo runs its tests and benches. */
    Path crate();

    /** Returns the folder for crash reports. */
    Path logs();

    /**
     * Returns the path of the library's folder within the jar, such as {@code native/linux-x86-64}.
     *
     * @throws io.github.pgobolt.base.Failure if {@code copyTo} is not below the project's classes
     */
    String folderInJar(String where);

    /**
     * Returns the folder that the file that ships is copied to, or null; libraries there are an output of a build, not
     * an input.
     */
    Path copiedTo();

    /** Returns the system property for the library's path, for workloads that name none, or null. */
    String libraryProperty();
}
