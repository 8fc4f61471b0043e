package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkJson;
import io.github.pgobolt.benchmark.BenchmarkPlan;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Confirmation;
import io.github.pgobolt.benchmark.Metric;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures the variants that no check has shown wrong against the baseline. */
public final class BenchmarkStep implements Step<BenchmarkResult> {

    public static final StepKey<BenchmarkResult> KEY =
            new StepKey<>("benchmark", "measures the variants in random order", BenchmarkResult.class);

    private final Session session;
    private final Records records;
    private final VariantFiles variants;
    private volatile BenchmarkProgress progress;

    public BenchmarkStep(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.variants = new VariantFiles(session, records);
    }

    @Override
    public StepKey<BenchmarkResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(BaselineStep.KEY, OptimizeStep.KEY, BoltStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (!session.settings().does(KEY)) {
            return "switched off, so that nothing but the baseline can ship";
        }
        if (session.isPlain()) {
            return "only the baseline is built";
        }
        if (!session.settings().does(BaselineStep.KEY)) {
            return "there is no baseline to compare with";
        }
        return variants.notWrong().isEmpty() && !variants.others().isEmpty() ? "every variant is shown wrong" : null;
    }

    @Override
    public void preflight() throws IOException {
        if (session.settings().does(KEY) && !session.isPlain()) {
            Preflight.evaluation(session);
        }
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = session.workloadInputs(session.settings().evaluationWorkloads());
        inputs.putAll(Servers.inputs(session, session.settings().evaluationWorkloads()));
        inputs.putAll(variants.hashes());
        inputs.put("variants", variants().toString());
        inputs.put("benchmark settings", session.settings().benchmark().fingerprint());
        if (session.settings().benchmark().adapters().stream()
                .anyMatch(a -> a.kind().equals("criterion"))) {
            inputs.putAll(session.buildInputs());
        }
        for (Settings.AdapterSettings adapter : session.settings().benchmark().adapters()) {
            if (adapter.jmh() != null) {
                inputs.merge("jmh", adapter.jmh().contentHash(session.written()), (one, other) -> one + " " + other);
            }
        }
        for (Workload workload : session.settings().trainingWorkloads()) {
            inputs.put("training input " + workload.name(), workload.contentHash(session.written()));
        }
        return inputs;
    }

    @Override
    public Asked asked() throws IOException {
        return session.startingTests().asked(session).and(new OtherBenchmarks(session, records).asked());
    }

    private List<Variant> variants() {
        List<Variant> measured = new ArrayList<>(List.of(variants.baseline()));
        // A variant that is not shown correct may still be measured, and ships if allowUnchecked says so.
        measured.addAll(variants.notWrong());
        return measured;
    }

    @Override
    public Done<BenchmarkResult> run() throws IOException {
        Wine.startFor(session);
        return session.watched(session.settings().evaluationWorkloads(), this::measure);
    }

    private Done<BenchmarkResult> measure() throws IOException {
        BenchmarkPlan plan = BenchmarkPlans.of(session.asRun(), variants(), session.written());
        Path folder = session.work().root();
        Benchmark benchmark = session.benchmark();
        BenchmarkProgress measuring =
                new BenchmarkProgress(session.log(), plan.effort().budgetSeconds());
        progress = measuring;
        BenchmarkResult result = benchmark.run(plan, folder, measuring);
        result = confirmed(result, plan, benchmark, measuring);
        if (session.subject().kind() == Subject.Kind.lib) {
            result = result.with(new StartUp(session).measure(plan, benchmark));
        }
        BenchmarkJson.write(folder.resolve(Benchmark.RESULT), result);
        progress = null;
        result.warnings().forEach(measuring::warning);
        List<Path> outputs = new ArrayList<>(List.of(folder.resolve(Benchmark.RESULT)));
        outputs.addAll(new OtherBenchmarks(session, records).run(plan.variants()));
        return Done.of(
                result, outputs, List.of(), List.of(session.detection().rust().rustc()));
    }

    private BenchmarkResult confirmed(
            BenchmarkResult first, BenchmarkPlan plan, Benchmark benchmark, BenchmarkProgress measuring)
            throws IOException {
        List<String> names = plan.variants().stream().map(Variant::name).toList();
        Path folder = session.work().emptied(session.work().buildFolder("confirmation"));
        return new Confirmation(Variants.ALL, names).of(first, (variant, budgetSeconds) -> {
            session.log().debug("  " + variant + " is measured on fresh rounds");
            List<Variant> pair = List.of(plan.variants().get(0), plan.variants().get(names.indexOf(variant)));
            return benchmark.run(
                    plan.of(pair, budgetSeconds).withMetric(Metric.valueOf(first.metric())),
                    folder.resolve(variant),
                    measuring.quiet());
        });
    }

    /** Goes by the budget: the time that it took last time predicts nothing. */
    @Override
    public String progress(Double lastSeconds) {
        BenchmarkProgress measuring = progress;
        return measuring == null ? KEY.activity() : measuring.words();
    }

    /** Has no figures: the report shows them, once. */
    @Override
    public String summary(BenchmarkResult result) {
        return Counted.of(result.rounds(), "pair") + "; "
                + overall(result)
                        .map(c -> c.variant() + ": " + c.verdict().words())
                        .collect(Collectors.joining(", "));
    }

    /** Returns the comparisons with the baseline over all workloads. */
    public static Stream<Comparison> overall(BenchmarkResult result) {
        return result.comparisons().stream()
                .filter(c -> c.workload() == null
                        && c.reference().equals(result.comparisons().get(0).reference()));
    }
}
