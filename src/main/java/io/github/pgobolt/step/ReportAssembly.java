package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.MachineState;
import io.github.pgobolt.benchmark.OnInconclusive;
import io.github.pgobolt.benchmark.RunSummary;
import io.github.pgobolt.benchmark.Sample;
import io.github.pgobolt.benchmark.Spread;
import io.github.pgobolt.benchmark.adapter.AdapterReport;
import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.pgo.ProfileMatch;
import io.github.pgobolt.pipeline.CurrentRecords;
import io.github.pgobolt.pipeline.Progress;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Status;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.process.ShellLine;
import io.github.pgobolt.report.Measured;
import io.github.pgobolt.report.Profiles;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportBuilder;
import io.github.pgobolt.report.SinceLast;
import io.github.pgobolt.toolchain.Half;
import io.github.pgobolt.toolchain.Lack;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the report's model from the steps' results. Anything missing stays empty; nothing is made up. */
public final class ReportAssembly {

    private final Session session;
    private final Records records;
    private final VariantFiles variants;
    private final List<Step<?>> steps;
    private final List<Progress> progress;
    private final Map<StepKey<?>, String> outdated;
    private final String pluginVersion;
    private ReportBuilder facts;

    /**
     * @param steps all of them, in order
     * @param current which records are current
     * @param progress the status of the steps in this build
     */
    public ReportAssembly(
            Session session,
            List<Step<?>> steps,
            CurrentRecords current,
            List<Progress> progress,
            String pluginVersion) {
        this.session = session;
        this.steps = steps;
        this.records = current.shown();
        this.variants = new VariantFiles(session, records);
        this.progress = progress;
        this.outdated = current.outdated();
        this.pluginVersion = pluginVersion;
    }

    public Report assemble() throws IOException {
        ReportBuilder report = facts();
        report.gates(gates().stream()
                .map(g -> new Report.Gate(g.name(), g.passed(), g.detail()))
                .toList());
        lessThanLast().forEach(report::advise);
        return report.build();
    }

    /** Returns the results of all configured gates. */
    public List<GateResult> gates() throws IOException {
        List<GateResult> results =
                new ArrayList<>(new GateCheck(session.settings().gates(), records, outdated).judge());
        Optional<SinceLast> sinceLast = sinceLast();
        if (sinceLast.isPresent() && session.settings().previous().failIfGainShrinks() != null) {
            results.add(sinceLast
                    .get()
                    .gate(
                            session.settings().previous().failIfGainShrinks(),
                            OnInconclusive.valueOf(session.settings().gates().onInconclusive())));
        }
        ReproduceStep.gate(session.settings(), records, outdated).ifPresent(results::add);
        return results;
    }

    /** Returns a warning if less ships than in the last release. */
    public List<Report.Advice> lessThanLast() throws IOException {
        return sinceLast().map(SinceLast::warnings).orElse(List.of());
    }

    private Optional<SinceLast> sinceLast() throws IOException {
        Optional<Report> previous = Previous.of(session);
        return previous.isEmpty() ? Optional.empty() : Optional.of(SinceLast.of(previous.get(), facts().build()));
    }

    /** Returns the facts from the steps, before the gates judge them. */
    private ReportBuilder facts() throws IOException {
        if (facts == null) {
            facts = collect();
        }
        return facts;
    }

    /** Returns why the stored profile that there is was not used; empty if it was. */
    private Optional<Report.Missing> storedProfile() {
        StoredChoice stored = session.found().stored();
        return stored.refusedBecause() == null || stored.isLast()
                ? Optional.empty()
                : Optional.of(new Report.Missing(
                        "profiles.stored",
                        stored.refusedBecause(),
                        session.isFurtherTarget() ? null : Goals.command("update-profile")));
    }

