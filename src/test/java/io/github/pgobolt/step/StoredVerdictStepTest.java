package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkJson;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Control;
import io.github.pgobolt.benchmark.MachineState;
import io.github.pgobolt.benchmark.Results;
import io.github.pgobolt.benchmark.Selector;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileFit;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.ProfileManifest.Training;
import io.github.pgobolt.profile.ProfileWriter;
import io.github.pgobolt.profile.StoredVerdict;
import io.github.pgobolt.toolchain.Wanted;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verdict's way from the build that measured into a profile, and from there to a build that does not. */
class StoredVerdictStepTest {

    private static final long NOON = 1_741_089_600_000L;

    @TempDir
    Path folder;

    private WorkFolder work;
    private Records records;

    @BeforeEach
    void built() throws IOException {
        work = new WorkFolder(folder.resolve("work"));
        work.create();
        records = new Records(work, step -> false);
        leave(BaselineStep.KEY, "variants/baseline/tally", "the baseline", Map.of());
        leave(OptimizeStep.KEY, "variants/pgo/tally", "optimised", Map.of());
    }

    private void leave(StepKey<?> step, String file, String content, Map<String, String> inputs) throws IOException {
        leave(
                step,
                file,
                content,
                inputs,
                JsonParser.parseString("{\"shipped\":\"" + file + "\",\"variant\":\"pgo-bolt\"}"));
    }

    private void leave(StepKey<?> step, String file, String content, Map<String, String> inputs, JsonElement result)
            throws IOException {
        Path written = work.file(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, content);
        List<Path> outputs = List.of(written);
        work.write(
                step,
                new StepRecord(
                        1,
                        step.goal(),
                        inputs,
                        List.of(),
                        List.of(),
                        work.describe(outputs),
                        result,
                        0,
                        NOON,
                        1,
                        null));
    }

    private static BenchmarkResult measured(Control control, Comparison... comparisons) {
        MachineState before = new MachineState(
                "Debian",
                "a processor",
                4,
                2,
                1L,
                null,
                null,
                null,
                "container",
                0.1,
                0.2,
                null,
                null,
                null,
                List.of());
        return Results.of(control, before, comparisons);
    }

    private static BenchmarkResult measured() {
        return measured(
                new Control(1.001, 0.995, 1.006, 30, Verdict.SAME),
                Results.comparison("pgo", "baseline", 0.85, Verdict.FASTER),
                Results.comparison("pgo-bolt", "baseline", 0.8, Verdict.FASTER),
                Results.comparison("pgo-bolt", "pgo", 0.94, Verdict.FASTER));
    }

    private void leaveMeasured(BenchmarkResult result, Map<String, String> inputs) throws IOException {
        leave(BenchmarkStep.KEY, Benchmark.RESULT, "{}", inputs, WorkFolder.toJson(result));
    }

    /** Has this build measure three variants, and returns the verdict that its profile gets. */
    private StoredVerdict stored() throws IOException {
        leave(BoltStep.KEY, "variants/pgo-bolt/tally", "moved", Map.of());
        leaveMeasured(measured(), new VariantFiles(session(null), records).hashes());
        return VerdictToStore.of(session(null), records).orElseThrow();
    }

    private Session session(StoredVerdict verdict) throws IOException {
        return session(verdict, true);
    }

    private Session session(StoredVerdict verdict, boolean hasProfile) throws IOException {
        StoredSettings asked = new StoredSettings(
                hasProfile ? ProfilePolicy.require : ProfilePolicy.train,
                null,
                List.of(folder.resolve("src")),
                0.9,
                0.5,
                null,
                null,
                ReuseProfile.never);
        store(verdict);
        Log silent = new Log() {
            @Override
            public void info(String line) {}

            @Override
            public void warn(String line) {}

            @Override
            public void debug(String line) {}
        };
        ProfileFit.Build build = new ProfileFit.Build(
                "bin",
                "tally",
                "x86_64-unknown-linux-gnu",
                "1.99.1",
                null,
                "23.1.1",
                List.of(),
                false,
                "release",
                "fat",
                "1",
                null,
                ProfileManifest.Std.prebuilt,
                LocalDate.parse("2026-11-26"));
        Workload evaluation = FurtherBuilds.workload("evaluation", Use.evaluate, folder, "${subject}");
        Settings settings = Settings.of(new Settings.Base(
                        null,
                        null,
                        "",
                        List.of(),
                        Wanted.AUTO,
                        PgoMode.instrument,
                        StdMode.prebuilt,
                        asked,
                        Strip.Mode.debuginfo,
                        null,
                        null,
                        false,
                        null,
                        List.of(),
                        false))
                .with(new Settings.RunSettings(List.of(evaluation), List.of(), true, false))
                .with(new Settings.BenchmarkSettings(
                        10, 0.01, 0, "auto", 1, List.of(), List.of(), List.of(), VerdictSource.stored));
        return new Session(
                settings,
                new Discovery(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        StoredChoice.of(asked, build, "flags", work, false, silent),
                        work,
                        null,
                        null,
                        0),
                null,
                silent,
                null,
                null);
    }

