package io.github.pgobolt.report;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.perf.TriedRung;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a {@link Report} together part by part. A part that is never set stays unknown; {@link #build} then adds why
 * each missing part is missing and what to run, and the advice that follows from the facts.
 */
public final class ReportBuilder {

    private String pluginVersion;
    private String createdAt;
    private Report.Subject subject;
    private Report.Selection selection;
    private List<Report.Variant> variants = List.of();
    private Measured.Benchmark benchmark;
    private List<Report.Comparison> comparisons = List.of();
    private List<Report.Comparison> otherComparisons = List.of();
    private Report.Control control;
    private Boolean measuredOnTrainingInput;
    private List<Measured.Workload> workloads = List.of();
    private List<Measured.Runs> runs = List.of();
    private List<Measured.Sample> samples = List.of();
    private List<Measured.Microbenchmark> microbenchmarks = List.of();
    private List<Report.Step> steps = List.of();
    private List<Report.Check> checks = List.of();
    private List<Report.CrateTest> crateTests = List.of();
    private List<Report.Gate> gates = List.of();
    private Profiles profiles;
    private List<TriedRung> branchSampling = List.of();
    private Layout layout;
    private Sensitivity sensitivity;
    private List<Report.Comparison> confirmations = List.of();
    private Report.RustFlags rustFlags;
    private List<String> boltFlags = List.of();
    private List<Report.Tool> tools = List.of();
    private List<NotUnderstood> notUnderstood = List.of();
    private Report.Machine machine;
    private List<String> reproduce = List.of();
    private SecondBuild secondBuild;
    private List<Target> targets;
    private List<Report.Advice> advice = List.of();
    private List<Report.Missing> missing = List.of();

    ReportBuilder() {}

    public ReportBuilder pluginVersion(String value) {
        this.pluginVersion = value;
        return this;
    }

    public ReportBuilder createdAt(String value) {
        this.createdAt = value;
        return this;
    }

    public ReportBuilder subject(Report.Subject value) {
        this.subject = value;
        return this;
    }

    public ReportBuilder selection(Report.Selection value) {
        this.selection = value;
        return this;
    }

    public ReportBuilder variants(List<Report.Variant> value) {
        this.variants = value;
        return this;
    }

    public ReportBuilder benchmark(Measured.Benchmark value) {
        this.benchmark = value;
        return this;
    }

    public ReportBuilder comparisons(List<Report.Comparison> value) {
        this.comparisons = value;
        return this;
    }

    public ReportBuilder otherComparisons(List<Report.Comparison> value) {
        this.otherComparisons = value;
        return this;
    }

    public ReportBuilder control(Report.Control value) {
        this.control = value;
        return this;
    }

    public ReportBuilder measuredOnTrainingInput(Boolean value) {
        this.measuredOnTrainingInput = value;
        return this;
    }

    public ReportBuilder workloads(List<Measured.Workload> value) {
        this.workloads = value;
        return this;
    }

    public ReportBuilder runs(List<Measured.Runs> value) {
        this.runs = value;
        return this;
    }

    /** Sets the samples, thinned to {@link Measured#MAX_RUNS} single runs. */
    public ReportBuilder samples(List<Measured.Sample> value) {
        this.samples = Measured.bounded(Nulls.list(value));
        return this;
    }

    public ReportBuilder microbenchmarks(List<Measured.Microbenchmark> value) {
        this.microbenchmarks = value;
        return this;
    }

    public ReportBuilder steps(List<Report.Step> value) {
        this.steps = value;
        return this;
    }

    public ReportBuilder crateTests(List<Report.CrateTest> value) {
        this.crateTests = value;
        return this;
    }

    public ReportBuilder checks(List<Report.Check> value) {
        this.checks = value;
        return this;
    }

    public ReportBuilder gates(List<Report.Gate> value) {
        this.gates = value;
        return this;
    }

    public ReportBuilder profiles(Profiles value) {
        this.profiles = value;
        return this;
    }

    public ReportBuilder branchSampling(List<TriedRung> value) {
        this.branchSampling = value;
        return this;
    }

    public ReportBuilder layout(Layout value) {
        this.layout = value;
        return this;
    }

    public ReportBuilder sensitivity(Sensitivity value) {
        this.sensitivity = value;
        return this;
    }

    public ReportBuilder confirmations(List<Report.Comparison> value) {
        this.confirmations = value;
        return this;
    }

    public ReportBuilder rustFlags(Report.RustFlags value) {
        this.rustFlags = value;
        return this;
    }

    public ReportBuilder boltFlags(List<String> value) {
        this.boltFlags = value;
        return this;
    }

    public ReportBuilder tools(List<Report.Tool> value) {
        this.tools = value;
        return this;
    }

    public ReportBuilder notUnderstood(List<NotUnderstood> value) {
        this.notUnderstood = value;
        return this;
    }

    public ReportBuilder machine(Report.Machine value) {
        this.machine = value;
        return this;
    }

    public ReportBuilder reproduce(List<String> value) {
        this.reproduce = value;
        return this;
    }

    public ReportBuilder secondBuild(SecondBuild value) {
        this.secondBuild = value;
        return this;
    }

    public ReportBuilder targets(List<Target> value) {
        this.targets = value;
        return this;
    }

    /** Sets the advice of steps; advice that follows from the report itself is added by {@link #build}. */
    public ReportBuilder advice(List<Report.Advice> value) {
        this.advice = value;
        return this;
    }

    /** Adds advice before all other. */
    public ReportBuilder advise(Report.Advice first) {
        List<Report.Advice> all = new ArrayList<>(List.of(first));
        all.addAll(Nulls.list(advice));
        this.advice = all;
        return this;
    }

    /** Sets missing parts for which the caller knows the reason; others are found by {@link #build}. */
    public ReportBuilder missing(List<Report.Missing> value) {
        this.missing = value;
        return this;
    }

    public Report build() {
        Report facts = with(Nulls.list(advice), Nulls.list(missing));
        List<Report.Missing> allMissing = new ArrayList<>(facts.missing());
        allMissing.addAll(MissingParts.of(facts));
        List<Report.Advice> allAdvice = new ArrayList<>(facts.advice());
        allAdvice.addAll(AdviceRules.of(facts));
        return with(allAdvice, allMissing);
    }

    private Report with(List<Report.Advice> allAdvice, List<Report.Missing> allMissing) {
        return new Report(
                Report.SCHEMA_VERSION,
                pluginVersion,
                createdAt,
                subject,
                selection,
                variants,
                benchmark,
                comparisons,
                otherComparisons,
                control,
                measuredOnTrainingInput,
                workloads,
                runs,
                samples,
                microbenchmarks,
                steps,
                Time.of(steps),
                checks,
                crateTests,
                gates,
                profiles,
                branchSampling,
                layout,
                sensitivity,
                confirmations,
                rustFlags,
                boltFlags,
                tools,
                notUnderstood,
                machine,
                reproduce,
                secondBuild,
                targets,
                allAdvice,
                allMissing);
    }
}
