package io.github.pgobolt.step;

import io.github.pgobolt.base.CheckCount;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.check.CheckResult;
import io.github.pgobolt.check.CrateTestResult;
import io.github.pgobolt.check.FileCheck;
import io.github.pgobolt.check.LoadCheck;
import io.github.pgobolt.check.MemoryCheck;
import io.github.pgobolt.check.OutputCheck;
import io.github.pgobolt.check.OutputRules;
import io.github.pgobolt.check.StripCheck;
import io.github.pgobolt.check.UnwindCheck;
import io.github.pgobolt.elf.ElfReader;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.step.Settings.CheckSettings;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares each variant with the baseline: outputs, the file itself, unwinding, loading, the crate's own tests. */
public final class CheckStep implements Step<CheckStepResult> {

    public static final StepKey<CheckStepResult> KEY =
            new StepKey<>("check", "compares each variant with the baseline", CheckStepResult.class);

    private final Session session;
    private final Records records;
    private final VariantFiles variants;

    public CheckStep(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.variants = new VariantFiles(session, records);
    }

    @Override
    public StepKey<CheckStepResult> key() {
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
        return session.settings().does(BaselineStep.KEY) ? null : "there is no baseline to compare with";
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
        CheckSettings settings = session.settings().check();
        inputs.put("check settings", settings.fingerprint());
        inputs.putAll(crateTests().inputs());
        // A check of an older version knew only two verdicts.
        inputs.put("words", List.of(Shown.values()).toString());
        for (String program : List.of("gdb", "valgrind")) {
            inputs.put(program, String.valueOf(onPath(program)));
        }
        return inputs;
    }

    @Override
    public Asked asked() throws IOException {
        return session.startingTests().asked(session).and(crateTests().asked());
    }

    private CrateTestRuns crateTests() {
        return new CrateTestRuns(session, records, session.work().file("check").resolve("crate-tests"));
    }

    @Override
    public Done<CheckStepResult> run() throws IOException {
        Wine.startFor(session);
        return session.watched(session.settings().evaluationWorkloads(), this::checkAll);
    }

    private Done<CheckStepResult> checkAll() throws IOException {
        Path folder = session.work().emptied(session.work().file("check"));
        CheckSettings settings = session.settings().check();
        Variant baseline = variants.baseline();
        List<Variant> others = variants.others();
        List<CheckResult> results = new ArrayList<>(new OutputCheck(
                        session.processes(),
                        folder.resolve("outputs"),
                        session.work().root(),
                        workload -> settings.outputRules().getOrDefault(workload.name(), OutputRules.of(workload)),
                        settings.repeats(),
                        new Servers(
                                session.processes(), session.settings().runs().servers(), 1, false))
                .check(baseline, others, session.asRun().evaluationWorkloads()));
        if (Platform.ofTriple(session.subject().target()).os().equals("linux")) {
            results.addAll(fileChecks(baseline, others, folder));
        } else {
            results.addAll(CheckResult.notDone(
                    others,
                    "file",
                    "only ELF files are looked into; on this platform outputs and"
                            + " the crate's tests are compared"));
        }
        CrateTestResult crateTests = crateTests().run(baseline, others);
        results.addAll(crateTests.results());
        Map<String, Shown> shown = new LinkedHashMap<>();
        others.forEach(variant -> shown.put(variant.name(), CheckResult.together(variant.name(), results)));
        List<CheckStepResult.Row> rows = results.stream()
                .map(r -> new CheckStepResult.Row(
                        r.name(),
                        r.variant(),
                        r.shown(),
                        r.detail(),
                        r.evidence() == null
                                ? null
                                : session.work().root().relativize(r.evidence()).toString()))
                .toList();
        for (CheckStepResult.Row row : rows) {
            if (row.shown() == Shown.WRONG) {
                session.log().warn("check '" + row.name() + "' failed for '" + row.variant() + "': " + row.detail());
            }
        }
        CheckStepResult result = new CheckStepResult(rows, shown, crateTests.tests(), notUnderstood(results));
        result.nothingToCompare().forEach(row -> session.log().warn("check '" + row.name() + "': " + row.detail()));
        return Done.of(result, List.of(), List.of(), List.of());
    }

