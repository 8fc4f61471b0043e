package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.Gates;
import io.github.pgobolt.benchmark.OnInconclusive;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.step.Settings.GateSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares measurements and checks with what the build promises. */
public final class GateCheck {

    private final GateSettings settings;
    private final Records records;
    private final Map<StepKey<?>, String> outdated;

    /**
     * @param records the current records
     * @param outdated why other records are not current
     */
    public GateCheck(GateSettings settings, Records records, Map<StepKey<?>, String> outdated) {
        this.settings = settings;
        this.records = records;
        this.outdated = outdated;
    }

    /** Returns the speed gates that the user asks for. */
    public static Gates onSpeed(GateSettings settings) {
        return new Gates(
                settings.failIfSlower(),
                settings.requireNotSlower(),
                settings.requireFaster(),
                settings.noWorkloadSlower(),
                OnInconclusive.valueOf(settings.onInconclusive()));
    }

    /** Returns the result of every requested gate. */
    public List<GateResult> judge() {
        List<GateResult> results = new ArrayList<>();
        Optional<SelectResult> selected = records.findResult(SelectStep.KEY);
        Gates gates = onSpeed(settings);
        Optional<BenchmarkResult> benchmark = records.findResult(BenchmarkStep.KEY);
        if (benchmark.isPresent() && selected.isPresent()) {
            results.addAll(gates.judge(benchmark.get(), selected.get().variant()));
        } else if (asksForSpeed()) {
            results.add(new GateResult(
                    "benchmark",
                    false,
                    true,
                    "A gate on speed was asked for, but "
                            + (benchmark.isPresent()
                                    ? missing(SelectStep.KEY, "nothing was selected")
                                    : missing(BenchmarkStep.KEY, "nothing was measured"))));
        }
        if (settings.requireCorrect()) {
            results.add(correct());
        }
        return results;
    }

    private String missing(StepKey<?> step, String nothing) {
        String why = outdated.get(step);
        return (why == null ? nothing : "what " + step + " left is out of date, since " + why) + ". Run: "
                + Goals.command(step.goal());
    }

    private boolean asksForSpeed() {
        return settings.failIfSlower() != null
                || settings.requireNotSlower() != null
                || settings.requireFaster() != null
                || settings.noWorkloadSlower() != null;
    }

    private GateResult correct() {
        Optional<CheckStepResult> checked = records.findResult(CheckStep.KEY);
        if (checked.isEmpty()) {
            return new GateResult(
                    "requireCorrect",
                    false,
                    true,
                    "It was asked for, but " + missing(CheckStep.KEY, "nothing was checked"));
        }
        List<String> faults = new ArrayList<>();
        List<CheckStepResult.Row> rows = checked.get().rows();
        String failed = rows.stream()
                .filter(r -> r.shown() == Shown.WRONG)
                .map(r -> r.variant() + ": " + r.name())
                .collect(Collectors.joining(", "));
        if (!failed.isEmpty()) {
            faults.add(failed + " failed");
        }
        List<String> notShown = checked.get().all(Shown.NOT);
        if (!notShown.isEmpty()) {
            faults.add(String.join(", ", notShown) + Counted.word(notShown.size(), " is", " are") + " not shown correct"
                    + checked.get()
                            .nothingToCompare()
                            .map(r -> ": " + r.name() + ": " + r.detail())
                            .collect(Collectors.joining()));
        }
        return faults.isEmpty()
                ? new GateResult("requireCorrect", true, false, allShown(checked.get()))
                : new GateResult("requireCorrect", false, false, String.join("; ", faults));
    }

    private static String allShown(CheckStepResult checked) {
        long passed =
                checked.rows().stream().filter(r -> r.shown() == Shown.CORRECT).count();
        String notDone = checked.rows().stream()
                .filter(r -> r.shown() == Shown.NOT)
                .map(CheckStepResult.Row::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return (checked.variants().isEmpty()
                        ? "there is no variant beside the baseline"
                        : "every variant is shown correct")
                + ": " + Counted.of(passed, "check") + " passed"
                + (notDone.isEmpty() ? "" : "; not done for every variant: " + notDone);
    }
}
