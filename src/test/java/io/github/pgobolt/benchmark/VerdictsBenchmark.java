package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures how often the engine's verdicts are right and writes {@code benchmarks/verdicts/README.md}. Not a test: run
 * by {@code benchmarks/verdicts/run}.
 */
@EnabledIfSystemProperty(named = "pgobolt.verdicts", matches = "modest|full")
class VerdictsBenchmark {

    /** How much is measured. */
    record Size(
            String name,
            int live,
            int liveSeconds,
            int relabellings,
            int power,
            int powerLoaded,
            int criterion,
            int cost) {

        static Size named(String name) {
            return name.equals("full")
                    ? new Size(name, 60, 20, 1000, 20, 20, 20, 500)
                    : new Size(name, 8, 8, 1000, 3, 2, 3, 200);
        }
    }

    /** About 50 ms: runs of 50 to 200 ms give the narrowest intervals. */
    private static final long ROUNDS = 24_000_000;

    @Test
    void measure() throws IOException {
        Size size = Size.named(System.getProperty("pgobolt.verdicts"));
        Path work = Path.of("target/verdicts").toAbsolutePath();
        Files.createDirectories(work);
        ProcessRunner processes = new ProcessRunner();
        Benchmark benchmark = new Benchmark(processes, List.of("rustc"), work.resolve("runner"));
        Path base = Subjects.spinner(work, "base", ROUNDS);
        VerdictsReport report = new VerdictsReport(size, MachineProbe.ofThisMachine());

        VerdictsSameFile same = new VerdictsSameFile(benchmark, processes, base, work.resolve("same"));
        same.live(size.live(), size.liveSeconds());
        report.sameFile(same, same.relabelled(size.relabellings()));
        report.write();
        VerdictsPower power = new VerdictsPower(benchmark, processes, base, ROUNDS, work.resolve("power"));
        report.power("nothing added beside it", power.measure(size.power(), 0));
        report.write();
        report.power("two busy processes beside it", power.measure(size.powerLoaded(), 2));
        report.write();
        report.cost(VerdictsCost.measure(processes, work.resolve("cost"), size.cost()));
        report.write();
        report.criterion(VerdictsCriterion.measure(processes, size.criterion()));
        report.write();
    }
}