    private List<NotUnderstood> notUnderstood(List<CheckResult> results) {
        Map<String, String> versions = new TreeMap<>();
        session.detection().tools().forEach(tool -> versions.put(tool.name(), tool.version()));
        return results.stream()
                .flatMap(result -> result.notUnderstood().stream())
                .map(form -> new NotUnderstood(form.tool(), versions.get(form.tool()), form.what()))
                .distinct()
                .toList();
    }

    private List<CheckResult> fileChecks(Variant baseline, List<Variant> others, Path folder) throws IOException {
        Tool readobj = session.llvm().readobj();
        ElfReader reader = readobj == null
                ? null
                : new ElfReader(
                        session.processes(), readobj.path(), path(session.llvm().nm()), folder.resolve("elf"));
        boolean library = session.subject().kind() == Subject.Kind.lib;
        List<CheckResult> results = new ArrayList<>(
                new FileCheck(session.processes(), reader, path(session.llvm().dwarfdump()), folder.resolve("file"))
                        .check(baseline, others, session.settings().base().strip()));
        results.addAll(
                library
                        ? CheckResult.notDone(
                                others,
                                UnwindCheck.PANIC,
                                "a library runs in another program; a workload in which a"
                                        + " panic is caught shows it by its output")
                        : new UnwindCheck(session.processes(), onPath("gdb"), folder.resolve("unwind"))
                                .check(baseline, others, startedAlone()));
        if (riskyBolt()) {
            results.addAll(memory(baseline, others, folder.resolve("memory"), library));
        }
        results.addAll(loading(baseline, others, folder, reader, library));
        return results;
    }

    private List<CheckResult> loading(
            Variant baseline, List<Variant> others, Path folder, ElfReader reader, boolean library) throws IOException {
        List<String> runner = session.settings().evaluationWorkloads().stream()
                .findFirst()
                .map(Workload::runner)
                .orElse(List.of());
        if (!runner.isEmpty()) {
            return LoadCheck.underRunner(others, runner);
        }
        LoadCheck load = new LoadCheck(session.processes(), LoadCheck.ownJava(), reader, folder.resolve("load"));
        List<CheckResult> results =
                new ArrayList<>(library ? load.libraries(baseline, others) : load.executables(baseline, others));
        Path stripped = folder.resolve("stripped");
        LoadCheck loadStripped = new LoadCheck(session.processes(), LoadCheck.ownJava(), reader, stripped);
        results.addAll(new StripCheck(session.processes(), path(session.llvm().strip()), loadStripped, stripped)
                .check(baseline, others, library));
        return results;
    }

    /** Checks only BOLT's variant for invalid accesses, since only that is affected by BOLT's options. */
    private List<CheckResult> memory(Variant baseline, List<Variant> others, Path folder, boolean library)
            throws IOException {
        List<Variant> bolted = others.stream()
                .filter(c -> c.name().equals(session.boltVariant()))
                .toList();
        return new MemoryCheck(session.processes(), onPath("valgrind"), folder)
                .check(baseline, bolted, library ? List.of() : startedAlone());
    }

    private boolean riskyBolt() {
        return records.findResult(BoltStep.KEY)
                .map(r -> MemoryCheck.wanted(r.flags()))
                .orElse(false);
    }

    /** Returns the workloads that need no server. */
    private List<Workload> startedAlone() {
        Set<String> loads = session.settings().runs().servers().stream()
                .map(ServerSetup::workload)
                .collect(Collectors.toSet());
        return session.asRun().evaluationWorkloads().stream()
                .filter(w -> !loads.contains(w.name()))
                .toList();
    }

    private Path onPath(String program) {
        return session.programs().find(program).orElse(null);
    }

    private static Path path(Tool tool) {
        return tool == null ? null : tool.path();
    }

    @Override
    public String summary(CheckStepResult result) {
        String checks = CheckCount.of(
                        result.rows().stream().map(CheckStepResult.Row::shown).toList())
                .words();
        return result.variants().isEmpty()
                ? checks
                : checks + "; "
                        + Stream.of(Shown.values())
                                .filter(shown -> !result.all(shown).isEmpty())
                                .map(shown -> shown.words() + ": " + String.join(", ", result.all(shown)))
                                .collect(Collectors.joining("; "));
    }
}