    private ReportBuilder collect() throws IOException {
        ReportBuilder report = Report.builder()
                .pluginVersion(pluginVersion)
                .createdAt(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .subject(new Report.Subject(
                        session.subject().packageName(),
                        session.subject().kind().name(),
                        session.subject().name(),
                        session.subject().target(),
                        null))
                .variants(variantRows())
                .workloads(workloads())
                .steps(steps())
                .profiles(profiles())
                .rustFlags(rustFlags())
                .tools(session.tools().stream()
                        .map(t -> new Report.Tool(t.name(), t.path().toString(), t.version(), t.sha256()))
                        .toList())
                .notUnderstood(notUnderstood());
        records.findResult(CheckStep.KEY)
                .ifPresent(checks -> report.checks(checks.rows().stream()
                                .map(ReportAssembly::check)
                                .toList())
                        .crateTests(checks.tests().stream()
                                .map(t -> new Report.CrateTest(t.test(), t.outcomes()))
                                .toList()));
        List<Report.Missing> missing = new ArrayList<>(halves());
        storedProfile().ifPresent(missing::add);
        Lack std = session.found().std().lack();
        if (std != null) {
            missing.add(new Report.Missing("std", std.why(), std.toHave()));
        }
        records.findResult(BoltStep.KEY).ifPresent(bolt -> bolt(report, bolt, missing));
        report.missing(missing);
        report.branchSampling(rungs());
        records.findResult(BenchmarkStep.KEY).ifPresent(result -> benchmark(report, result));
        List<Report.Advice> advice = new ArrayList<>(ownProfile());
        Optional.ofNullable(StoredVerdictStep.misfit(session, records))
                .ifPresent(misfit -> advice.add(new Report.Advice(misfit.toDo(), misfit.why())));
        session.sound().notes().forEach(note -> advice.add(new Report.Advice(note, "taken by itself")));
        records.findResult(BenchmarkStep.KEY)
                .ifPresent(r -> r.advice().forEach(a -> advice.add(new Report.Advice(a, "measured"))));
        records.findResult(BoltStep.KEY)
                .ifPresent(bolt -> bolt.notes()
                        .forEach(note -> advice.add(
                                new Report.Advice("Debug with another variant, or try a newer llvm-bolt.", note))));
        others().stream()
                .flatMap(other ->
                        other.notes().stream().map(n -> new Report.Advice(n, "how " + other.kind() + " measures")))
                .distinct()
                .forEach(advice::add);
        report.advice(advice);
        if (isMeasured()) {
            report.samples(samples()).microbenchmarks(OtherBenchmarks.rows(others()));
        }
        Optional<SelectResult> selected = records.findResult(SelectStep.KEY);
        if (selected.isPresent()) {
            SelectResult s = selected.get();
            report.selection(new Report.Selection(
                    s.variant(), s.reason(), session.work().file(s.file()).toString(), s.sha256()));
            report.reproduce(new Reproduction(session, records).commands(s));
        }
        records.findResult(LayoutsStep.KEY).ifPresent(report::sensitivity);
        records.findResult(ReproduceStep.KEY).ifPresent(report::secondBuild);
        records.findResult(TargetsStep.KEY).ifPresent(result -> report.targets(TargetRows.of(session, result)));
        return report;
    }

    /** Returns the halves that this build wants but lacks. */
    private List<Report.Missing> halves() {
        List<Report.Missing> without = new ArrayList<>();
        for (Half half : Half.values()) {
            Lack lack = half == Half.PGO ? session.pgoLack() : boltLack();
            if (lack != null) {
                without.add(new Report.Missing(half.section(), lack.why(), lack.toHave()));
            }
        }
        return without;
    }

    private Lack boltLack() {
        String misfit = StoredBranchesStep.misfit(session, records);
        return misfit == null
                ? session.boltLack()
                : new Lack(misfit + ".", Goals.command("update-profile") + " trains both again");
    }

    /** Returns those of all steps, each once: a tool often prints the same unknown wording in several steps. */
    private List<NotUnderstood> notUnderstood() {
        List<NotUnderstood> all = new ArrayList<>();
        for (StepKey<BuildResult> build : List.of(BaselineStep.KEY, InstrumentStep.KEY, OptimizeStep.KEY)) {
            records.findResult(build).ifPresent(r -> all.addAll(r.notUnderstood()));
        }
        records.findResult(MergeStep.KEY).ifPresent(r -> all.addAll(r.notUnderstood()));
        records.findResult(BoltProfileStep.KEY).ifPresent(r -> all.addAll(r.notUnderstood()));
        records.findResult(BoltStep.KEY).ifPresent(r -> all.addAll(r.notUnderstood()));
        records.findResult(CheckStep.KEY).ifPresent(r -> all.addAll(r.notUnderstood()));
        return all.stream().distinct().toList();
    }

    private static void bolt(ReportBuilder report, BoltResult bolt, List<Report.Missing> missing) {
        report.boltFlags(bolt.flags()).layout(bolt.layout());
        if (bolt.layout() == null) {
            String why =
                    bolt.layoutMissing() == null ? "an older version of the plugin did not look" : bolt.layoutMissing();
            missing.add(new Report.Missing("layout", why, Goals.command("bolt") + " -Dpgobolt.force"));
        }
    }

    private List<Report.Variant> variantRows() throws IOException {
        Optional<CheckStepResult> checked = records.findResult(CheckStep.KEY);
        List<Report.Variant> rows = new ArrayList<>();
        for (Variant variant : variants.all()) {
            boolean baseline = variant.name().equals(Variants.BASELINE);
            String relative = session.work().root().relativize(variant.file()).toString();
            rows.add(new Report.Variant(
                    variant.name(),
                    variant.file().toString(),
                    variants.sha256(relative),
                    Files.exists(variant.file()) ? Files.size(variant.file()) : null,
                    checked.map(c -> baseline
                                    ? Boolean.TRUE
                                    : c.of(variant.name()).right())
                            .orElse(null),
                    std(baseline ? BaselineStep.KEY : OptimizeStep.KEY)));
        }
        return rows;
    }

    /** Returns the standard library of what a step built. */
    private String std(StepKey<BuildResult> step) {
        return records.findResult(step)
                .map(BuildResult::std)
                .map(StdSource.Kind::name)
                .orElse(null);
    }

    private List<Measured.Workload> workloads() {
        List<Measured.Workload> rows = new ArrayList<>();
        for (Workload workload : session.asRun().runs().workloads()) {
            String line =
                    workload.redacted().command().stream().map(ShellLine::quote).collect(Collectors.joining(" "));
            rows.add(new Measured.Workload(workload.name(), workload.use().name(), workload.weight(), line));
        }
        return rows;
    }

    private List<Report.Step> steps() {
        List<Report.Step> rows = new ArrayList<>();
        double looked = session.found().seconds();
        rows.add(new Report.Step("detect", Status.RAN, looked, looked, 0, null, null, "every build looks again", null));
        for (Step<?> step : steps) {
            StepKey<?> name = step.key();
            Progress p = progress.stream()
                    .filter(one -> one.step().equals(name))
                    .findFirst()
                    .orElse(null);
            Optional<StepRecord> record = records.find(name);
            if (p == null && record.isEmpty()) {
                if (outdated.containsKey(name)) {
                    rows.add(new Report.Step(name.goal(), Status.OUTDATED, null, 0, null, outdated.get(name), null));
                }
                continue;
            }
            Status status = p == null ? Status.REUSED : p.status();
            Double seconds = record.map(StepRecord::seconds).orElse(p == null ? null : p.seconds());
            rows.add(new Report.Step(
                    name.goal(),
                    status,
                    seconds,
                    record.map(StepRecord::ownSeconds).orElse(null),
                    record.map(StepRecord::compiles).orElse(0),
                    peakMemory(name),
                    record.map(StepRecord::startedAtMillis).orElse(null),
                    p == null ? "done by an earlier build" : p.reason(),
                    result(step)));
        }
        return rows;
    }

    private Long peakMemory(StepKey<?> step) {
        return records.findResult(step)
                .filter(BuildResult.class::isInstance)
                .map(result -> ((BuildResult) result).peakMemoryBytes())
                .filter(bytes -> bytes > 0)
                .orElse(null);
    }

    private <R> String result(Step<R> step) {
        return records.findResult(step.key()).map(step::summary).orElse(null);
    }

    private Report.RustFlags rustFlags() {
        List<String> added = new ArrayList<>(session.sound().build().rustFlags());
        if (session.settings().base().build().targetCpu() != null) {
            added.add("-Ctarget-cpu=" + session.settings().base().build().targetCpu());
        }
        if (records.find(MergeStep.KEY).isPresent() || !session.doesPgo()) {
            added.addAll(new OptimizeStep(session, records).flags());
        }
        return new Report.RustFlags(
                session.userFlags().flags(), session.userFlags().source(), added);
    }

    private Profiles profiles() {
        Profiles.Pgo pgo = records.findResult(MergeStep.KEY).map(this::pgo).orElse(null);
        Profiles.Bolt bolt = records.findResult(BoltProfileStep.KEY)
                .filter(profile -> profile.unfit() == null)
                .map(this::bolt)
                .orElse(null);
        return pgo == null && bolt == null ? null : new Profiles(pgo, bolt);
    }

    private Profiles.Pgo pgo(MergeResult merged) {
        ProfileMatch match = records.findResult(OptimizeStep.KEY)
                .map(BuildResult::profileMatch)
                .orElse(null);
        long mismatches = match == null ? 0 : match.hashMismatches();
        Long functions = merged.summary().functions();
        // Without the number of functions, the share of those that do not match is unknown.
        double share = functions == null || functions == 0 ? 0 : (double) mismatches / functions;
        double moreSamples = records.findResult(TrainStep.KEY)
                .map(TrainResult::sampled)
                .map(TrainResult.Sampled::moreSamplesFactor)
                .orElse(1.0);
        boolean good = share < 0.01
                && (functions != null || mismatches == 0)
                && merged.lostFiles() == 0
                && moreSamples <= 1
                && merged.reasons().isEmpty();
        boolean bad = share >= 0.1 || moreSamples > 10;
        List<String> advice = new ArrayList<>();
        if (moreSamples > 1) {
            advice.add(String.format(
                    Locale.ROOT, "llvm-profgen would like %.1f times more samples: train longer", moreSamples));
        } else if (mismatches > 0 && !(share < 0.01)) {
            advice.add("Train again on these sources: the profile was collected on others");
        }
        merged.reasons().forEach(reason -> advice.add(capitalised(reason)));
        if (merged.lostFiles() > 0 && merged.reasons().isEmpty()) {
            advice.add(capitalised(Counted.of(merged.lostFiles(), "raw profile")) + " could not be used");
        }
        records.findResult(TrainStep.KEY)
                .ifPresent(train -> train.warnings().forEach(warning -> advice.add(capitalised(warning))));
        return new Profiles.Pgo(
                session.work().file(merged.file()).toString(),
                merged.summary().functions(),
                merged.summary().totalCount(),
                merged.summary().maxCount(),
                merged.rawFiles(),
                merged.rawBytes(),
                merged.lostFiles(),
                session.isStored() ? session.found().stored().from() : null,
                merged.translated() == null ? null : merged.translated().functions(),
                match == null || match.arrivedShare() == null ? null : 100 * match.arrivedShare(),
                match == null ? null : match.hashMismatches(),
                match == null ? null : match.discardedCounts(),
                good ? Grade.good : bad ? Grade.bad : Grade.usable,
                advice.isEmpty() ? null : String.join(". ", advice) + ".");
    }

    private Profiles.Bolt bolt(BoltProfileResult profile) {
        Optional<BoltLog> log = records.findResult(BoltStep.KEY).map(BoltResult::log);
        Map<String, Profiles.DynoStat> dyno = new LinkedHashMap<>();
        log.ifPresent(l -> l.dynoStats().forEach((name, stat) -> dyno.put(name, dynoStat(stat))));
        BranchQuality quality = profile.quality();
        Optional<SampleCounts> samples = Optional.ofNullable(profile.samples());
        List<String> reasons = new ArrayList<>(quality.reasons());
        reasons.addAll(profile.warnings());
        return new Profiles.Bolt(
                profile.source(),
                profile.reason(),
                session.work().file(profile.fdata()).toString(),
                quality.profiledFunctions(),
                quality.totalFunctions(),
                quality.coveragePercent(),
                quality.stalePercent(),
                quality.inferredPercent(),
                profile.arrivedShare() == null ? null : 100 * profile.arrivedShare(),
                samples.map(SampleCounts::samples).orElse(null),
                samples.map(SampleCounts::branchRecords).orElse(null),
                samples.map(SampleCounts::moreSamplesFactor)
                        .filter(factor -> factor > 1)
                        .orElse(null),
                samples.map(SampleCounts::mismatchingPercent).orElse(null),
                samples.map(SampleCounts::outOfRangePercent).orElse(null),
                quality.cfgGapPercent(),
                profile.agreements().stream()
                        .map(a -> new Profiles.Agreement(a.source(), a.percent(), a.hottestEdges()))
                        .toList(),
                dyno,
                log.map(l -> l.warnings().size()).orElse(null),
                quality.grade(),
                reasons.isEmpty() ? null : capitalised(String.join("; ", reasons)) + ".");
    }

    /**
     * Returns every method of branch sampling; if PGO's profile was sampled and there is no BOLT, those of training.
     */
    private List<TriedRung> rungs() {
        return records.findResult(BoltProfileStep.KEY)
                .map(BoltProfileResult::rungs)
                .or(() -> records.findResult(TrainStep.KEY)
                        .map(TrainResult::sampled)
                        .map(TrainResult.Sampled::rungs))
                .orElse(List.of());
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Profiles.DynoStat dynoStat(BoltLog.DynoStat stat) {
        Double change = stat.changePercent();
        Long before = change == null || change <= -100 ? null : Math.round(stat.value() / (1 + change / 100));
        return new Profiles.DynoStat(before, stat.value(), change);
    }

    /** Advises how to compare with the crate's own settings, which ship today; the gain over those was not measured. */
    private List<Report.Advice> ownProfile() throws IOException {
        List<String> differences = session.settings().base().build().inheritsBaseline()
                ? List.of()
                : session.found().ownProfile().differences(session.cargo());
        return differences.isEmpty()
                ? List.of()
                : List.of(new Report.Advice(
                        "To compare with what is shipped today, set <baselineProfile>inherit</baselineProfile>"
                                + " (-Dpgobolt.baselineProfile=inherit): all variants here have the same settings, so that a difference"
                                + " is PGO's or BOLT's.",
                        "the crate's own " + session.settings().base().build().profile() + " profile differs: "
                                + String.join("; ", differences)));
    }

    private void benchmark(ReportBuilder report, BenchmarkResult result) {
        boolean measured = result.storedOn() == null;
        report.benchmark(new Measured.Benchmark(
                        result.metric(),
                        result.metricWhy(),
                        result.measuredBy(),
                        result.delta(),
                        result.alpha(),
                        result.rounds(),
                        measured ? (double) result.budgetSeconds() : null,
                        measured ? result.elapsedSeconds() : null,
                        result.suggestedBudgetSeconds() == 0 ? null : (double) result.suggestedBudgetSeconds(),
                        result.pairsNeeded() == 0 ? null : result.pairsNeeded(),
                        measured ? result.seed() : null,
                        result.stopReason(),
                        result.metricsDisagree(),
                        result.warnings(),
                        result.storedOn()))
                .comparisons(comparisons(result.comparisons()))
                .otherComparisons(comparisons(result.otherComparisons()))
                .confirmations(comparisons(result.confirmations()))
                .control(new Report.Control(
                        result.control().ratio(),
                        result.control().low(),
                        result.control().high(),
                        result.control().pairs(),
                        result.control().verdict()))
                .measuredOnTrainingInput(result.measuredOnTrainingInput())
                .runs(result.summaries().stream().map(ReportAssembly::runs).toList())
                .machine(machine(result.machine(), measured));
    }

    /** Whether the verdict is this build's: what an earlier benchmark left in the work folder is nothing of a stored one. */
    private boolean isMeasured() {
        return records.findResult(BenchmarkStep.KEY)
                .filter(result -> result.storedOn() == null)
                .isPresent();
    }

    private List<AdapterReport> others() {
        return isMeasured() ? new OtherBenchmarks(session, records).results() : List.of();
    }

    /**
     * Returns the single runs, for the chart of drift. Verdicts do not depend on the chart: it is omitted if the
     * samples cannot be read.
     */
    private List<Measured.Sample> samples() {
        Path file = session.work().root().resolve(Benchmark.SAMPLES);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Benchmark.samples(file).stream().map(ReportAssembly::sample).toList();
        } catch (Failure unreadable) {
            session.log().warn(unreadable.getMessage());
            return List.of();
        }
    }

    private static Measured.Sample sample(Sample sample) {
        return new Measured.Sample(
                sample.round(),
                sample.startedAt(),
                sample.load(),
                sample.runs().stream()
                        .map(r -> new Measured.Run(
                                r.control() ? r.variant() + "-again" : r.variant(),
                                r.workload(),
                                r.wallSeconds(),
                                r.cpuSeconds()))
                        .toList());
    }

    private static List<Report.Comparison> comparisons(List<io.github.pgobolt.benchmark.Comparison> comparisons) {
        return comparisons.stream().map(ReportAssembly::comparison).toList();
    }

    /** Returns a check as the report has it. */
    static Report.Check check(CheckStepResult.Row row) {
        return new Report.Check(
                row.name(), row.variant(), row.shown().right(), row.detail(), row.shown() != Shown.NOT, row.evidence());
    }

    /** Returns a comparison as the report has it. */
    static Report.Comparison comparison(io.github.pgobolt.benchmark.Comparison c) {
        return new Report.Comparison(
                c.variant(),
                c.reference(),
                c.workload(),
                c.metric(),
                c.ratio(),
                c.low(),
                c.high(),
                c.pairs(),
                c.verdict());
    }

    private static Measured.Runs runs(RunSummary summary) {
        Map<String, Double> counters = new LinkedHashMap<>();
        summary.counters().forEach((name, spread) -> counters.put(name, spread.median()));
        return new Measured.Runs(
                summary.variant(),
                summary.workload(),
                summary.runs(),
                spread(summary.wallSeconds()),
                spread(summary.cpuSeconds()),
                spread(summary.sysSeconds()),
                spread(summary.maxRssKib()),
                spread(summary.reported()),
                summary.reportedUnit(),
                counters);
    }

    private static Measured.Spread spread(Spread spread) {
        return spread == null ? null : new Measured.Spread(spread.median(), spread.min(), spread.max());
    }

    private static Report.Machine machine(MachineState state, boolean thisOne) {
        return new Report.Machine(
                state.cpuModel(),
                state.usableCpus(),
                thisOne ? state.logicalCpus() : null,
                state.containerCpuLimit(),
                state.memoryBytes(),
                thisOne ? System.getProperty("os.arch") : null,
                thisOne ? System.getProperty("os.version") : null,
                state.os(),
                state.governor(),
                state.turbo(),
                state.smt(),
                state.virtualisation(),
                state.aslr(),
                state.loadBefore(),
                state.loadDuring(),
                state.stealPercent(),
                state.warnings());
    }
}
