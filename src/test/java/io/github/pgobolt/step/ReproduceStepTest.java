package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import io.github.pgobolt.base.BytesDifference.Cause;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.BuildScriptOutputs;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.report.SecondBuild;
import io.github.pgobolt.step.Settings.ReproduceSettings;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.LlvmToolchain;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Route;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is built is what a script in cargo's place writes; real crates are in src/it/same-bytes and src/it/reproduce. */
@DisabledOnOs(OS.WINDOWS)
class ReproduceStepTest {

    private static final String TARGET = "x86_64-unknown-linux-gnu";

    /** Builds a file out of what the build script left; {@code $at} is the time of the build. */
    private static final String CARGO = """
            #!/bin/sh
            while [ $# -gt 0 ]; do
              case "$1" in --target-dir) target=$2; shift ;; esac
              shift
            done
            case "$target" in *second*) at=1764209361 ;; *) at=1764209354 ;; esac
            out=$target/release/build/tool-1/out
            mkdir -p "$out"
            printf '%s' "WRITES" > "$out/built.rs"
            file=$target/release/reckon
            cat "$out/built.rs" > "$file"
            echo "$file: MANIFEST" > "$file.d"
            echo '{"reason":"build-script-executed","package_id":"path+file:///w/tool#1.2.3","env":[],"out_dir":"'$out'"}'
            echo '{"reason":"compiler-artifact","package_id":"path+file:///w/tool#1.2.3","target":{"kind":["bin"],\
            "crate_types":["bin"],"name":"reckon"},"filenames":["'$file'"],"executable":"'$file'","fresh":false}'
            """;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private WorkFolder work;
    private Settings settings;

    @BeforeEach
    void open() {
        work = new WorkFolder(folder.resolve("work"));
        work.create();
    }

