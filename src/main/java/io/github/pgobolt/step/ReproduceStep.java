package io.github.pgobolt.step;

import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.cargo.BuildScriptOutputs;
import io.github.pgobolt.cargo.CargoMessages;
import io.github.pgobolt.elf.FileDifference;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.report.SecondBuild;
import io.github.pgobolt.step.Settings.ReproduceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds what ships a second time, from the same profiles and in a folder of another name and length, and compares it
 * byte for byte.
 */
public final class ReproduceStep implements Step<SecondBuild> {

    public static final StepKey<SecondBuild> KEY =
            new StepKey<>("reproduce", "builds what ships a second time", SecondBuild.class);

    /** The parameter by which a difference fails the build, and its gate. */
    static final String GATE = "verifyReproducible";

    /** Of another length than any other target folder. */
    private static final String TARGET = "the-second-build-of-what-ships";

    private final Session session;
    private final Records records;

    public ReproduceStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepKey<SecondBuild> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(BaselineStep.KEY, OptimizeStep.KEY, BoltProfileStep.KEY, BoltStep.KEY, SelectStep.KEY);
    }

    @Override
    public String skippedBecause() {
        return new SelectStep(session, records).skippedBecause() == null ? null : "nothing is selected";
    }

    /** It costs a compile. */
    @Override
    public boolean byItsGoalAlone() {
        return !isAsked(session.settings());
    }

    private static boolean isAsked(Settings settings) {
        return settings.has(ReproduceSettings.class)
                && settings.section(ReproduceSettings.class).verify();
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = session.buildInputs();
        SelectResult selected = records.result(SelectStep.KEY);
        inputs.put("what ships", selected.variant() + " " + selected.sha256());
        return inputs;
    }

    @Override
    public Done<SecondBuild> run() throws IOException {
        SelectResult selected = records.result(SelectStep.KEY);
        Path target = session.work().emptied(session.work().buildFolder(TARGET));
        Path folder = session.work().emptied(session.work().file("second-build"));
        Path log = session.work().log(KEY.goal());
        SecondBuildParts parts = new SecondBuildParts(session, records, target, folder, log);
        Path made = new ShippedAgain(session, records).make(selected, folder, parts);
        SecondBuild result = compared(selected, made, target, parts);
        if (result.same()) {
            session.work().emptied(target);
        }
        return Done.of(result, List.of(made), parts.commands(), parts.tools(), 1);
    }

    private SecondBuild compared(SelectResult selected, Path made, Path target, SecondBuildParts parts)
            throws IOException {
        boolean isBaseline = selected.variant().equals(Variants.BASELINE);
        Path firstTarget = isBaseline ? session.work().buildFolder(Variants.BASELINE) : Builds.optimizeFolder(session);
        List<FileDifference> differences =
                FileDifference.between(session.work().file(selected.file()), made, firstTarget, target);
        List<BuildScriptOutputs.Difference> scripts = List.of();
        if (!differences.isEmpty()) {
            List<CargoMessages.ScriptOutput> first =
                    isBaseline ? new BaselineStep(session).scripts() : new OptimizeStep(session, records).scripts();
            scripts = BuildScriptOutputs.between(first, firstTarget, parts.scripts(), target);
        }
        SecondBuild result = new SecondBuild(
                differences.isEmpty(),
                selected.variant(),
                selected.sha256(),
                Hashes.ofFile(made),
                session.work().root().relativize(made).toString(),
                differences,
                scripts);
        result.lines().forEach(line -> session.log().warn(KEY + ": " + line));
        return result;
    }

    @Override
    public String summary(SecondBuild result) {
        return result.sentence();
    }

    /**
     * Judges the gate, if it is asked for.
     *
     * @param outdated why records are not current
     */
    static Optional<GateResult> gate(Settings settings, Records records, Map<StepKey<?>, String> outdated) {
        if (!isAsked(settings)) {
            return Optional.empty();
        }
        Optional<SecondBuild> second = records.findResult(KEY);
        if (second.isEmpty()) {
            String why = outdated.get(KEY);
            return Optional.of(new GateResult(
                    GATE,
                    false,
                    true,
                    "It was asked for, but "
                            + (why == null
                                    ? "nothing was built a second time"
                                    : "the second build is out of date, since " + why)
                            + ". Run: " + Goals.command(KEY.goal())));
        }
        String lines = String.join("; ", second.get().lines());
        return Optional.of(new GateResult(
                GATE, second.get().same(), false, second.get().sentence() + (lines.isEmpty() ? "" : ". " + lines)));
    }
}
