package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds for the further targets, with the profile of the one training. */
public final class TargetsStep implements Step<TargetsResult> {

    public static final StepKey<TargetsResult> KEY =
            new StepKey<>("targets", "builds for the further targets", TargetsResult.class);

    private final Session session;
    private final FurtherTargets targets;
    private List<TargetsResult.Row> built;

    TargetsStep(Session session, FurtherTargets targets) {
        this.session = session;
        this.targets = targets;
    }

    @Override
    public StepKey<TargetsResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(
                MergeStep.KEY, OptimizeStep.KEY, BoltProfileStep.KEY, CheckStep.KEY, BenchmarkStep.KEY, SelectStep.KEY);
    }

    @Override
    public String skippedBecause() {
        return targets.triples().isEmpty() ? "there are no further targets" : null;
    }

    @Override
    public void preflight() throws IOException {
        targets.preflight();
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>(session.buildInputs());
        inputs.put("targets", targets.inputs().toString());
        return inputs;
    }

    /** Each target's own pipeline knows what is up to date in it. */
    @Override
    public Asked asked() throws IOException {
        Asked asked = Asked.NOTHING;
        for (TargetsResult.Row row : built()) {
            asked = asked.and(Asked.of(row.name(), row.variant() + " " + row.sha256(), 0));
        }
        return asked;
    }

    @Override
    public String progress(Double lastSeconds) {
        return targets.progress();
    }

    private List<TargetsResult.Row> built() throws IOException {
        if (built == null) {
            built = targets.build();
        }
        return built;
    }

    @Override
    public Done<TargetsResult> run() throws IOException {
        TargetsResult result = new TargetsResult(built());
        List<Path> outputs = result.targets().stream()
                .map(row -> session.work().file(row.file()))
                .toList();
        return Done.of(
                result,
                outputs,
                List.of(),
                List.of(),
                result.targets().stream().mapToInt(TargetsResult.Row::compiles).sum());
    }

    @Override
    public String summary(TargetsResult result) {
        long optimised = result.targets().stream()
                .filter(row -> !row.variant().equals(Variants.BASELINE))
                .count();
        long wrong = result.targets().stream()
                .filter(row -> !row.failedChecks().isEmpty())
                .count();
        return Counted.of(result.targets().size(), "target") + ", " + optimised + " of them with the profile"
                + (wrong == 0 ? "" : ", " + wrong + " shown wrong with it");
    }
}
