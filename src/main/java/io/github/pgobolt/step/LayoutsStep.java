package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.BenchmarkPlan;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Metric;
import io.github.pgobolt.benchmark.RunSummary;
import io.github.pgobolt.benchmark.Span;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.LayoutDraw;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.report.Sensitivity;
import io.github.pgobolt.step.Settings.LayoutSettings;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Measures by how much layout alone moves the program's time: a few other layouts of the very same code, drawn by chance,
 * run in turn with the file that BOLT reads. A verdict on a variant is one on its layout, too.
 */
public final class LayoutsStep implements Step<Sensitivity> {

    public static final StepKey<Sensitivity> KEY =
            new StepKey<>("layouts", "measures by how much layout alone moves the program's time", Sensitivity.class);

    /** What of the benchmark's budget this may cost. */
    private static final int SHARE = 4;

    private static final int MOST_SECONDS = 20;
    private static final int LEAST_SECONDS = 5;
    /** With fewer draws the span says little. */
    private static final int FEWEST_DRAWS = 2;

    private static final Span.Bounds BOUNDS = new Span.Bounds(Sensitivity.SMALL, 0.05);

    private final Session session;
    private final Records records;
    private volatile BenchmarkProgress progress;

    public LayoutsStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepKey<Sensitivity> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(OptimizeStep.KEY, BoltProfileStep.KEY, BoltStep.KEY, BenchmarkStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (!session.settings().has(LayoutSettings.class)) {
            return "it is left to the build that measures";
        }
        if (session.settings().layouts().draws() == 0) {
            return "layoutDraws is 0";
        }
        String withoutBolt = new BoltStep(session, records).skippedBecause();
        if (withoutBolt != null) {
            return withoutBolt;
        }
        String unmeasured = new BenchmarkStep(session, records).skippedBecause();
        if (unmeasured != null) {
            return "no benchmark: " + unmeasured;
        }
        if (budgetSeconds() < LEAST_SECONDS && session.settings().layouts().budgetSeconds() == null) {
            return "a quarter of benchmark.budgetSeconds is less than " + LEAST_SECONDS
                    + " s; -Dpgobolt.layoutBudgetSeconds=" + MOST_SECONDS + " gives it time of its own";
        }
        Optional<BenchmarkResult> benchmark = records.findResult(BenchmarkStep.KEY);
        if (benchmark.isEmpty()) {
            return null;
        }
        if (benchmark.get().storedOn() != null) {
            return "the verdict comes from a stored profile, and this build measures nothing";
        }
        return draws(benchmark.get()) < FEWEST_DRAWS ? tooLong(benchmark.get()) : null;
    }

    private String tooLong(BenchmarkResult benchmark) {
        int files = FEWEST_DRAWS + 1;
        return String.format(
                Locale.ROOT,
                "a run of all workloads takes %.1f s, so that %d rounds of %d layouts do not fit %d s;"
                        + " -Dpgobolt.layoutBudgetSeconds=%d would do",
                roundSeconds(benchmark),
                Span.fewestRounds(files),
                files,
                budgetSeconds(),
                (int) Math.ceil(seconds(FEWEST_DRAWS, benchmark)));
    }

    /** Returns the least time for so many draws, with the file itself, its second run, and a round to warm up. */
    private double seconds(int draws, BenchmarkResult benchmark) {
        return roundSeconds(benchmark) * (draws + 2) * (Span.fewestRounds(draws + 1) + 1);
    }

    private int budgetSeconds() {
        Integer asked = session.settings().layouts().budgetSeconds();
        return asked != null
                ? asked
                : Math.min(MOST_SECONDS, session.settings().benchmark().budgetSeconds() / SHARE);
    }

    /** Returns the seconds of one run of every workload, as the benchmark has seen them. */
    private double roundSeconds(BenchmarkResult benchmark) {
        Set<String> names = session.settings().evaluationWorkloads().stream()
                .map(Workload::name)
                .collect(Collectors.toSet());
        return benchmark.summaries().stream()
                .filter(row -> row.variant().equals(Variants.BASELINE)
                        && names.contains(row.workload())
                        && row.wallSeconds() != null)
                .map(RunSummary::wallSeconds)
                .mapToDouble(seconds -> seconds.median())
                .sum();
    }

