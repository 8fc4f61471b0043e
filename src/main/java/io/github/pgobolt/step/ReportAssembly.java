package io.github.pgobolt.step;

import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.OnInconclusive;
import io.github.pgobolt.benchmark.adapter.AdapterReport;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.pipeline.CurrentRecords;
import io.github.pgobolt.pipeline.Progress;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.ShellLine;
import io.github.pgobolt.report.Measured;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportBuilder;
import io.github.pgobolt.report.SinceLast;
import io.github.pgobolt.toolchain.Half;
import io.github.pgobolt.toolchain.Lack;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the report's model from the steps' results. Anything missing stays empty; nothing is made up. */
public final class ReportAssembly {

    private final Session session;
    private final Records records;
    private final VariantFiles variants;
    private final List<Step<?>> steps;
    private final List<Progress> progress;
    private final CurrentRecords current;
    private final ReportedProfiles profiles;
    private final ReportedBenchmark benchmark;
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
        this.current = current;
        this.profiles = new ReportedProfiles(session, records);
        this.benchmark = new ReportedBenchmark(session, records);
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
                new ArrayList<>(new GateCheck(session.settings().gates(), records, current.outdated()).judge());
        Optional<SinceLast> sinceLast = sinceLast();
        if (sinceLast.isPresent() && session.settings().previous().failIfGainShrinks() != null) {
            results.add(sinceLast
                    .get()
                    .gate(
                            session.settings().previous().failIfGainShrinks(),
                            OnInconclusive.valueOf(session.settings().gates().onInconclusive())));
        }
        ReproduceStep.gate(session.settings(), records, current.outdated()).ifPresent(results::add);
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
                .steps(new ReportedSteps(session, current, progress).rows(steps))
                .profiles(profiles.profiles())
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
        records.findResult(BoltStep.KEY)
                .ifPresent(bolt -> report.boltFlags(bolt.flags()).layout(bolt.layout()));
        report.missing(missing()).branchSampling(profiles.rungs());
        benchmark.addTo(report);
        report.advice(advice());
        if (benchmark.isMeasured()) {
            report.samples(benchmark.samples()).microbenchmarks(OtherBenchmarks.rows(others()));
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

    private List<Report.Missing> missing() {
        List<Report.Missing> missing = new ArrayList<>(halves());
        storedProfile().ifPresent(missing::add);
        Lack std = session.found().std().lack();
        if (std != null) {
            missing.add(new Report.Missing("std", std.why(), std.toHave()));
        }
        records.findResult(BoltStep.KEY)
                .filter(bolt -> bolt.layout() == null)
                .ifPresent(bolt -> missing.add(new Report.Missing(
                        "layout",
                        bolt.layoutMissing() == null
                                ? "an older version of the plugin did not look"
                                : bolt.layoutMissing(),
                        Goals.command("bolt") + " -Dpgobolt.force")));
        return missing;
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

    private List<AdapterReport> others() {
        return benchmark.isMeasured() ? new OtherBenchmarks(session, records).results() : List.of();
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

    private List<Report.Advice> advice() throws IOException {
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
        return advice;
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

    /** Returns a check as the report has it. */
    static Report.Check check(CheckStepResult.Row row) {
        return new Report.Check(
                row.name(), row.variant(), row.shown().right(), row.detail(), row.shown() != Shown.NOT, row.evidence());
    }
}