    private void store(StoredVerdict verdict) throws IOException {
        ProfileManifest manifest = ProfileManifest.of(
                new ProfileManifest.Subject("tally", "bin", "tally"),
                new ProfileManifest.Sources(null, null, null),
                new ProfileManifest.Toolchain("1.99.1", null, "23.1.1", "x86_64-unknown-linux-gnu"),
                new ProfileManifest.Build(
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        "release",
                        new TreeMap<>(),
                        "fat",
                        "1",
                        null,
                        ProfileManifest.Std.prebuilt),
                new Training(Training.Kind.instrumented, "2026-11-20", new TreeMap<>()),
                new ProfileManifest.Counts(1L, 10L, 10L),
                null,
                Map.of(),
                verdict);
        Path member = Files.writeString(folder.resolve("member"), "profile");
        ProfileWriter.folder(manifest, Map.of(Member.MERGED, member), folder.resolve("src/tally"));
    }

    private String misfit(StoredVerdict verdict) throws IOException {
        Session session = session(verdict);
        StoredVerdictStep.Misfit misfit = StoredVerdictStep.misfit(session, records);
        assertThat(misfit).isNotNull();
        assertThat(new StoredVerdictStep(session, records).activity()).isEqualTo(BenchmarkStep.KEY.activity());
        return misfit.why() + ". " + misfit.toDo();
    }

