package io.github.pgobolt.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Writes benchmarks/verdicts/README.md from what the parts have stored: counts, and nothing else. */
final class VerdictsReport {

    private static final int RELABELLINGS = 1000;

    private final List<String> text = new ArrayList<>();

    void write() throws IOException {
        line("# Are the verdicts right?");
        line("");
        line("Written by `benchmarks/verdicts/run table` from what the parts have measured; `benchmarks/verdicts/run"
                + " all` repeats all of it in about half an hour, `benchmarks/verdicts/run` says how to run a part. Do not"
                + " edit.");
        line("");
        sessions();
        sameFile();
        power("power", "nothing added beside it");
        power("power-busy", "two busy processes beside it");
        cost();
        criterion();
        Files.writeString(
                Path.of("benchmarks/verdicts/README.md"),
                String.join("\n", text).stripTrailing() + "\n");
    }

    private void sessions() throws IOException {
        line("| part | on | seconds | machine | load before, after | steal |");
        line("| --- | --- | ---: | --- | ---: | ---: |");
        for (MeasureVerdicts.Session session : MeasureVerdicts.SESSIONS.read()) {
            MachineState machine = session.machine();
            line(
                    "| %s | %s | %.0f | %s, %s, %d processors, %s | %s, %s | %s |",
                    session.part(),
                    session.date(),
                    session.seconds(),
                    machine.cpuModel(),
                    machine.os(),
                    machine.logicalCpus(),
                    machine.virtualisation() == null
                            ? "no hypervisor seen"
                            : "virtual (" + machine.virtualisation() + ")",
                    machine.loadBefore(),
                    machine.loadDuring(),
                    machine.stealPercent() == null
                            ? "unknown"
                            : String.format(Locale.ROOT, "%.2f %%", machine.stealPercent()));
        }
        line("");
    }

    private void sameFile() throws IOException {
        Path folder = MeasureVerdicts.folder("aa");
        List<VerdictsSameFile.Verdicts> all = VerdictsSameFile.store(folder).read();
        line("## The same binary three times: every difference is a false one");
        line("");
        if (all.isEmpty()) {
            notMeasured();
            return;
        }
        line("| | false verdicts | of | share | goal |");
        line("| --- | ---: | ---: | ---: | --- |");
        share(
                "this engine, live, CPU time (up to " + VerdictsSameFile.MOST_PAIRS + " pairs, "
                        + VerdictsSameFile.SECONDS + " s)",
                count(all, VerdictsSameFile.Verdicts::different),
                all.size(),
                "at most 6 of 60");
        List<VerdictsSameFile.Relabelled> relabelled = VerdictsSameFile.relabelled(folder, RELABELLINGS);
        for (VerdictsSameFile.Relabelled some : relabelled) {
            share(
                    "this engine, relabelled stored runs, " + some.metric().words(),
                    some.different(),
                    some.of(),
                    "at most 5 %");
        }
        share("hyperfine, 15+15 runs, Welch test at 5 %", count(all, v -> v.welchPValue() < 0.05), all.size(), "");
        share(
                "hyperfine, its \"±\" excludes 1",
                count(all, VerdictsSameFile.Verdicts::hyperfineExcludesOne),
                all.size(),
                "");
        share(
                "a gate on hyperfine's mean(B)/mean(A) > 1.02",
                count(all, v -> v.hyperfineRatio() > 1.02),
                all.size(),
                "");
        line("");
        line(
                "A benchmark of the engine makes three comparisons (two with the reference, one between the variants)"
                        + " and counts as false when any of them is; hyperfine makes one, on wall time, right behind"
                        + " each benchmark of the engine. Of the %d live benchmarks, %d ended with \"same\" for both"
                        + " variants, and in %d the A/A control took the verdicts back. Relabelling takes stored"
                        + " rounds in their order from a random one on, shuffles which run is which within each, and"
                        + " stops by the engine's rule; the pool is %d rounds.",
                all.size(),
                count(all, VerdictsSameFile.Verdicts::same),
                count(all, v -> !v.controlHolds()),
                relabelled.get(0).pool());
        line("");
        double elapsed = sum(all, VerdictsSameFile.Verdicts::elapsedSeconds);
        line(
                "Of the %.0f s that these benchmarks took, warm-up included, %.2f %% went to anything but the"
                        + " subject.",
                elapsed,
                100 * (1 - sum(all, VerdictsSameFile.Verdicts::subjectSeconds) / elapsed));
        line("");
    }

