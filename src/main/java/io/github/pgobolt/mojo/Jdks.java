package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** Finds the JDK that runs Java workloads: in Maven's toolchains first, then where distributions install JDKs. */
final class Jdks {

    private static final Path DISTRIBUTION = Path.of("/usr/lib/jvm");

    private final ToolchainManager toolchains;
    private final MavenSession session;
    private final Path baseDirectory;

    Jdks(ToolchainManager toolchains, MavenSession session, Path baseDirectory) {
        this.toolchains = toolchains;
        this.session = session;
        this.baseDirectory = baseDirectory;
    }

    /**
     * Returns the java launcher.
     *
     * @param jdk a folder, a version ({@code 22}) or a range ({@code [22,)}); null for the build's JDK toolchain, or
     *     else the JDK that runs Maven
     */
    Path java(String jdk, String where) {
        if (jdk == null || jdk.isBlank()) {
            Toolchain chosen = toolchains.getToolchainFromBuildContext("jdk", session);
            String tool = chosen == null ? null : chosen.findTool("java");
            return tool == null ? launcher(Path.of(System.getProperty("java.home"))) : Path.of(tool);
        }
        Path folder = baseDirectory.resolve(jdk);
        if (Files.isDirectory(folder)) {
            if (!Files.isExecutable(launcher(folder))) {
                throw Failure.user(where + " is " + folder
                        + ", which has no bin/java. Name the folder of a JDK or JRE, or a version.");
            }
            return launcher(folder);
        }
        return ofVersion(jdk, where);
    }

    private Path ofVersion(String version, String where) {
        for (Toolchain toolchain : toolchains.getToolchains(session, "jdk", Map.of("version", version))) {
            String tool = toolchain.findTool("java");
            if (tool != null) {
                return Path.of(tool);
            }
        }
        VersionRange range = range(version, where);
        List<String> seen = new ArrayList<>();
        for (Path home : installed()) {
            String installed = versionOf(home);
            if (installed != null && range.containsVersion(new DefaultArtifactVersion(installed))) {
                return launcher(home);
            }
            seen.add(home + " (" + installed + ")");
        }
        throw Failure.user(where + " asks for JDK " + version + ", and there is none in Maven's toolchains nor below "
                + DISTRIBUTION + "; seen: " + String.join(", ", seen)
                + ". Install one, name its folder, or list it in ~/.m2/toolchains.xml.");
    }

    /** Returns a version range. {@code 22} alone means that release with all its updates, as in toolchains.xml. */
    private static VersionRange range(String version, String where) {
        try {
            String spec =
                    version.matches("\\d+") ? "[" + version + "," + (Integer.parseInt(version) + 1) + ")" : version;
            return VersionRange.createFromVersionSpec(spec.matches("[\\d._]+") ? "[" + spec + "]" : spec);
        } catch (InvalidVersionSpecificationException e) {
            throw Failure.user(where + " is '" + version
                    + "', which is neither a folder nor a version or range of versions," + " such as 22 or [22,).");
        }
    }

    private static List<Path> installed() {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        if (Files.isDirectory(DISTRIBUTION)) {
            try (Stream<Path> folders = Files.list(DISTRIBUTION)) {
                folders.filter(home -> Files.isExecutable(launcher(home)))
                        .sorted()
                        .forEach(homes::add);
            } catch (IOException unreadable) {
                // Then only the JDK that runs Maven is left.
            }
        }
        return homes;
    }

    /** Returns the version in a JDK's {@code release} file, or null. */
    private static String versionOf(Path home) {
        Properties release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException none) {
            return null;
        }
        String version = release.getProperty("JAVA_VERSION");
        return version == null ? null : version.replace("\"", "");
    }

    private static Path launcher(Path home) {
        return home.resolve("bin/java");
    }
}
