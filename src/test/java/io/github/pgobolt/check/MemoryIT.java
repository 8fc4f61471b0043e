package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BOLT's {@code -frame-opt} on a program with frame pointers: llvm-project 211356, with the real BOLT 22. */
class MemoryIT {

    @TempDir
    Path folder;

    @Test
    void frameOptLeavesOutputsEqualAndIsCaughtByItsAccesses() throws IOException {
        Path valgrind = Path.of("/usr/bin/valgrind");
        assumeTrue(Files.isExecutable(valgrind), "valgrind is not here");
        CheckedCrate crate = CheckedCrate.built();
        Path program =
                crate.build("frames", List.of("-Cforce-frame-pointers=yes")).resolve("checked");
        Variant baseline = new Variant("baseline", program);
        Variant sound = crate.bolted(program, "bolt-frames");
        Variant faulty = crate.bolted(program, "bolt-frame-opt", "-frame-opt=all");
        Workload stack = new Workload(
                "stack",
                Use.evaluate,
                List.of("${subject}", "stack"),
                false,
                null,
                Map.of(),
                folder,
                1,
                20,
                1,
                0,
                List.of(),
                List.of(),
                List.of());

        assertThat(crate.outputCheck().check(baseline, List.of(sound, faulty), List.of(stack)))
                .as("outputs alone do not show it")
                .allMatch(CheckResult::passed);
        List<CheckResult> results = new MemoryCheck(crate.processes, valgrind, folder)
                .check(baseline, List.of(sound, faulty), List.of(CheckedCrate.workload("words"), stack));
        assertThat(results.get(0).passed()).as(results.get(0).detail()).isTrue();
        assertThat(results.get(1).passed()).as(results.get(1).detail()).isFalse();
        assertThat(results.get(1).evidence()).content().contains("below stack pointer");
    }

    @Test
    void whatValgrindCannotJudgeIsNotShownCorrect() throws IOException {
        Variant any = new Variant("bolt", Path.of("/bin/true"));
        Workload indirect = new Workload(
                "indirect",
                Use.evaluate,
                List.of("sh", "-c", "${subject}"),
                false,
                null,
                Map.of(),
                null,
                1,
                20,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        CheckResult missing = new MemoryCheck(new ProcessRunner(), null, folder)
                .check(any, List.of(any), List.of(indirect))
                .get(0);
        assertThat(missing.passed()).isFalse();
        assertThat(missing.detail()).contains("valgrind is missing", "Take -frame-opt out");
        CheckResult unused = new MemoryCheck(new ProcessRunner(), Path.of("/bin/true"), folder)
                .check(any, List.of(any), List.of(indirect))
                .get(0);
        assertThat(unused.passed()).isFalse();
        assertThat(unused.detail()).contains("no workload starts the built file itself");
    }

    @Test
    void onlyThatOptionWantsTheCheck() {
        assertThat(MemoryCheck.wanted(List.of("-icf=safe", "--frame-opt=hot"))).isTrue();
        assertThat(MemoryCheck.wanted(List.of("-frame-opt=none"))).isFalse();
        assertThat(MemoryCheck.wanted(CheckedCrate.BOLT_FLAGS)).isFalse();
    }
}
