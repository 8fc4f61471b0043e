package io.github.pgobolt.check;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
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
import java.util.stream.Collectors;

/**
 * Counts invalid memory accesses under valgrind, the variant's against the baseline's. For BOLT options that are known
 * to miscompile: {@code -frame-opt} moves the stack pointer above data that is still used (llvm-project 211356), so
 * that outputs stay equal until a signal comes at the wrong moment. A run takes twenty to fifty times as long.
 */
public final class MemoryCheck {

    private static final String NAME = "memory";
    /** How many times its own limit a workload may take under valgrind. */
    private static final int SLOWER = 50;

    private static final Pattern SUMMARY =
            Pattern.compile("ERROR SUMMARY: ([0-9,]{1,20}) errors? from ([0-9,]{1,20}) contexts?");

    private final ProcessRunner processes;
    private final Path valgrind;
    private final Path folder;

    /**
     * @param valgrind valgrind, or null if there is none
     * @param folder for valgrind's logs; used by this check only
     */
    public MemoryCheck(ProcessRunner processes, Path valgrind, Path folder) {
        this.processes = processes;
        this.valgrind = valgrind;
        this.folder = folder.toAbsolutePath();
    }

    /** Whether BOLT's options include one that only this check can judge. */
    public static boolean wanted(List<String> boltFlags) {
        return boltFlags.stream()
                .map(flag -> flag.replaceFirst("^--?", ""))
                .anyMatch(flag -> flag.startsWith("frame-opt") && !flag.equals("frame-opt=none"));
    }

    /**
     * Returns one result per variant. If valgrind cannot tell, the variant fails: an option that is known to miscompile
     * was requested, and nothing else would reveal it.
     *
     * @param workloads of these, the ones that start the built file itself are run
     */
    public List<CheckResult> check(Variant baseline, List<Variant> variants, List<Workload> workloads)
            throws IOException {
        List<Workload> alone = workloads.stream()
                .filter(w -> w.on(baseline.file())
                        .argv()
                        .get(0)
                        .equals(baseline.file().toString()))
                .toList();
        if (valgrind == null) {
            return notShown(variants, "valgrind is missing (Debian and Ubuntu: package valgrind)");
        }
        if (alone.isEmpty()) {
            return notShown(variants, "no workload starts the built file itself, which valgrind needs");
        }
        OptionalInt expected = places(baseline, alone);
        if (expected.isEmpty()) {
            return notShown(
                    variants,
                    "valgrind cannot run the baseline; see " + folder
                            + " (it does not know every instruction of -Ctarget-cpu=native)");
        }
        List<CheckResult> results = new ArrayList<>();
        for (Variant variant : variants) {
            OptionalInt seen = places(variant, alone);
            String both = "invalid accesses in "
                    + (seen.isPresent() ? Counted.of(seen.getAsInt(), "place") : "an unknown number of places")
                    + ", the baseline in " + expected.getAsInt() + ", on "
                    + alone.stream().map(Workload::name).collect(Collectors.joining(", "));
            results.add(
                    seen.isPresent() && seen.getAsInt() <= expected.getAsInt()
                            ? CheckResult.passed(NAME, variant.name(), both)
                            : CheckResult.failed(NAME, variant.name(), both, log(variant, alone.get(0))));
        }
        return results;
    }

    private static List<CheckResult> notShown(List<Variant> variants, String why) {
        return variants.stream()
                .map(v -> CheckResult.failed(
                        NAME,
                        v.name(),
                        "not shown correct: BOLT's -frame-opt is known to"
                                + " miscompile (llvm-project 211356), and " + why
                                + ". Take -frame-opt out of boltFlags and boltExtraFlags.",
                        null))
                .toList();
    }

    /** Returns the sum over the workloads; empty if one of them could not be run to its end. */
    private OptionalInt places(Variant variant, List<Workload> workloads) throws IOException {
        int sum = 0;
        for (Workload workload : workloads) {
            OptionalInt places = places(variant, workload);
            if (places.isEmpty()) {
                return places;
            }
            sum += places.getAsInt();
        }
        return OptionalInt.of(sum);
    }

    private OptionalInt places(Variant variant, Workload workload) throws IOException {
        Path log = log(variant, workload);
        Files.createDirectories(folder);
        Files.deleteIfExists(log);
        Path errors = folder.resolve(variant.name() + ".err");
        Command plain = workload.on(variant.file());
        List<String> argv = new ArrayList<>(List.of(
                valgrind.toString(),
                "--error-limit=no",
                "--leak-check=no",
                "--undef-value-errors=no",
                "--log-file=" + log.toString().replace("%", "%%")));
        argv.addAll(plain.argv());
        Outcome outcome = processes.run(Command.of(argv)
                .in(plain.directory())
                .with(plain.environment())
                .readFrom(plain.stdin())
                .writeTo(Path.of("/dev/null"), errors)
                .within(
                        plain.timeout() == null
                                ? Duration.ofHours(1)
                                : plain.timeout().multipliedBy(SLOWER)));
        // valgrind writes the program's arguments into its log.
        for (Path written : List.of(errors, log)) {
            if (Files.exists(written)) {
                Redaction.file(written, plain);
            }
        }
        if (outcome.timedOut() || !Files.exists(log)) {
            return OptionalInt.empty();
        }
        Matcher matcher = SUMMARY.matcher(TextDiff.tail(log));
        return matcher.find()
                ? OptionalInt.of(Integer.parseInt(matcher.group(2).replace(",", "")))
                : OptionalInt.empty();
    }

    private Path log(Variant variant, Workload workload) {
        return folder.resolve(variant.name() + "-" + workload.name() + "-valgrind.txt");
    }
}
