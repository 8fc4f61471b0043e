package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Selection;
import io.github.pgobolt.benchmark.Selector;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Chooses the variant that ships, and copies it to where the build wants it. */
public final class SelectStep implements Step<SelectResult> {

    public static final StepKey<SelectResult> KEY = new StepKey<>("select", "chooses what ships", SelectResult.class);

    private final Session session;
    private final Records records;
    private final VariantFiles variants;

    public SelectStep(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.variants = new VariantFiles(session, records);
    }

    @Override
    public StepKey<SelectResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(BaselineStep.KEY, OptimizeStep.KEY, BoltStep.KEY, CheckStep.KEY, BenchmarkStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (!session.settings().does(KEY)) {
            return "switched off";
        }
        return session.settings().does(BaselineStep.KEY) || session.isFurtherTarget()
                ? null
                : "there is no baseline to fall back to";
    }

    @Override
    public void preflight() {
        // The goal that looks ahead for all others copies nothing, and is not told where to.
        if (session.settings().has(Settings.ShippingSettings.class)) {
            CopyFolder.require(session.copyFolder());
        }
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = variants.hashes();
        for (StepKey<?> step : List.of(CheckStep.KEY, BenchmarkStep.KEY)) {
            inputs.put(
                    step.goal(),
                    records.find(step)
                            .map(r -> Hashes.ofText(r.result().toString()))
                            .orElse("none"));
        }
        inputs.put(
                "allowUnchecked", String.valueOf(session.settings().shipping().allowUnchecked()));
        inputs.put("copyTo", String.valueOf(session.copyFolder()));
        if (session.isFurtherTarget()) {
            inputs.put("target", session.settings().section(FurtherTarget.class).toString());
        }
        return inputs;
    }

    @Override
    public Done<SelectResult> run() throws IOException {
        Selection selection = choose();
        Path chosen = variants.all().stream()
                .filter(c -> c.name().equals(selection.variant()))
                .map(Variant::file)
                .findFirst()
                .orElseThrow();
        Path folder = session.work().emptied(session.work().file("shipped"));
        Path shipped = WholeFile.copy(chosen, folder.resolve(chosen.getFileName()));
        SubjectLibraries.copy(chosen, shipped);
        List<Path> outputs = new ArrayList<>(List.of(shipped));
        Path copied = null;
        if (session.copyFolder() != null) {
            copied = WholeFile.copy(shipped, session.copyFolder().resolve(shipped.getFileName()));
            outputs.add(copied);
        }
        SelectResult result = new SelectResult(
                selection.variant(),
                selection.reason(),
                session.work().root().relativize(shipped).toString(),
                Hashes.ofFile(shipped),
                Files.size(shipped),
                copied == null ? null : copied.toString());
        return Done.of(result, outputs, List.of(), List.of());
    }

    private Selection choose() {
        if (session.isFurtherTarget()) {
            return new TargetChoice(session, records, variants).choose();
        }
        return chooseMeasured();
    }

    private Selection chooseMeasured() {
        List<String> unchecked = names(variants.all(Shown.NOT));
        Set<String> mayShip = new TreeSet<>(names(variants.all(Shown.CORRECT)));
        if (session.settings().shipping().allowUnchecked()) {
            mayShip.addAll(unchecked);
        }
        if (mayShip.isEmpty()) {
            return new Selection(
                    Variants.BASELINE, unchecked.isEmpty() ? "No variant passed the check." : notShown(unchecked));
        }
        Optional<BenchmarkResult> benchmark = records.findResult(BenchmarkStep.KEY);
        if (benchmark.isEmpty()) {
            return new Selection(
                    Variants.BASELINE, "Nothing was measured, and nothing ships that is not shown faster.");
        }
        Selection chosen = Selector.choose(Variants.ALL, mayShip, benchmark.get());
        return unchecked.contains(chosen.variant())
                ? new Selection(
                        chosen.variant(), chosen.reason() + " It is not shown correct; allowUnchecked lets it ship.")
                : chosen;
    }

    private String notShown(List<String> unchecked) {
        boolean checked = records.find(CheckStep.KEY).isPresent();
        return String.join(" and ", unchecked) + Counted.word(unchecked.size(), " is", " are")
                + " not shown correct, since "
                + (checked
                        ? "no output of an evaluation workload could be compared (the report says why, under Correctness). Say what"
                                + " is compared by <outputs> and <ignore> (-Dpgobolt.outputs, -Dpgobolt.ignore)"
                        : "nothing was checked. Run " + Goals.command("check"))
                + ", or accept it by -Dpgobolt.allowUnchecked=true.";
    }

    private static List<String> names(List<Variant> variants) {
        return variants.stream().map(Variant::name).toList();
    }

    @Override
    public String summary(SelectResult result) {
        return result.variant() + " ships";
    }
}
