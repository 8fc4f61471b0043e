package io.github.pgobolt.check;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Surroundings;
import io.github.pgobolt.workload.Workload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs every evaluation workload on every variant and compares exit code, standard output, standard error and named
 * files with the baseline's.
 *
 * <p>The baseline runs twice first. A workload that differs between two runs of the same file says nothing about a
 * variant: it is named as not deterministic, and only the way it ended is compared. A variant that differs in a later
 * run is blamed only after the baseline was run as often and never differed.
 */
public final class OutputCheck {

    private final ProcessRunner processes;
    private final Path folder;
    private final Function<Workload, OutputRules> rules;
    private final Repeats repeats;
    private final Surroundings surroundings;

    /**
     * @param processes starts the runs
     * @param folder where outputs that differ and their diffs are kept; belongs to this check alone
     * @param rules what counts as the same output of a workload
     * @param repeats how often a variant's output is compared
     * @param surroundings what workloads need beside them; of a server, what its load prints is compared
     */
    public OutputCheck(
            ProcessRunner processes,
            Path folder,
            Function<Workload, OutputRules> rules,
            Repeats repeats,
            Surroundings surroundings) {
        this.processes = processes;
        this.folder = folder.toAbsolutePath();
        this.rules = rules;
        this.repeats = repeats;
        this.surroundings = surroundings;
    }

    /**
     * One result for each workload and file, the baseline's own first.
     *
     * @param workloads those for evaluation are run; all of them where none is
     * @throws IOException when the folder cannot be written
     */
    public List<CheckResult> check(Candidate baseline, List<Candidate> variants, List<Workload> workloads)
            throws IOException {
        List<Workload> evaluation = workloads.stream().filter(w -> w.use().evaluates()).toList();
        List<CheckResult> results = new ArrayList<>();
        int number = 0;
        for (Workload workload : evaluation.isEmpty() ? workloads : evaluation) {
            String place = String.format("%02d-%s", ++number, workload.name().replaceAll("[^A-Za-z0-9._-]", "_"));
            results.addAll(check(baseline, variants, workload, folder.resolve(place)));
        }
        return results;
    }

    private List<CheckResult> check(Candidate baseline, List<Candidate> variants, Workload workload, Path place)
            throws IOException {
        List<CheckResult> results = new ArrayList<>();
        try (SavedOutputs saved = new SavedOutputs(workload, place.resolve("saved"))) {
            Runs runs = new Runs(workload, saved, place);
            OutputRun reference;
            Optional<Difference> own;
            try {
                reference = runs.run(baseline, "reference");
                own = runs.differs(reference, baseline, "second-run");
            } catch (IOException cannotStart) {
                results.add(CheckResult.failed(name(workload), baseline.name(), cannotStart.getMessage(), null));
                variants.forEach(v -> results.add(CheckResult.failed(
                        name(workload), v.name(), "not compared: the baseline could not be run on this workload", null)));
                return results;
            }
            results.add(own.isPresent() ? notDeterministic(workload, baseline, own.get()) : ended(workload, baseline, reference));
            boolean deterministic = own.isEmpty();
            for (Candidate variant : variants) {
                CheckResult result = deterministic
                        ? compared(runs, reference, baseline, variant)
                        : endingOnly(runs, reference, variant);
                results.add(result);
            }
            if (results.stream().allMatch(CheckResult::passed)) {
                reference.delete();
            }
        }
        return results;
    }

    private CheckResult compared(Runs runs, OutputRun reference, Candidate baseline, Candidate variant) throws IOException {
        long start = System.nanoTime();
        int done = 0;
        while (repeats.another(done, Duration.ofNanos(System.nanoTime() - start))) {
            Optional<Difference> difference;
            try {
                difference = runs.differs(reference, variant, variant.name());
            } catch (IOException cannotStart) {
                return CheckResult.failed(name(runs.workload), variant.name(), cannotStart.getMessage(), null);
            }
            done++;
            if (difference.isPresent()) {
                // The baseline gets as many chances to differ as the variant had, and five at least.
                for (int again = 0; again < Math.max(5, done); again++) {
                    Optional<Difference> own = runs.differs(reference, baseline, "again");
                    if (own.isPresent()) {
                        return CheckResult.passed(name(runs.workload), variant.name(), "only how it ended was compared: the"
                                + " baseline differs from itself, too, in one run of " + (again + 3) + ". " + advice(own.get()));
                    }
                }
                String when = done == 1 ? "" : "in run " + done + " of the same file: ";
                return CheckResult.failed(name(runs.workload), variant.name(),
                        when + difference.get().text(), difference.get().evidence());
            }
        }
        return CheckResult.passed(name(runs.workload), variant.name(), "equal to the baseline in " + Counted.of(done, "run"));
    }

    private CheckResult endingOnly(Runs runs, OutputRun reference, Candidate variant) throws IOException {
        try {
            OutputRun run = runs.run(variant, variant.name());
            String ending = run.outcome().ending();
            String expected = reference.outcome().ending();
            run.delete();
            return ending.equals(expected)
                    ? CheckResult.passed(name(runs.workload), variant.name(),
                            ending + " as the baseline; outputs were not compared, since the workload is not deterministic")
                    : CheckResult.failed(name(runs.workload), variant.name(), ending + " instead of " + expected, null);
        } catch (IOException cannotStart) {
            return CheckResult.failed(name(runs.workload), variant.name(), cannotStart.getMessage(), null);
        }
    }

    private static CheckResult ended(Workload workload, Candidate baseline, OutputRun reference) {
        boolean well = !reference.outcome().timedOut() && reference.outcome().exit() == workload.expectExit();
        String ending = reference.outcome().ending();
        return new CheckResult(name(workload), baseline.name(), well, well
                ? "the same in two runs"
                : ending + ", and the workload expects exit " + workload.expectExit()
                        + "; correct the workload, or give it <expectExit>", null);
    }

    private static CheckResult notDeterministic(Workload workload, Candidate baseline, Difference difference) {
        return CheckResult.failed(name(workload), baseline.name(),
                "not deterministic: two runs of the same file differ. " + advice(difference), difference.evidence());
    }

    private static String advice(Difference own) {
        return "Give the workload <ignore> with a regular expression for what differs by nature, <tolerance>"
                + " for numbers, or <unordered>true</unordered> for lines in any order. " + own.text();
    }

    private static String name(Workload workload) {
        return "outputs of " + workload.name();
    }

    /** Runs of one workload, each in a folder of its own below the workload's. */
    private final class Runs {
        private final Workload workload;
        private final SavedOutputs saved;
        private final Path place;

        Runs(Workload workload, SavedOutputs saved, Path place) {
            this.workload = workload;
            this.saved = saved;
            this.place = place;
        }

        OutputRun run(Candidate candidate, String label) throws IOException {
            try (Closeable around = surroundings.open(workload, candidate.file(), Map.of())) {
                return OutputRun.of(processes, workload, candidate.file(), saved, place.resolve(label));
            } catch (Failure notReady) {
                // A server that does not come up is a fault of this file, and the others are still to be looked at.
                throw new IOException(notReady.getMessage(), notReady);
            }
        }

        Optional<Difference> differs(OutputRun reference, Candidate candidate, String label) throws IOException {
            Files.createDirectories(place.resolve(label));
            OutputRun run = run(candidate, label);
            Optional<Difference> difference =
                    new OutputComparison(rules.apply(workload), place.resolve(label)).difference(reference, run);
            if (difference.isEmpty()) {
                run.delete();
            }
            return difference;
        }
    }
}