    @Test
    void whatWasMeasuredIsStoredWithTheHashesOfItsFiles() throws IOException {
        StoredVerdict verdict = stored();
        assertThat(verdict.day()).isEqualTo("2025-03-04");
        assertThat(verdict.files())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "baseline",
                        Hashes.ofText("the baseline"),
                        "pgo",
                        Hashes.ofText("optimised"),
                        "pgo-bolt",
                        Hashes.ofText("moved")));
        assertThat(verdict.workloads()).containsExactly("evaluation");
        assertThat(verdict.machine()).isEqualTo(new StoredVerdict.Machine("a processor", 2, "container"));
        assertThat(verdict.comparisons()).isEqualTo(measured().comparisons());
        assertThat(session(verdict).found().stored().manifest().verdict())
                .as("written and read")
                .isEqualTo(verdict);
    }

    @Test
    void nothingIsStoredOfOtherFilesOrThatDecidesNothingOrThatWasStoredBefore() throws IOException {
        leave(BoltStep.KEY, "variants/pgo-bolt/tally", "moved", Map.of());
        Map<String, String> hashes = new VariantFiles(session(null), records).hashes();
        assertThat(VerdictToStore.of(session(null), records))
                .as("nothing measured")
                .isEmpty();
        leaveMeasured(measured(), hashes);
        assertThat(VerdictToStore.of(session(null), records)).isPresent();
        Map<String, String> others = new TreeMap<>(hashes);
        others.put("variant baseline", Hashes.ofText("another baseline"));
        leaveMeasured(measured(), others);
        assertThat(VerdictToStore.of(session(null), records)).isEmpty();
        Control good = measured().control();
        Comparison few = new Comparison(
                "pgo", "baseline", null, "cpu", 0.9, 0, Double.POSITIVE_INFINITY, 3, 0.02, Verdict.TOO_FEW_PAIRS);
        leaveMeasured(measured(good, few), hashes);
        assertThat(VerdictToStore.of(session(null), records)).isEmpty();
        leaveMeasured(measured(good, Results.comparison("pgo", "baseline", 0.85, Verdict.TOO_NOISY)), hashes);
        assertThat(VerdictToStore.of(session(null), records))
                .as("a release does better to measure")
                .isEmpty();
        leaveMeasured(
                measured(
                        new Control(1.03, 1.02, 1.04, 30, Verdict.SLOWER),
                        Results.comparison("pgo", "baseline", 0.85, Verdict.TOO_NOISY)),
                hashes);
        assertThat(VerdictToStore.of(session(null), records)).isEmpty();
    }

    @Test
    void theVerdictOfTheSameFilesTakesTheBenchmarksPlace() throws IOException {
        StoredVerdict verdict = stored();
        Session session = session(verdict);
        StoredVerdictStep step = new StoredVerdictStep(session, records);
        assertThat(StoredVerdictStep.misfit(session, records)).isNull();
        assertThat(step.activity()).contains("the stored profile brings");
        assertThat(step.asked()).isEqualTo(StoredVerdictStep.Asked.NOTHING);
        assertThat(step.inputs()).containsKey("stored verdict").doesNotContainKey("benchmark settings");
        BenchmarkResult result = step.run().result();
        assertThat(result.storedOn()).isEqualTo("2025-03-04");
        assertThat(result.comparisons()).isEqualTo(measured().comparisons());
        assertThat(result.machine().cpuModel()).isEqualTo("a processor");
        assertThat(Selector.choose(Variants.ALL, Set.of("pgo", "pgo-bolt"), result)
                        .variant())
                .isEqualTo("pgo-bolt");
        assertThat(BenchmarkJson.read(work.file(Benchmark.RESULT)).storedOn()).isEqualTo("2025-03-04");
        assertThat(step.summary(result)).startsWith("stored on 2025-03-04, not measured here; 30 pairs; pgo: faster");
        leaveMeasured(result, new VariantFiles(session, records).hashes());
        assertThat(VerdictToStore.of(session, records))
                .as("stored once more, as if it had been measured again")
                .isEmpty();
    }

    @Test
    void aVariantThatIsNotBuiltOrShownWrongIsLeftOut() throws IOException {
        StoredVerdict verdict = stored();
        leave(
                CheckStep.KEY,
                "checks",
                "",
                Map.of(),
                WorkFolder.toJson(
                        new CheckStepResult(List.of(), Map.of("pgo-bolt", Shown.WRONG), List.of(), List.of())));
        Session session = session(verdict);
        assertThat(StoredVerdictStep.misfit(session, records)).isNull();
        assertThat(new StoredVerdictStep(session, records).run().result().comparisons())
                .containsExactly(Results.comparison("pgo", "baseline", 0.85, Verdict.FASTER));
    }

    @Test
    void theVerdictOfAnotherFileProvesNothing() throws IOException {
        StoredVerdict verdict = stored();
        leave(OptimizeStep.KEY, "variants/pgo/tally", "linked in another order", Map.of());
        assertThat(misfit(verdict))
                .contains(
                        "is of other files: pgo has SHA-256 "
                                + Hashes.ofText("linked in another order").substring(0, 16),
                        Hashes.ofText("optimised").substring(0, 16) + "... was measured",
                        "update-profile");
        leave(OptimizeStep.KEY, "variants/pgo/tally", "optimised", Map.of());
        assertThat(StoredVerdictStep.misfit(session(verdict), records)).isNull();
        leave(BaselineStep.KEY, "variants/baseline/tally", "another baseline", Map.of());
        assertThat(misfit(verdict)).contains("is of other files: baseline has SHA-256 ");
    }

    @Test
    void whereThereIsNoneItIsSaidWhy() throws IOException {
        assertThat(misfit(null)).contains("src/tally brings no verdict", "update-profile");
        Session trains = session(null, false);
        assertThat(StoredVerdictStep.misfit(trains, records).why()).contains("this build uses no stored profile");
        assertThat(StoredVerdictStep.misfit(trains, records).toDo()).contains("-Dpgobolt.storedProfile=");
        assertThat(StoredVerdictStep.misfit(trains, new Records(work, step -> true)))
                .as("before anything is built")
                .isNull();
    }
}
