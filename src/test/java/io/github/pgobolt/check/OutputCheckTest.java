package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Surroundings;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: the variants are shell scripts. */
@DisabledOnOs(OS.WINDOWS)
class OutputCheckTest {

    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void work() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
    }

    @Test
    void equalOutputsPassAndLeaveNoFiles() throws IOException {
        List<CheckResult> results =
                check("echo hello; echo bad >&2; exit 3", "echo hello; echo bad >&2; exit 3", workload(3));
        assertThat(results).extracting(CheckResult::variant).containsExactly("baseline", "pgo");
        assertThat(results).allMatch(CheckResult::passed);
        assertThat(results.get(1).detail()).isEqualTo("equal to the baseline in 15 runs: stderr, stdout");
        try (var files = Files.walk(folder.resolve("kept"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("the second baseline neither")
                    .isEmpty();
        }
    }

    @Test
    void oneByteOfStdoutIsShownShortAndWhole() throws IOException {
        String lines = "i=0; while [ $i -lt 50 ]; do echo line $i; i=$((i+1)); done;";
        CheckResult result =
                check(lines + " echo ok", lines + " echo oK", workload(0)).get(1);
        assertThat(result.passed()).isFalse();
        assertThat(result.detail())
                .contains("stdout differs from line 51")
                .contains("-ok")
                .contains("+oK");
        assertThat(result.detail()).doesNotContain("line 10\n");
        assertThat(result.evidence()).content().contains("-ok").contains("+oK");
    }

    @Test
    void stderrExitCodeAndSignalCount() throws IOException {
        assertThat(check("echo a >&2", "echo b >&2", workload(0)).get(1).detail())
                .contains("stderr differs");
        assertThat(check("exit 0", "echo why >&2; exit 1", workload(0)).get(1).detail())
                .contains("exit 1 instead of exit 0")
                .contains("why");
        assertThat(check("exit 0", "kill -SEGV $$", workload(0)).get(1).detail())
                .contains("SIGSEGV");
    }

    @Test
    void lostLineFeedAndBinaryBytesAreSeen() throws IOException {
        assertThat(check("printf 'a\\n'", "printf a", workload(0)).get(1).detail())
                .contains("no line feed");
        assertThat(check("printf '\\200\\001'", "printf '\\201\\001'", workload(0))
                        .get(1)
                        .passed())
                .isFalse();
    }

    @Test
    void aFaultInEveryFifthRunIsFound() throws IOException {
        // A counter beside the script: every fifth run of the variant prints a different byte.
        String count = "n=$(cat $0.n 2>/dev/null || echo 0); n=$((n+1)); echo $n > $0.n; ";
        CheckResult result = check("echo 1", count + "if [ $((n % 5)) = 0 ]; then echo 2; else echo 1; fi", workload(0))
                .get(1);
        assertThat(result.passed()).isFalse();
        assertThat(result.detail()).startsWith("in run 5 of the same file");
    }

    @Test
    void aBaselineThatDiffersFromItselfIsNamedAndNoVariantIsBlamed() throws IOException {
        List<CheckResult> results = check("echo same; date +%N", "echo same; date +%N", workload(0));
        assertThat(results).extracting(CheckResult::shown).containsOnly(Shown.NOT);
        assertThat(results.get(0).detail())
                .contains("not deterministic")
                .contains("<ignore>")
                .contains("line 2");
        assertThat(results.get(1).detail()).contains("not deterministic");
    }

    @Test
    void aBaselineThatDiffersNowAndThenIsFoundBeforeAVariantIsBlamed() throws IOException {
        String every4 =
                "n=$(cat $0.n 2>/dev/null || echo 0); n=$((n+1)); echo $n > $0.n; if [ $((n % 4)) = 0 ]; then echo 2; else echo 1; fi";
        CheckResult result = check(every4, every4, workload(0)).get(1);
        assertThat(result.shown()).isEqualTo(Shown.NOT);
        assertThat(result.detail()).contains("not deterministic, stdout differs between two runs of the same file");
    }

    @Test
    void whatIsIgnoredDoesNotCountAndTheRestDoes() throws IOException {
        Workload ignoring = workload(0, List.of("took \\d+ ns"), List.of());
        assertThat(check("echo a took $(date +%N) ns", "echo a took $(date +%N) ns", ignoring))
                .allMatch(CheckResult::passed);
        assertThat(check("echo a took 1 ns", "echo b took 2 ns", ignoring)
                        .get(1)
                        .passed())
                .isFalse();
    }

    @Test
    void theProgramsOwnPathIsNoDifference() throws IOException {
        assertThat(check("echo usage: $0", "echo usage: $0", workload(0))).allMatch(CheckResult::passed);
    }

    @Test
    void numbersWithinToleranceAndUnorderedLines() throws IOException {
        assertThat(check(
                                "echo x=1.0000 done",
                                "echo x=1.0001 done",
                                workload(0),
                                new OutputRules(List.of(), 1e-3, false))
                        .get(1)
                        .passed())
                .isTrue();
        assertThat(check(
                                "echo x=1.0000 done",
                                "echo x=1.0100 done",
                                workload(0),
                                new OutputRules(List.of(), 1e-3, false))
                        .get(1)
                        .passed())
                .isFalse();
        assertThat(check("printf 'a\\nb\\n'", "printf 'b\\na\\n'", workload(0), new OutputRules(List.of(), 0, true))
                        .get(1)
                        .passed())
                .isTrue();
        assertThat(check("printf 'a\\nb\\n'", "printf 'b\\nb\\n'", workload(0), new OutputRules(List.of(), 0, true))
                        .get(1)
                        .passed())
                .isFalse();
    }

    @Test
    void namedFilesAreComparedAndPutBack() throws IOException {
        Workload writing = workload(0, List.of(), List.of("out.txt"));
        assertThat(check("echo 1 > out.txt", "echo 1 > out.txt", writing)).allMatch(CheckResult::passed);
        assertThat(work.resolve("out.txt")).doesNotExist();
        assertThat(check("echo 1 > out.txt", "echo 2 > out.txt", writing).get(1).detail())
                .contains("out.txt differs");
        assertThat(check("echo 1 > out.txt", "true", writing).get(1).detail()).contains("out.txt was not written");

        Files.writeString(work.resolve("out.txt"), "1\n");
        assertThat(check("echo 1 > out.txt", "true", writing).get(1).detail())
                .as("a file of an earlier time is no output")
                .contains("out.txt was not written");
        assertThat(check("echo more >> out.txt", "echo more >> out.txt", writing))
                .allMatch(CheckResult::passed);
        assertThat(work.resolve("out.txt")).hasContent("1");
    }

    @Test
    void aVariantThatHangsOrCannotStartFails() throws IOException {
        Workload quick = new Workload(
                "w",
                Use.evaluate,
                List.of("${subject}"),
                false,
                null,
                Map.of(),
                work,
                1,
                1,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        assertThat(check("true", "sleep 30", quick).get(1).detail()).contains("ended after its limit of 1 s");
        Path notExecutable = Files.writeString(folder.resolve("plain"), "x");
        List<CheckResult> results = new OutputCheck(
                        new ProcessRunner(),
                        folder.resolve("kept"),
                        folder.resolve("plugin"),
                        OutputRules::of,
                        Repeats.DEFAULT,
                        Surroundings.NONE)
                .check(script("baseline", "true"), List.of(new Variant("bolt", notExecutable)), List.of(quick));
        assertThat(results.get(1).passed()).isFalse();
        assertThat(results.get(1).detail()).contains("Cannot run");
    }

    @Test
    void secretsDoNotReachTheDetail() throws IOException {
        CheckResult result = check("echo token=abcdefgh1", "echo token=abcdefgh2", workload(0))
                .get(1);
        assertThat(result.passed()).isFalse();
        assertThat(result.detail()).doesNotContain("abcdefgh");
        assertThat(result.evidence()).content().doesNotContain("abcdefgh");
    }

    @Test
    void whatPrintsNothingIsNotShownAndTheFilesThatItWroteAreOffered() throws IOException {
        String writes = "mkdir -p made; echo 1 > out.json; echo 2 > made/two.txt; echo $$ >> log.txt";
        Files.writeString(work.resolve("log.txt"), "old\n");
        Files.writeString(work.resolve("input.txt"), "as it was\n");
        List<CheckResult> results = check(writes, writes, workload(0));
        assertThat(results).extracting(CheckResult::shown).containsOnly(Shown.NOT);
        assertThat(results.get(0).detail())
                .contains("the run printed nothing")
                .contains(
                        "<outputs><output>log.txt</output><output>made/two.txt</output><output>out.json</output></outputs>")
                .contains("-Dpgobolt.outputs=log.txt,made/two.txt,out.json.");
        assertThat(results.get(1).detail())
                .isEqualTo("ends as the baseline in 15 runs, and no output was compared: the run printed nothing");
        assertThat(CheckResult.together("pgo", results)).isEqualTo(Shown.NOT);

        List<CheckResult> named = check(writes, writes, workload(0, List.of(), List.of("out.json")));
        assertThat(named).allMatch(CheckResult::passed);
        assertThat(CheckResult.together("pgo", named)).isEqualTo(Shown.CORRECT);
        assertThat(check("true", "true", workload(0, List.of(), List.of("typo.json")))
                        .get(0)
                        .detail())
                .contains("did not write typo.json");
    }

    @Test
    void whatIsIgnoredAltogetherOrSaidByAJvmShowsNothing() throws IOException {
        assertThat(check("echo took 1 ns", "echo took 2 ns", workload(0, List.of("took .*"), List.of())))
                .extracting(CheckResult::shown)
                .containsOnly(Shown.NOT);
        String jvm = "echo 'WARNING: A restricted method in java.lang.System has been called' >&2;"
                + " echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g' >&2; echo 'OpenJDK 64-Bit Server VM warning: x' >&2";
        assertThat(check(jvm, jvm, workload(0)).get(1).shown()).isEqualTo(Shown.NOT);
    }

    @Test
    void timeStampsInOneOutputLeaveTheOthersToCompare() throws IOException {
        List<CheckResult> results = check("date +%N >&2; echo 42", "date +%N >&2; echo 42", workload(0));
        assertThat(results).allMatch(CheckResult::passed);
        assertThat(results.get(1).detail())
                .contains("15 runs: stdout; not compared, since two runs of the baseline differ there: stderr");
        assertThat(check("date +%N >&2; echo 42", "date +%N >&2; echo 43", workload(0))
                        .get(1)
                        .failed())
                .isTrue();
    }

    @Test
    void aCacheOfTheFirstRunIsNoDifference() throws IOException {
        String caching = "if [ -e cache ]; then echo found; else touch cache; echo made; fi; echo 42";
        assertThat(check(caching, caching, workload(0))).allMatch(CheckResult::passed);
    }

    @Test
    void thePluginsOwnFoldersAreNoDifference() throws IOException {
        String build = folder.resolve("plugin/build").toString();
        String out = "/x86_64-unknown-linux-gnu/release/build/";
        assertThat(check(
                        "echo " + build + "/baseline" + out + "gen-0123456789abcdef/out/code.rs:3",
                        "echo " + build + "/pgo" + out + "gen-fedcba9876543210/out/code.rs:3",
                        workload(0)))
                .allMatch(CheckResult::passed);
        assertThat(check("echo " + build + "/baseline/a.rs:3", "echo " + build + "/pgo/a.rs:4", workload(0))
                        .get(1)
                        .failed())
                .isTrue();
        assertThat(check("echo /elsewhere/baseline", "echo /elsewhere/pgo", workload(0))
                        .get(1)
                        .failed())
                .isTrue();
    }

    @Test
    void whatAProgramMakesOfItsOwnPathDiffersBetweenTwoBaselinesToo() throws IOException {
        CheckResult result = check("echo 42 >&2; echo $0 | cksum", "echo 42 >&2; echo $0 | cksum", workload(0))
                .get(1);
        assertThat(result.passed()).as(result.detail()).isTrue();
        assertThat(result.detail()).contains("differ there: stdout");
    }

    @Test
    void aRunThatDoesNotEndAsExpectedShowsNothing() throws IOException {
        List<CheckResult> results = check("echo usage; exit 2", "echo usage; exit 2", workload(0));
        assertThat(results.get(0).failed()).isTrue();
        assertThat(results.get(1).shown()).isEqualTo(Shown.NOT);
    }

    private List<CheckResult> check(String baseline, String variant, Workload workload) throws IOException {
        return check(baseline, variant, workload, OutputRules.of(workload));
    }

    private List<CheckResult> check(String baseline, String variant, Workload workload, OutputRules rules)
            throws IOException {
        Repeats repeats = new Repeats(2, 15, Duration.ofSeconds(20));
        return new OutputCheck(
                        new ProcessRunner(),
                        folder.resolve("kept"),
                        folder.resolve("plugin"),
                        w -> rules,
                        repeats,
                        Surroundings.NONE)
                .check(script("baseline", baseline), List.of(script("pgo", variant)), List.of(workload));
    }

    private Variant script(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("subject");
        Files.deleteIfExists(file.resolveSibling("subject.n"));
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Variant(name, file);
    }

    private Workload workload(int expectExit) {
        return workload(expectExit, List.of(), List.of());
    }

    private Workload workload(int expectExit, List<String> ignore, List<String> outputs) {
        return new Workload(
                "w",
                Use.evaluate,
                List.of("${subject}"),
                false,
                null,
                Map.of(),
                work,
                1,
                20,
                1,
                expectExit,
                outputs,
                List.of(),
                ignore);
    }
}
