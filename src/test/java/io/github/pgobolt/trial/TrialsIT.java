package io.github.pgobolt.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials with the real rustc, the real llvm-bolt, and llvm-bolts that deliberately spoil their output. */
class TrialsIT {

    private static final ProcessRunner PROCESSES = new ProcessRunner();

    @TempDir
    static Path shared;

    private static Detection detection;
    private static BoltTools real;

    @TempDir
    Path own;

    private final AtomicInteger builds = new AtomicInteger();

    @BeforeAll
    static void theToolsOfThisMachine() {
        detection = new Toolchains(PROCESSES).detect(ToolRequest.inDirectory(shared));
        real = detection.llvm().bolts().get(0);
    }

    private Trials trials(String compiler) {
        return trials(compiler, detection.target(), true);
    }

    private Trials trials(String compiler, String target, boolean instruments) {
        TrialSetup setup = new TrialSetup(
                target,
                detection.platform().arch(),
                "release",
                (manifest, folder) -> cargo(manifest, folder, target),
                compiler,
                null,
                List.of(),
                null,
                instruments,
                List.of());
        // The program is the same for all, and cargo finds it already built.
        return new Trials(PROCESSES, setup, own.resolve("results.json"), shared.resolve("trial"), own.resolve("log"));
    }

    private Command cargo(Path manifest, Path folder) {
        return cargo(manifest, folder, detection.target());
    }

    private Command cargo(Path manifest, Path folder, String target) {
        if (!manifest.startsWith("/trial")) {
            builds.incrementAndGet();
        }
        List<String> argv = new ArrayList<>(detection.rust().cargoCommand());
        argv.addAll(List.of(
                "build",
                "--release",
                "--manifest-path",
                manifest.toString(),
                "--target",
                target,
                "--target-dir",
                folder.toString()));
        return Command.of(argv).with("CARGO_ENCODED_RUSTFLAGS", "-Clink-arg=-Wl,--emit-relocs");
    }

