package io.github.pgobolt.check;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.NewFiles;
import io.github.pgobolt.workload.SubjectLibraries;
import io.github.pgobolt.workload.Surroundings;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.codehaus.plexus.util.FileUtils;

/**
 * Runs every evaluation workload on every variant and compares exit code, standard output, standard error and named
 * files with those of the baseline.
 *
 * <p>The baseline runs twice first, and a difference between two of its own runs says nothing about a variant. A
 * variant that differs is blamed only if the baseline, run as often, never differed there. If nothing is left to
 * compare, nothing is shown.
 */
public final class OutputCheck {

    private static final int NAMES_SHOWN = 5;
    private static final int LEAST_CHANCES = 5;

    private final ProcessRunner processes;
    private final Path folder;
    private final Path workFolder;
    private final Function<Workload, OutputRules> rules;
    private final Repeats repeats;
    private final Surroundings surroundings;

    /**
     * @param processes starts the runs
     * @param folder for outputs that differ and their diffs; used by this check only
     * @param workFolder the plugin's own, in which variants were built: its folders' names do not count as a difference
     * @param rules which outputs of a workload count as the same
     * @param repeats how often a variant's output is compared
     * @param surroundings what workloads need beside them; for a server, its load's output is compared
     */
    public OutputCheck(
            ProcessRunner processes,
            Path folder,
            Path workFolder,
            Function<Workload, OutputRules> rules,
            Repeats repeats,
            Surroundings surroundings) {
        this.processes = processes;
        this.folder = folder.toAbsolutePath();
        this.workFolder = workFolder.toAbsolutePath();
        this.rules = rules;
        this.repeats = repeats;
        this.surroundings = surroundings;
    }

