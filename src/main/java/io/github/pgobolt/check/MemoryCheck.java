package io.github.pgobolt.check;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Invalid accesses to memory under valgrind, the variant's against the baseline's. For BOLT's options that are known to
 * miscompile: {@code -frame-opt} moves the stack pointer above data that is still used (llvm-project 211356), so that
 * outputs stay equal until a signal comes at the wrong moment. A run takes twenty to fifty times as long.
 */
public final class MemoryCheck {

    private static final String NAME = "memory";
    /** How much longer than its own limit a workload may take under valgrind. */
    private static final int SLOWER = 50;
    private static final Pattern SUMMARY = Pattern.compile("ERROR SUMMARY: ([0-9,]{1,20}) errors? from ([0-9,]{1,20}) contexts?");

    private final ProcessRunner processes;
    private final Path valgrind;
    private final Path folder;

    /**
     * @param valgrind valgrind, or null where there is none
     * @param folder for valgrind's logs; belongs to this check alone
     */
    public MemoryCheck(ProcessRunner processes, Path valgrind, Path folder) {
        this.processes = processes;
        this.valgrind = valgrind;
        this.folder = folder.toAbsolutePath();
    }

    /** Whether BOLT's options hold one that only this check can judge. */
    public static boolean wanted(List<String> boltFlags) {
        return boltFlags.stream().map(flag -> flag.replaceFirst("^--?", ""))
                .anyMatch(flag -> flag.startsWith("frame-opt") && !flag.equals("frame-opt=none"));
    }

    /** One result for each variant, of the workload given, which should be a short one. */
    public List<CheckResult> check(Candidate baseline, List<Candidate> variants, Workload workload) throws IOException {
        if (valgrind == null) {
            return CheckResult.notDone(variants, NAME, "valgrind is missing (Debian and Ubuntu: package valgrind)");
        }
        if (!workload.on(baseline.file()).argv().get(0).equals(baseline.file().toString())) {
            return CheckResult.notDone(variants, NAME, "workload " + workload.name() + " does not start the built file itself");
        }
        OptionalInt expected = places(baseline, workload);
        if (expected.isEmpty()) {
            return CheckResult.notDone(variants, NAME, "valgrind cannot run the baseline; see " + log(baseline)
                    + " (it does not know every instruction of -Ctarget-cpu=native)");
        }
        List<CheckResult> results = new ArrayList<>();
        for (Candidate variant : variants) {
            OptionalInt seen = places(variant, workload);
            String both = "invalid accesses in " + (seen.isPresent() ? seen.getAsInt() + " places" : "an unknown number of places")
                    + ", the baseline in " + expected.getAsInt() + ", on workload " + workload.name();
            results.add(seen.isPresent() && seen.getAsInt() <= expected.getAsInt()
                    ? CheckResult.passed(NAME, variant.name(), both)
                    : CheckResult.failed(NAME, variant.name(), both, log(variant)));
        }
        return results;
    }

    private OptionalInt places(Candidate candidate, Workload workload) throws IOException {
        Path log = log(candidate);
        Files.createDirectories(folder);
        Files.deleteIfExists(log);
        Command plain = workload.on(candidate.file());
        List<String> argv = new ArrayList<>(List.of(valgrind.toString(), "--error-limit=no", "--leak-check=no",
                "--undef-value-errors=no", "--log-file=" + log.toString().replace("%", "%%")));
        argv.addAll(plain.argv());
        Outcome outcome = processes.run(Command.of(argv).in(plain.directory()).with(plain.environment())
                .readFrom(plain.stdin())
                .writeTo(folder.resolve(candidate.name() + ".out"), folder.resolve(candidate.name() + ".err"))
                .within(plain.timeout() == null ? Duration.ofHours(1) : plain.timeout().multipliedBy(SLOWER)));
        if (outcome.timedOut() || !Files.exists(log)) {
            return OptionalInt.empty();
        }
        Matcher matcher = SUMMARY.matcher(TextDiff.tail(log));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(2).replace(",", ""))) : OptionalInt.empty();
    }

    private Path log(Candidate candidate) {
        return folder.resolve(candidate.name() + "-valgrind.txt");
    }
}