    private void power(String part, String condition) throws IOException {
        Path folder = MeasureVerdicts.folder(part);
        List<VerdictsPower.Outcome> all = VerdictsPower.store(folder).read();
        line("## A program slowed by a known share: %s", condition);
        line("");
        if (all.isEmpty()) {
            notMeasured();
            return;
        }
        line("| slowed by | found | within 60 s | wrong sign | \"same\" | of | pairs, median (most) | seconds, median"
                + " (most) | error of the estimate, median (range) |");
        line("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (double slowed : VerdictsPower.SLOWED) {
            List<VerdictsPower.Outcome> some =
                    all.stream().filter(o -> o.slowed() == slowed).toList();
            if (!some.isEmpty()) {
                power(slowed, some);
            }
        }
        line("");
        line(
                "At most %d pairs and %d s; CPU time. Goals: 2 %% found in at least 95 %%; 3 %% in at least 9 of 10"
                        + " within 60 s; wrong sign at most 0.5 %%. The truth is a loop count that is compiled in;"
                        + " starting the process is not slowed, so that the whole is slowed by a little less.",
                VerdictsPower.MOST_PAIRS,
                VerdictsPower.MOST_SECONDS);
        line("");
        line("| slowed by, calculated | found | wrong sign | of |");
        line("| ---: | ---: | ---: | ---: |");
        List<VerdictsPower.Calculated> calculated = VerdictsPower.calculated(folder, RELABELLINGS);
        for (VerdictsPower.Calculated some : calculated) {
            line("| %.0f %% | %d | %d | %d |", 100 * some.slowed(), some.found(), some.wrongSign(), some.of());
        }
        line("");
        line(
                "Here the noise is that of the %d rounds measured above and the slowness is calculated, which allows"
                        + " counts that can hold \"at most 0.5 %%\": the two runs of the reference in each round,"
                        + " swapped at random, one multiplied; in their order from a random round on, and stopped as"
                        + " the engine does.",
                calculated.get(0).pool());
        line("");
    }

    private void power(double slowed, List<VerdictsPower.Outcome> some) {
        Spread pairs = spread(some, VerdictsPower.Outcome::pairs);
        Spread seconds = spread(some, VerdictsPower.Outcome::seconds);
        Spread error = spread(some, o -> o.ratio() - (1 + slowed));
        line(
                "| %.0f %% | %d | %d | %d | %d | %d | %.0f (%.0f) | %.1f (%.1f) | %+.2f %% (%+.2f to %+.2f) |",
                100 * slowed,
                count(some, o -> o.verdict() == Verdict.SLOWER),
                count(some, o -> o.verdict() == Verdict.SLOWER && o.seconds() <= 60),
                count(some, o -> o.verdict() == Verdict.FASTER),
                count(some, o -> o.verdict() == Verdict.SAME),
                some.size(),
                pairs.median(),
                pairs.max(),
                seconds.median(),
                seconds.max(),
                100 * error.median(),
                100 * error.min(),
                100 * error.max());
    }

    private void cost() throws IOException {
        line("## Cost");
        line("");
        List<VerdictsCost> all = VerdictsCost.store(MeasureVerdicts.folder("cost")).read();
        if (all.isEmpty()) {
            notMeasured();
            return;
        }
        VerdictsCost cost = all.get(all.size() - 1);
        line("| a run of /bin/true, milliseconds | median | least | most | of |");
        line("| --- | ---: | ---: | ---: | ---: |");
        cost("posix_spawn and wait in a loop (Rust's standard library)", cost.spawnAlone(), cost.runs());
        cost("as the runner reports it", cost.seenByRunner(), cost.runs());
        cost("asking the runner, to its answer", cost.roundTrip(), cost.runs());
        cost("by Java's process API (the fallback)", cost.java(), cost.runs());
        line("");
        line(
                "The runner adds %.2f ms a run to posix_spawn alone (medians); what it reports is %+.2f ms off.",
                cost.roundTrip().median() - cost.spawnAlone().median(),
                cost.seenByRunner().median() - cost.spawnAlone().median());
        line("");
    }

    private void criterion() throws IOException {
        line("## Criterion's own comparison, the same code run again");
        line("");
        List<VerdictsCriterion> all =
                VerdictsCriterion.store(MeasureVerdicts.folder("criterion")).read();
        if (all.isEmpty()) {
            notMeasured();
            return;
        }
        int comparisons = (int) sum(all, VerdictsCriterion::comparisons);
        line("| | count | of | share |");
        line("| --- | ---: | ---: | ---: |");
        share(
                "\"regressed\" or \"improved\"",
                (int) sum(all, VerdictsCriterion::different),
                comparisons);
        share(
                "significant, within its noise threshold of 1 %",
                (int) sum(all, VerdictsCriterion::withinNoise),
                comparisons);
        line("");
        line("Criterion 0.5, 10 samples in 0.5 s after 0.2 s of warm-up (benchmarks/verdicts/criterion); its"
                + " defaults take ten times as long.");
        line("");
    }

    private void notMeasured() {
        line("Not measured yet.");
        line("");
    }

    private static <T> int count(List<T> all, Predicate<T> holds) {
        return (int) all.stream().filter(holds).count();
    }

    private static <T> double sum(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).sum();
    }

    private static <T> Spread spread(List<T> all, ToDoubleFunction<T> value) {
        return Spread.of(all.stream().mapToDouble(value).toArray());
    }

    private void share(String what, int count, int of) {
        line("| %s | %d | %d | %.1f %% |", what, count, of, 100.0 * count / of);
    }

    private void share(String what, int count, int of, String goal) {
        line("| %s | %d | %d | %.1f %% | %s |", what, count, of, 100.0 * count / of, goal);
    }

    private void cost(String what, Spread spread, int runs) {
        line("| %s | %.2f | %.2f | %.2f | %d |", what, spread.median(), spread.min(), spread.max(), runs);
    }

    private void line(String line, Object... values) {
        text.add(values.length == 0 ? line : String.format(Locale.ROOT, line, values));
    }
}