    /**
     * Returns one result for each workload and file, the baseline's own first.
     *
     * @param workloads those for evaluation are run; all of them if there are none
     * @throws IOException if the folder cannot be written
     */
    public List<CheckResult> check(Variant baseline, List<Variant> variants, List<Workload> workloads)
            throws IOException {
        List<Workload> evaluation =
                workloads.stream().filter(w -> w.use().evaluates()).toList();
        Path second = Files.createDirectories(folder.resolve("baseline"));
        try {
            Path twin = second.resolve(baseline.file().getFileName());
            Files.copy(baseline.file(), twin, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            SubjectLibraries.copy(baseline.file(), twin);
            List<Variant> baselines = List.of(baseline, new Variant(baseline.name(), twin));
            List<CheckResult> results = new ArrayList<>();
            int number = 0;
            for (Workload workload : evaluation.isEmpty() ? workloads : evaluation) {
                String place =
                        String.format("%02d-%s", ++number, workload.name().replaceAll("[^A-Za-z0-9._-]", "_"));
                results.addAll(check(baselines, variants, workload, folder.resolve(place)));
            }
            return results;
        } finally {
            // No longer needed: a copy of a file that may be large and may hold whatever the program knows.
            FileUtils.deleteDirectory(second.toFile());
        }
    }

    private List<CheckResult> check(List<Variant> baselines, List<Variant> variants, Workload workload, Path place)
            throws IOException {
        Variant baseline = baselines.get(0);
        List<CheckResult> results = new ArrayList<>();
        NewFiles newFiles = NewFiles.before(workload, workFolder);
        try (SavedOutputs saved = new SavedOutputs(workload, place.resolve("saved"))) {
            OutputRules same = rules.apply(workload);
            WorkloadRuns runs = new WorkloadRuns(
                    processes, surroundings, workload, saved, same, new NormalForm(same, workFolder), place);
            try {
                runs.ofBaseline(baseline, baselines.get(1));
            } catch (IOException cannotStart) {
                results.add(CheckResult.failed(name(workload), baseline.name(), cannotStart.getMessage(), null));
                variants.forEach(v -> results.add(
                        notShown(workload, v, "not compared: the baseline could not be run on this workload")));
                return results;
            }
            List<String> found = newFiles.found();
            for (Variant variant : variants) {
                results.add(compared(runs, workload, baselines, variant));
            }
            // Runs of variants may have shown that the baseline differs from itself.
            results.add(0, ofBaseline(runs, workload, baseline, found));
            if (results.stream().allMatch(CheckResult::passed)) {
                runs.reference().delete();
            }
        }
        return results;
    }

    private CheckResult compared(WorkloadRuns runs, Workload workload, List<Variant> baselines, Variant variant)
            throws IOException {
        long start = System.nanoTime();
        int done = 0;
        while (repeats.another(done, Duration.ofNanos(System.nanoTime() - start))) {
            Optional<Difference> difference;
            try {
                difference = runs.difference(variant);
            } catch (IOException cannotStart) {
                return CheckResult.failed(name(workload), variant.name(), cannotStart.getMessage(), null);
            }
            done++;
            // The baseline gets as many chances to differ as the variant had, and a minimum number.
            if (difference.isPresent()
                    && !runs.varies(difference.get().output(), baselines, Math.max(LEAST_CHANCES, done))) {
                String when = done == 1 ? "" : "in run " + done + " of the same file: ";
                return CheckResult.failed(
                        name(workload),
                        variant.name(),
                        when + difference.get().text(),
                        difference.get().evidence());
            }
        }
        SortedSet<String> compared = runs.comparable();
        String times = " the baseline in " + Counted.of(done, "run");
        if (!endsWell(runs, workload)) {
            return notShown(workload, variant, "as" + times + ", which does not end as the workload expects");
        }
        return compared.isEmpty()
                ? notShown(
                        workload, variant, "ends as" + times + ", and no output was compared: " + why(runs, workload))
                : CheckResult.passed(
                        name(workload),
                        variant.name(),
                        "equal to" + times + ": " + String.join(", ", compared) + butVarying(runs));
    }

    private static CheckResult ofBaseline(WorkloadRuns runs, Workload workload, Variant baseline, List<String> found)
            throws IOException {
        if (!endsWell(runs, workload)) {
            return CheckResult.failed(
                    name(workload),
                    baseline.name(),
                    runs.reference().outcome().ending()
                            + ", and the workload expects exit " + workload.expectExit()
                            + "; correct the workload, or give it <expectExit>",
                    null);
        }
        SortedSet<String> compared = runs.comparable();
        String more = "." + advice(runs) + offer(found);
        return compared.isEmpty()
                ? new CheckResult(
                        name(workload),
                        baseline.name(),
                        Shown.NOT,
                        "nothing to compare: " + why(runs, workload) + more,
                        evidence(runs))
                : CheckResult.passed(
                        name(workload),
                        baseline.name(),
                        "the same in two runs: " + String.join(", ", compared) + butVarying(runs) + more);
    }

    private static boolean endsWell(WorkloadRuns runs, Workload workload) {
        return !runs.reference().outcome().timedOut()
                && runs.reference().outcome().exit() == workload.expectExit();
    }

    private static CheckResult notShown(Workload workload, Variant variant, String detail) {
        return new CheckResult(name(workload), variant.name(), Shown.NOT, detail, null);
    }

    /** Returns why nothing is left to compare. */
    private static String why(WorkloadRuns runs, Workload workload) {
        List<String> reasons = new ArrayList<>();
        if (!runs.varying().isEmpty()) {
            reasons.add(
                    "not deterministic, " + String.join(" and ", runs.varying().keySet())
                            + Counted.word(runs.varying().size(), " differs", " differ")
                            + " between two runs of the same file");
        }
        if (!runs.unwritten().isEmpty()) {
            reasons.add("the run did not write " + shown(runs.unwritten()));
        }
        if (!runs.reference().outputs().keySet().equals(runs.varying().keySet())) {
            reasons.add(runs.varying().isEmpty() ? "the run printed nothing" : "the run printed nothing else");
        }
        return String.join("; ", reasons) + (workload.ignore().isEmpty() ? "" : ", apart from what <ignore> takes out");
    }

    private static String butVarying(WorkloadRuns runs) {
        return runs.varying().isEmpty()
                ? ""
                : "; not compared, since two runs of the baseline differ there: "
                        + String.join(", ", runs.varying().keySet());
    }

    private static String advice(WorkloadRuns runs) {
        return runs.varying().values().stream()
                .findFirst()
                .map(own ->
                        " Give the workload <ignore> (-Dpgobolt.ignore) with a regular expression for what differs by nature,"
                                + " <tolerance> for numbers, or <unordered>true</unordered> for lines in any order. "
                                + own.text())
                .orElse("");
    }

    /** Lists files that the run wrote, for copying into the POM as outputs. */
    private static String offer(List<String> found) {
        if (found.isEmpty()) {
            return "";
        }
        List<String> some = found.stream().limit(NAMES_SHOWN).toList();
        String elements =
                some.stream().map(name -> "<output>" + name + "</output>").collect(Collectors.joining());
        return " The run wrote " + shown(found) + Counted.word(found.size(), ", which is", ", which are")
                + " not compared. To compare: <outputs>" + elements
                + "</outputs> in the workload, or -Dpgobolt.outputs="
                + String.join(",", some) + ".";
    }

    private static String shown(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() > NAMES_SHOWN ? some + " and " + (names.size() - NAMES_SHOWN) + " more" : some;
    }

    private static Path evidence(WorkloadRuns runs) {
        return runs.varying().values().stream()
                .map(Difference::evidence)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String name(Workload workload) {
        return CheckResult.ofOutputs(workload.name());
    }
}