    /** Runs the real llvm-bolt, and then a shell line that may do anything to {@code $made}. */
    private BoltTools spoiling(String name, String instrumented, String laidOut) throws IOException {
        Path script = Files.writeString(
                own.resolve(name),
                "#!/bin/sh\n" + real.llvmBolt().path() + " \"$@\" || exit\n"
                        + "made=; kind=laidOut; while [ $# -gt 0 ]; do case $1 in -o) made=$2 ;; -instrument) kind=instrumented ;; esac; shift; done\n"
                        + "[ -n \"$made\" ] || exit 0\n"
                        + "if [ $kind = instrumented ]; then " + instrumented + "; else " + laidOut + "; fi\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tool bolt = new Tool("llvm-bolt", script, name, 22, name);
        return new BoltTools(bolt, real.mergeFdata(), real.perf2bolt());
    }

    @Test
    void theNewestOfThisMachineServesAndTheNextBuildDoesNotTryAgain() throws IOException {
        List<Trials.Tried> first = trials("rustc").hold(detection.llvm().bolts(), false);
        int built = builds.get();
        List<Trials.Tried> second = trials("rustc").hold(detection.llvm().bolts(), false);

        assertThat(first).singleElement().satisfies(tried -> {
            assertThat(tried.result().verdict()).as(tried.sentence()).isEqualTo(TrialResult.Verdict.passed);
            assertThat(tried.kept()).isFalse();
        });
        assertThat(second)
                .singleElement()
                .satisfies(tried -> assertThat(tried.kept()).isTrue());
        assertThat(builds.get()).as("nothing was built for the second").isEqualTo(built);
        assertThat(trials("another linker").hold(detection.llvm().bolts(), false))
                .singleElement()
                .satisfies(tried -> assertThat(tried.kept())
                        .as("another linker is tried anew")
                        .isFalse());
        assertThat(trials("rustc").hold(detection.llvm().bolts(), true))
                .singleElement()
                .satisfies(tried ->
                        assertThat(tried.kept()).as("and so it is by force").isFalse());
    }

    /** No llvm-bolt instruments a program that is linked statically, and 22 makes one that leaves no profile. */
    @Test
    void aStaticProgramIsLaidOutAlone() throws IOException {
        String musl = detection.platform().arch() + "-unknown-linux-musl";
        assumeTrue(hasStd(musl), "needs rustup target add " + musl);
        assertThat(trials("musl", musl, false).hold(detection.llvm().bolts(), true))
                .singleElement()
                .satisfies(tried -> assertThat(tried.result().verdict())
                        .as(tried.sentence())
                        .isEqualTo(TrialResult.Verdict.passed));
        assertThat(trials("musl", musl, true).hold(List.of(real), true))
                .as("where it is to be instrumented")
                .singleElement()
                .satisfies(tried -> assertThat(tried.result().verdict()).isNotEqualTo(TrialResult.Verdict.passed));
        assertThat(trials("musl", musl, false)
                        .hold(List.of(spoiling("static", "exit 0", "truncate -s 100 \"$made\"")), true))
                .as("one that spoils the file")
                .singleElement()
                .satisfies(tried -> assertThat(tried.result().verdict()).isEqualTo(TrialResult.Verdict.failed));
    }

    private static boolean hasStd(String target) throws IOException {
        String sysroot = RustProgram.ok(Command.of("rustc", "--print", "sysroot"))
                .stdout()
                .strip();
        return Files.exists(Path.of(sysroot, "lib", "rustlib", target));
    }

    @Test
    void oneThatLosesUnwindingOrTurnsABranchFailsAndTheNextServes() throws IOException {
        // An all-zero frame table, and changed text in the program's output: each such file starts and looks fine.
        List<BoltTools> candidates = List.of(
                spoiling(
                        "does not unwind",
                        ":",
                        real.llvmBolt().path().resolveSibling("llvm-objcopy")
                                + " --remove-section=.eh_frame_hdr \"$made\""),
                spoiling("prints another", ":", "LC_ALL=C sed -i 's/threads /thrEads /' \"$made\""),
                spoiling("instruments wrongly", "LC_ALL=C sed -i 's/threads /thrEads /' \"$made\"", ":"),
                spoiling("crashes", "kill -SEGV $$", ":"),
                real);

        List<Trials.Tried> tried = trials("rustc").hold(candidates, false);

        assertThat(tried)
                .extracting(one -> one.result().verdict())
                .containsExactly(
                        TrialResult.Verdict.failed,
                        TrialResult.Verdict.failed,
                        TrialResult.Verdict.failed,
                        TrialResult.Verdict.failed,
                        TrialResult.Verdict.passed);
        assertThat(tried)
                .extracting(one -> one.result().reason())
                .as("each names what failed")
                .satisfies(reasons -> {
                    assertThat(reasons.get(0)).contains("laid out executable did not run to its end");
                    assertThat(reasons.get(1)).contains("laid out executable printed something else");
                    assertThat(reasons.get(2)).contains("instrumented executable printed something else");
                    assertThat(reasons.get(3)).contains("could not instrument");
                });
    }

    @Test
    void aProgramThatCargoCannotBuildSaysNothingOfLlvmBolt() throws IOException {
        TrialSetup setup = new TrialSetup(
                detection.target(),
                detection.platform().arch(),
                "release",
                (manifest, target) ->
                        cargo(manifest, target).with("CARGO_ENCODED_RUSTFLAGS", "-Clinker=linker-of-nobody"),
                "rustc",
                null,
                List.of(),
                null,
                true,
                List.of());

        List<Trials.Tried> tried = new Trials(
                        PROCESSES, setup, own.resolve("results.json"), own.resolve("trial"), own.resolve("log"))
                .hold(List.of(real), false);

        assertThat(tried).singleElement().satisfies(one -> {
            assertThat(one.result().verdict()).isEqualTo(TrialResult.Verdict.untried);
            assertThat(one.sentence()).contains("was not tried", "linker-of-nobody");
        });
        assertThat(own.resolve("results.json"))
                .as("not kept: the next build tries again")
                .doesNotExist();
    }

    @Test
    void whatAnotherBuildKeepsMeanwhileStays() throws IOException {
        BoltTools whileAnotherKeepsItsOwn = spoiling(
                "another build",
                ":",
                "printf '{\"other\":{\"verdict\":\"passed\",\"reason\":\"\"}}' > '" + own.resolve("results.json")
                        + "'");

        List<Trials.Tried> tried = trials("rustc").hold(List.of(whileAnotherKeepsItsOwn), false);

        assertThat(tried.get(0).result().verdict()).isEqualTo(TrialResult.Verdict.passed);
        assertThat(own.resolve("results.json")).content().contains("\"other\"");
        assertThat(trials("rustc").hold(List.of(whileAnotherKeepsItsOwn), false))
                .singleElement()
                .satisfies(one -> assertThat(one.kept()).isTrue());
    }

    @Test
    void resultsThatAreDamagedAreTriedAgain() throws IOException {
        Files.writeString(own.resolve("results.json"), "{\"a\": {\"verdict\": \"unheard of\"}, \"b\": null");

        assertThat(trials("rustc").hold(List.of(real), false))
                .singleElement()
                .satisfies(tried -> assertThat(tried.result().verdict()).isEqualTo(TrialResult.Verdict.passed));
    }
}