    /** @param writes what the build script writes, in which a shell puts values for variables */
    private Session session(String writes) throws IOException {
        Path crate = Files.createDirectories(folder.resolve("crate"));
        Path manifest = Files.writeString(crate.resolve("Cargo.toml"), "[package]\n");
        Path program = folder.resolve("cargo");
        Files.writeString(program, CARGO.replace("WRITES", writes).replace("MANIFEST", manifest.toString()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        BuildSettings build = new BuildSettings(
                List.of(),
                false,
                "release",
                List.of(),
                Map.of(),
                List.of(),
                "inherit",
                "inherit",
                null,
                "same",
                true,
                false,
                60,
                CrossTool.none);
        settings = Settings.of(new Settings.Base(
                        new SubjectQuery(null, folder, null, null, null, null),
                        build,
                        "",
                        List.of(),
                        Wanted.AUTO,
                        PgoMode.instrument,
                        StdMode.prebuilt,
                        StoredSettings.NONE,
                        Strip.Mode.debuginfo,
                        null,
                        null,
                        false,
                        null,
                        List.of(),
                        false))
                .with(new ReproduceSettings(true));
        String zeros = "0".repeat(64);
        Tool rustc = new Tool("rustc", folder.resolve("rustc"), "1.99.1", 22, zeros);
        Tool cargo = new Tool("cargo", program, "1.99.1", 0, zeros);
        RustToolchain rust = new RustToolchain(cargo, rustc, "1.99.1", null, TARGET, 22, "22.1.2", folder, "", true);
        Detection detection = new Detection(
                Platform.current(),
                TARGET,
                rust,
                LlvmToolchain.none(),
                Route.PGO_AND_BOLT,
                "both",
                List.of(),
                List.of(),
                "mvn doctor");
        Subject subject =
                new Subject("tool", "path+file:///w/tool#1.2.3", Subject.Kind.bin, "reckon", TARGET, manifest, crate);
        SoundSettings sound = SoundSettings.of(build, UserFlags.NONE, false, false);
        return new Session(
                settings,
                new Discovery(
                        detection,
                        subject,
                        null,
                        null,
                        sound,
                        StdChoice.of(settings.base(), rust, "", null, work, null),
                        StoredChoice.of(StoredSettings.NONE, null, "", work, false, null),
                        work,
                        null,
                        null,
                        0),
                new ProcessRunner(Map.of("PATH", "/usr/bin:/bin")),
                new Collected(warnings),
                null,
                null);
    }

    private record Collected(List<String> warnings) implements Log {

        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {
            warnings.add(line);
        }

        @Override
        public void debug(String line) {}
    }

    private Records records() {
        return new Records(work, step -> false);
    }

    private void record(StepKey<?> step, List<Path> outputs, JsonElement result) throws IOException {
        work.write(
                step,
                new StepRecord(
                        1, step.goal(), Map.of(), List.of(), List.of(), work.describe(outputs), result, 0, 0, 0, null));
    }

    /** Builds the baseline, ships it, and builds it again. */
    private SecondBuild builtTwice(String writes) throws IOException {
        Session session = session(writes);
        Step.Done<BuildResult> baseline = new BaselineStep(session).run();
        record(BaselineStep.KEY, baseline.outputs(), WorkFolder.toJson(baseline.result()));
        Path shipped = work.file("shipped/reckon");
        Files.createDirectories(shipped.getParent());
        Files.copy(work.file(baseline.result().shipped()), shipped);
        SelectResult selected =
                new SelectResult("baseline", "", "shipped/reckon", Hashes.ofFile(shipped), Files.size(shipped), null);
        record(SelectStep.KEY, List.of(shipped), WorkFolder.toJson(selected));
        warnings.clear();
        ReproduceStep step = new ReproduceStep(session, records());
        Step.Done<SecondBuild> done = step.run();
        assertThat(done.compiles()).isEqualTo(1);
        assertThat(done.outputs()).containsExactly(work.file("second-build/reckon"));
        record(ReproduceStep.KEY, done.outputs(), WorkFolder.toJson(done.result()));
        return done.result();
    }

    private Path target() {
        return work.buildFolder("the-second-build-of-what-ships");
    }

    private Optional<GateResult> gate() {
        return ReproduceStep.gate(settings, records(), Map.of());
    }

    @Test
    void theSameBytesAreTheSame() throws IOException {
        SecondBuild second = builtTwice("always this");
        assertThat(second.same()).isTrue();
        assertThat(second.secondSha256()).isEqualTo(second.sha256());
        assertThat(second.sentence()).isEqualTo("baseline, built a second time in another folder, is the same bytes");
        assertThat(second.lines()).isEmpty();
        assertThat(warnings).noneMatch(line -> line.startsWith("reproduce"));
        assertThat(target()).as("what is needed no more").isEmptyDirectory();
        assertThat(gate()).hasValueSatisfying(gate -> assertThat(gate.passed()).isTrue());
    }

    @Test
    void theTimeOfABuildScriptIsFound() throws IOException {
        SecondBuild second = builtTwice("built at $at");
        assertThat(second.same()).isFalse();
        assertThat(second.secondSha256()).isNotEqualTo(second.sha256());
        assertThat(second.buildScripts())
                .containsExactly(new BuildScriptOutputs.Difference("tool 1.2.3", "OUT_DIR/built.rs", Cause.TIME));
        assertThat(second.differences()).singleElement().satisfies(place -> {
            assertThat(place.cause()).isEqualTo(Cause.TIME);
            assertThat(place.first()).isEqualTo("built at 1764209354");
            assertThat(place.second()).isEqualTo("built at 1764209361");
        });
        assertThat(warnings)
                .anyMatch(line -> line.startsWith("reproduce: the build script of tool 1.2.3 leaves another"));
        assertThat(target()).as("what one may look at").isNotEmptyDirectory();
        assertThat(gate()).hasValueSatisfying(gate -> {
            assertThat(gate.passed()).isFalse();
            assertThat(gate.detail()).contains("is not the same bytes", "OUT_DIR/built.rs", "a time");
        });
    }

    @Test
    void theFolderOfTheBuildIsFound() throws IOException {
        SecondBuild second = builtTwice("see $target/x");
        assertThat(second.differences()).singleElement().satisfies(place -> {
            assertThat(place.cause()).isEqualTo(Cause.PATH);
            assertThat(place.second()).startsWith("see " + folder.toString().substring(0, 10));
        });
        assertThat(second.buildScripts())
                .extracting(BuildScriptOutputs.Difference::cause)
                .containsExactly(Cause.PATH);
    }

    @Test
    void whatShipsAndTheToolsDecideWhetherItIsDoneAgain() throws IOException {
        builtTwice("always this");
        Map<String, String> inputs = new ReproduceStep(session("always this"), records()).inputs();
        assertThat(inputs)
                .containsEntry("what ships", "baseline " + Hashes.ofFile(work.file("shipped/reckon")))
                .containsKeys("rustc", "build settings");
    }

    @Test
    void aBuildOfAllStepsDoesItOnlyWhereItIsAskedFor() throws IOException {
        Session asked = session("x");
        assertThat(new ReproduceStep(asked, records()).byItsGoalAlone()).isFalse();
        Settings notAsked = settings.with(new ReproduceSettings(false));
        assertThat(new ReproduceStep(
                                new Session(notAsked, asked.found(), asked.processes(), asked.log(), null, null),
                                records())
                        .byItsGoalAlone())
                .isTrue();
        assertThat(ReproduceStep.gate(notAsked, records(), Map.of())).isEmpty();
    }

    @Test
    void theGateNamesTheGoalWhereNothingWasBuiltTwice() throws IOException {
        session("x");
        assertThat(gate()).hasValueSatisfying(gate -> {
            assertThat(gate.passed()).isFalse();
            assertThat(gate.detail()).contains("nothing was built a second time", "reproduce");
        });
        assertThat(ReproduceStep.gate(settings, records(), Map.of(ReproduceStep.KEY, "this changed: what ships")))
                .hasValueSatisfying(
                        gate -> assertThat(gate.detail()).contains("is out of date, since this changed: what ships"));
    }
}
