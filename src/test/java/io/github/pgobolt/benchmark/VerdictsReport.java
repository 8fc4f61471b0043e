package io.github.pgobolt.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes benchmarks/verdicts/README.md: what was measured, with counts, and nothing else. */
final class VerdictsReport {

    private final VerdictsBenchmark.Size size;
    private final MachineProbe probe;
    private final MachineState before;
    private final long[] ticks;
    private final List<String> body = new ArrayList<>();

    VerdictsReport(VerdictsBenchmark.Size size, MachineProbe probe) {
        this.size = size;
        this.probe = probe;
        this.before = probe.before();
        this.ticks = probe.ticks();
    }

    void sameFile(VerdictsSameFile same, int[] relabelled) {
        line("## The same binary three times: every difference is a false one");
        line("");
        line("| | false verdicts | of | share | goal |");
        line("| --- | ---: | ---: | ---: | --- |");
        row(
                "this engine, live, CPU time (up to 160 pairs, " + size.liveSeconds() + " s)",
                same.falseVerdicts,
                same.live,
                "at most 6 of 60");
        row("this engine, relabelled stored runs, CPU time", relabelled[0], size.relabellings(), "at most 5 %");
        row("this engine, relabelled stored runs, wall time", relabelled[1], size.relabellings(), "at most 5 %");
        row("hyperfine, 15+15 runs, Welch test at 5 %", same.hyperfineWelch, same.hyperfine, "");
        row("hyperfine, its \"±\" excludes 1", same.hyperfinePlusMinus, same.hyperfine, "");
        row("a gate on hyperfine's mean(B)/mean(A) > 1.02", same.hyperfineGate, same.hyperfine, "");
        line("");
        line("A benchmark of the engine makes three comparisons (two with the reference, one between the variants)"
                + " and counts as false when any of them is; hyperfine makes one, on wall time, right behind each"
                + " benchmark of the engine. Of the "
                + same.live
                + " live benchmarks, " + same.decided + " ended with \"same\" for both variants, and in "
                + same.controlBroken
                + " the A/A control took the verdicts back. Relabelling takes stored blocks in their order"
                + " from a random one on, shuffles which run is which within each, and stops by the engine's"
                + " rule; the pool is " + same.pairs
                + " blocks, and no benchmark is longer than that.");
        line("");
        line(String.format(
                Locale.ROOT,
                "Of the %.0f s that these benchmarks took, warm-up included, %.2f %% went to anything but the "
                        + "subject.",
                same.elapsedSeconds,
                100 * (1 - same.subjectSeconds / same.elapsedSeconds)));
        line("");
    }

    void power(String condition, List<VerdictsPower.Found> all) {
        line("## A program slowed by a known share: " + condition);
        line("");
        line("Load of the machine at the end of this: " + probe.before().loadBefore() + ".");
        line("");
        line("| slowed by | found | within 60 s | wrong sign | of | pairs, median (most) | seconds, median (most) |"
                + " error of the estimate, median (range) |");
        line("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (VerdictsPower.Found found : all) {
            line(String.format(
                    Locale.ROOT,
                    "| %.0f %% | %d | %d | %d | %d | %.0f (%.0f) | %.1f (%.1f) | %+.2f %% (%+.2f to %+.2f) |",
                    100 * found.slowed(),
                    found.found(),
                    found.foundSoon(),
                    found.wrongSign(),
                    found.repeats(),
                    found.pairs().median(),
                    found.pairs().max(),
                    found.seconds().median(),
                    found.seconds().max(),
                    100 * found.error().median(),
                    100 * found.error().min(),
                    100 * found.error().max()));
        }
        line("");
        line("At most 160 pairs and 90 s; CPU time. Goals: 2 % found in at least 95 %; 3 % in at least 9 of 10"
                + " within 60 s; wrong sign at most 0.5 %. The truth is a loop count that is compiled in; starting"
                + " the process is not slowed, so that the whole is slowed by a little less.");
        line("");
    }

    void cost(VerdictsCost cost) {
        line("## Cost");
        line("");
        line("| a run of /bin/true, milliseconds | median | least | most | of |");
        line("| --- | ---: | ---: | ---: | ---: |");
        cost("posix_spawn and wait in a loop (Rust's standard library)", cost.spawnAlone(), cost.runs());
        cost("as the runner reports it", cost.seenByRunner(), cost.runs());
        cost("asking the runner, to its answer", cost.roundTrip(), cost.runs());
        cost("by Java's process API (the fallback)", cost.java(), cost.runs());
        line("");
        line(String.format(
                Locale.ROOT,
                "The runner adds %.2f ms a run to posix_spawn alone (medians); what it reports is %+.2f ms off.",
                cost.roundTrip().median() - cost.spawnAlone().median(),
                cost.seenByRunner().median() - cost.spawnAlone().median()));
        line("");
    }

    void criterion(VerdictsCriterion criterion) {
        line("## Criterion's own comparison, the same code run again");
        line("");
        line("| | count | of |");
        line("| --- | ---: | ---: |");
        line("| \"regressed\" or \"improved\" | " + criterion.different() + " | " + criterion.comparisons() + " |");
        line("| significant, within its noise threshold of 1 % | " + criterion.withinNoise() + " | "
                + criterion.comparisons() + " |");
        line("");
        line("Criterion 0.5, 10 samples in 0.5 s after 0.2 s of warm-up (benchmarks/verdicts/criterion); its"
                + " defaults take ten times as long.");
        line("");
    }

    void write() throws IOException {
        MachineState machine = probe.after(before, ticks);
        List<String> text = new ArrayList<>(List.of(
                "# Are the verdicts right?",
                "",
                "Written by `benchmarks/verdicts/run " + size.name() + "` on " + LocalDate.now()
                        + "; `benchmarks/verdicts/run full` repeats "
                        + "all of it in about an hour, `modest` in minutes. Do not edit.",
                ""));
        if (!size.name().equals("full")) {
            text.add("This is a modest run: the counts are too small to hold or to refute the goals, and are shown for"
                    + " what they are.");
            text.add("");
        }
        text.add(String.format(
                Locale.ROOT,
                "Machine: %s, %s, %d processors, %s; load %s before and %s after; steal %s.",
                machine.cpuModel(),
                machine.os(),
                machine.logicalCpus(),
                machine.virtualisation() == null ? "no hypervisor seen" : "virtual (" + machine.virtualisation() + ")",
                machine.loadBefore(),
                machine.loadDuring(),
                machine.stealPercent() == null
                        ? "unknown"
                        : String.format(Locale.ROOT, "%.2f %%", machine.stealPercent())));
        text.add("");
        text.addAll(body);
        Files.writeString(
                Path.of("benchmarks/verdicts/README.md"),
                String.join("\n", text).stripTrailing() + "\n");
    }

    private void row(String what, int count, int of, String goal) {
        line(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f %% | %s |",
                what,
                count,
                of,
                of == 0 ? Double.NaN : 100.0 * count / of,
                goal));
    }

    private void cost(String what, Spread spread, int runs) {
        line(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %d |",
                what,
                spread.median(),
                spread.min(),
                spread.max(),
                runs));
    }

    private void line(String line) {
        body.add(line);
    }
}
