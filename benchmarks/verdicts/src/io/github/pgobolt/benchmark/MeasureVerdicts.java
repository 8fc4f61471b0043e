package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Measures how often the engine's verdicts are right, a part at a time, and writes {@code benchmarks/verdicts/README.md}
 * from the parts. Run by {@code benchmarks/verdicts/run}, which compiles it against the engine; it is in the engine's
 * package, whose schedule and stopping rule it looks at.
 */
public final class MeasureVerdicts {

    /**
     * When and where some of a part was measured.
     *
     * @param part such as {@code aa}
     * @param date of its end
     * @param seconds how long it took
     * @param machine its load before and after, and steal
     */
    record Session(String part, String date, double seconds, MachineState machine) {}

    /** About 50 ms: runs of 50 to 200 ms give the narrowest intervals. */
    private static final long ROUNDS = 24_000_000;

    private static final Path WORK = Path.of("target/verdicts").toAbsolutePath();
    static final VerdictsStore<Session> SESSIONS = new VerdictsStore<>(WORK.resolve("sessions.jsonl"), Session.class);

    private final ProcessRunner processes = new ProcessRunner();
    private final long start = System.nanoTime();
    private final long end;

    private MeasureVerdicts(long minutes) {
        end = start + Duration.ofMinutes(minutes).toNanos();
    }

    /** @param args a part, and after how many minutes it ends where it is not done before */
    public static void main(String[] args) throws IOException {
        new MeasureVerdicts(Long.parseLong(args[1])).measure(args[0]);
    }

    static Path folder(String part) {
        return WORK.resolve(part);
    }

    private void measure(String part) throws IOException {
        if (part.equals("table")) {
            new VerdictsReport().write();
            return;
        }
        Files.createDirectories(folder(part));
        MachineProbe probe = MachineProbe.ofThisMachine();
        MachineState before = probe.before();
        long[] ticks = probe.ticks();
        switch (part) {
            case "aa" -> sameFile();
            case "power" -> power(part, 0);
            case "power-busy" -> power(part, 2);
            case "cost" -> VerdictsCost.store(folder(part))
                    .add(VerdictsCost.measure(processes, folder(part)));
            case "criterion" -> VerdictsCriterion.store(folder(part))
                    .add(VerdictsCriterion.measure(processes, folder(part)));
            default -> throw new IllegalArgumentException("no part is called " + part);
        }
        SESSIONS.add(new Session(
                part, LocalDate.now().toString(), (System.nanoTime() - start) * 1e-9, probe.after(before, ticks)));
    }

    private void sameFile() throws IOException {
        VerdictsSameFile same = new VerdictsSameFile(benchmark(), processes, base(), folder("aa"));
        VerdictsStore<VerdictsSameFile.Verdicts> store = VerdictsSameFile.store(folder("aa"));
        for (int number = store.read().size(); number < VerdictsSameFile.LIVE && goesOn(); number++) {
            store.add(same.live(number));
        }
    }

    private void power(String part, int busy) throws IOException {
        VerdictsPower power = new VerdictsPower(benchmark(), base(), ROUNDS, folder(part));
        try (BusyProcesses beside = new BusyProcesses(processes, busy)) {
            VerdictsStore<VerdictsPower.Outcome> store = VerdictsPower.store(folder(part));
            List<VerdictsPower.Case> cases = VerdictsPower.cases();
            for (int done = store.read().size(); done < cases.size() && goesOn(); done++) {
                store.add(power.measure(cases.get(done)));
            }
        }
    }

    private boolean goesOn() {
        return System.nanoTime() < end;
    }

    private Benchmark benchmark() {
        return new Benchmark(processes, List.of("rustc"), WORK.resolve("runner"));
    }

    private static Path base() throws IOException {
        return Subjects.spinner(WORK, "base", ROUNDS);
    }
}
