package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detection with the tools that are really on this machine. */
class ToolchainsIT {

    /** Installed by .ci/run. */
    private static final String NIGHTLY = "nightly-2026-10-30";

    private final ProcessRunner processes = new ProcessRunner();
    private final Toolchains toolchains = new Toolchains(processes);

    @TempDir
    Path folder;

    @Test
    void findsToolsOfRustcsMajorAndAsksThemForTheirVersion() throws IOException {
        Detection detection = toolchains.detect(ToolRequest.inDirectory(folder));

        assertThat(detection.missing()).isEmpty();
        assertThat(detection.whole()).isTrue();
        assertThat(detection.route()).isEqualTo(Route.PGO_AND_BOLT);
        RustToolchain rust = detection.rust();
        assertThat(rust.hasProfilerRuntime(rust.host())).isTrue();
        assertThat(detection.llvm().profdata().llvmMajor()).isEqualTo(rust.llvmMajor());
        BoltTools newest = detection.llvm().bolts().get(0);
        assertThat(newest.llvmBolt().llvmMajor()).isGreaterThanOrEqualTo(LlvmFinder.OLDEST_BOLT);
        assertThat(detection.llvm().bolts())
                .allSatisfy(tools -> assertThat(tools.mergeFdata().llvmMajor())
                        .isEqualTo(tools.llvmBolt().llvmMajor()))
                .extracting(tools -> tools.llvmBolt().llvmMajor())
                .isSortedAccordingTo(Comparator.reverseOrder());
        List<Tool> bolts = detection.llvm().bolts().stream()
                .flatMap(tools -> tools.present().stream())
                .toList();
        assertThat(bolts)
                .as("hashed when it is tried")
                .allSatisfy(tool -> assertThat(tool.sha256()).isEmpty());
        for (Tool tool : detection.tools()) {
            assertThat(tool.path()).isExecutable();
            assertThat(tool.sha256()).matches(bolts.contains(tool) ? "" : "[0-9a-f]{64}");
            assertThat(tool.version()).matches("\\d+\\.\\d+.*");
        }
        Outcome sum = processes.run(Command.of("sha256sum", newest.mergeFdata().path()));
        assertThat(sum.stdout())
                .startsWith(newest.hashed().mergeFdata().sha256())
                .doesNotStartWith(" ");
    }

    @Test
    void aLinkIsFollowedButNotToAnotherName() throws IOException {
        BoltTools bolt = toolchains
                .detect(ToolRequest.inDirectory(folder))
                .llvm()
                .bolts()
                .get(0)
                .hashed();

        // Both are llvm-bolt's file, which acts by the name that it is called by.
        assertThat(bolt.perf2bolt().path().getFileName()).hasToString("perf2bolt");
        assertThat(bolt.llvmBolt().path().getFileName()).hasToString("llvm-bolt");
        assertThat(bolt.perf2bolt().path().getParent())
                .isEqualTo(bolt.llvmBolt().path().getParent());
        assertThat(bolt.perf2bolt().sha256()).isEqualTo(bolt.llvmBolt().sha256());
    }

    @Test
    void nightlyIsAskedForByRustupsPlusSign() {
        Detection detection = toolchains.detect(new ToolRequest(NIGHTLY, null, List.of(), folder, Map.of()));
        assumeTrue(detection.rust() != null, NIGHTLY + " is not installed");

        assertThat(detection.rust().release()).contains("nightly");
        assertThat(detection.rust().cargoCommand()).endsWith("+" + NIGHTLY);
        assertThat(detection.rust().sysroot().toString()).contains("nightly");
    }

    @Test
    void aToolchainFileInTheCratesFolderCounts() throws IOException {
        Files.writeString(folder.resolve("rust-toolchain.toml"), "[toolchain]\nchannel = \"" + NIGHTLY + "\"\n");
        RustToolchain rust = toolchains.detect(ToolRequest.inDirectory(folder)).rust();
        assumeTrue(rust != null, NIGHTLY + " is not installed");

        assertThat(rust.release()).contains("nightly");
    }

    @Test
    void aToolchainThatIsNotInstalledIsNotFetchedByLooking() throws IOException {
        Files.writeString(folder.resolve("rust-toolchain.toml"), "[toolchain]\nchannel = \"1.71.0\"\n");

        Detection detection = toolchains.detect(ToolRequest.inDirectory(folder));

        assertThat(detection.rust()).isNull();
        assertThat(detection.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).startsWith("Rust toolchain 1.71.0");
            assertThat(gap.fix().text()).startsWith("rustup toolchain install 1.71.0");
        });
    }

    @Test
    void theWholeScreenIsOneScreenAndQuicklyThere() {
        toolchains.detect(ToolRequest.inDirectory(folder));
        long start = System.nanoTime();
        Detection detection = toolchains.detect(ToolRequest.inDirectory(folder));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

        List<String> lines = DoctorReport.lines(detection);
        lines.forEach(System.out::println);
        System.out.println("detected in " + elapsed.toMillis() + " ms");
        assertThat(lines).hasSizeLessThan(24);
        assertThat(elapsed).isLessThan(Duration.ofSeconds(3));
    }
}