    /** Returns how many draws the time allows. */
    private int draws(BenchmarkResult benchmark) {
        int draws = session.settings().layouts().draws();
        while (draws > 0 && seconds(draws, benchmark) > budgetSeconds()) {
            draws--;
        }
        return draws;
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs =
                new TreeMap<>(session.workloadInputs(session.settings().evaluationWorkloads()));
        inputs.putAll(Servers.inputs(session, session.settings().evaluationWorkloads()));
        inputs.put("optimized build", records.output(OptimizeStep.KEY, 0));
        inputs.put("branch profile", records.output(BoltProfileStep.KEY, 0));
        inputs.put("options", session.settings().bolt().toString());
        inputs.put("llvm-bolt", session.bolt().llvmBolt().identity());
        inputs.put("layouts", session.settings().layouts() + " in " + budgetSeconds() + " s");
        inputs.put("metric", records.result(BenchmarkStep.KEY).metric());
        return inputs;
    }

    @Override
    public Asked asked() throws IOException {
        return session.startingTests().asked(session);
    }

    @Override
    public Done<Sensitivity> run() throws IOException {
        Wine.startFor(session);
        return session.watched(session.settings().evaluationWorkloads(), this::measure);
    }

    private Done<Sensitivity> measure() throws IOException {
        long start = System.nanoTime();
        BenchmarkResult benchmark = records.result(BenchmarkStep.KEY);
        Path folder = session.work().emptied(session.work().buildFolder("layouts"));
        DrawnLayouts drawn = new DrawnLayouts(session, records, session.work().log(KEY.goal()));
        List<LayoutDraw> draws = LayoutDraw.random(
                BoltOptions.probe(session.processes(), session.bolt().llvmBolt()),
                BoltStep.options(session, session.bolt().llvmBolt()).flags(),
                draws(benchmark));
        List<DrawnLayouts.Made> made = drawn.make(draws, folder);
        List<Variant> files = new ArrayList<>(List.of(drawn.linked()));
        made.forEach(one -> files.add(one.file()));
        Span span = span(files, benchmark, folder);
        double seconds = (System.nanoTime() - start) * 1e-9;
        List<Command> commands = made.stream().map(DrawnLayouts.Made::command).toList();
        Sensitivity result = sensitivity(span, benchmark.metric(), draws, seconds);
        session.work().emptied(folder);
        return Done.of(result, List.of(), commands, List.of(session.bolt().llvmBolt()));
    }

    /** Returns the span; null if it could not be measured, which fails no build. */
    private Span span(List<Variant> files, BenchmarkResult benchmark, Path folder) {
        if (files.size() < 1 + FEWEST_DRAWS) {
            session.log()
                    .warn("llvm-bolt " + session.bolt().llvmBolt().version() + " made "
                            + Counted.of(files.size() - 1, "other layout") + " of this file, and " + FEWEST_DRAWS
                            + " are needed; see " + session.work().log(KEY.goal()));
            return null;
        }
        BenchmarkPlan plan = BenchmarkPlans.of(session.asRun(), files, session.written())
                .of(files, budgetSeconds())
                .withMetric(Metric.valueOf(benchmark.metric()));
        progress = new BenchmarkProgress(session.log(), budgetSeconds());
        try {
            return session.benchmark().span(plan, BOUNDS, folder, progress.quiet());
        } catch (Failure failure) {
            session.log().warn("How far layout alone moves the time was not measured: " + failure.getMessage());
            return null;
        } finally {
            progress = null;
        }
    }

    private static Sensitivity sensitivity(Span span, String metric, List<LayoutDraw> draws, double seconds) {
        if (span == null) {
            return new Sensitivity(null, null, null, null, null, 0, metric, seconds, List.of());
        }
        return new Sensitivity(
                span.ratio(),
                span.low(),
                span.high(),
                span.slowest(),
                span.fastest(),
                span.rounds(),
                metric,
                seconds,
                span.files().stream()
                        .map(file -> new Sensitivity.Draw(
                                file.name(), options(file.name(), draws), file.ratio(), file.low(), file.high()))
                        .toList());
    }

    private static List<String> options(String name, List<LayoutDraw> draws) {
        return draws.stream()
                .filter(draw -> draw.name().equals(name))
                .findFirst()
                .map(LayoutDraw::options)
                .orElse(List.of());
    }

    @Override
    public String progress(Double lastSeconds) {
        BenchmarkProgress measuring = progress;
        return measuring == null ? KEY.activity() : measuring.words();
    }

    @Override
    public String summary(Sensitivity result) {
        return result.sentence();
    }
}
