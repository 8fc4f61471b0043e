package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.check.Candidate;
import io.github.pgobolt.check.CheckResult;
import io.github.pgobolt.check.ElfReader;
import io.github.pgobolt.check.FileCheck;
import io.github.pgobolt.check.LoadCheck;
import io.github.pgobolt.check.MemoryCheck;
import io.github.pgobolt.check.OutputCheck;
import io.github.pgobolt.check.UnwindCheck;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepName;
import io.github.pgobolt.pipeline.Variants;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares each variant with the baseline: outputs, the file itself, loading. */
public final class CheckStep implements Step<CheckStepResult> {

    private final Session session;
    private final Records records;
    private final VariantFiles variants;

    public CheckStep(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.variants = new VariantFiles(session, records);
    }

    @Override
    public StepName name() {
        return StepName.CHECK;
    }

    @Override
    public Class<CheckStepResult> resultType() {
        return CheckStepResult.class;
    }

    @Override
    public String skippedBecause() {
        if (!session.settings().does(name())) {
            return "switched off, so that nothing but the baseline can ship";
        }
        return session.settings().does(StepName.BASELINE) ? null : "there is no baseline to compare with";
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = Session.workloadInputs(session.settings().evaluationWorkloads());
        inputs.putAll(Servers.inputs(session.settings().servers(), session.settings().evaluationWorkloads()));
        inputs.putAll(variants.hashes());
        return inputs;
    }

    @Override
    public Done<CheckStepResult> run() throws IOException {
        Path folder = session.work().emptied(session.work().file("check"));
        Candidate baseline = variants.baseline();
        List<Candidate> others = variants.others();
        List<CheckResult> results = new ArrayList<>(new OutputCheck(
                        session.processes(),
                        folder.resolve("outputs"),
                        new Servers(session.processes(), session.settings().servers(), 1, false))
                .check(baseline, others, session.settings().evaluationWorkloads()));
        if (Platform.ofTriple(session.subject().target()).os().equals("linux")) {
            results.addAll(fileChecks(baseline, others, folder));
        }
        List<String> correct = others.stream()
                .map(Candidate::name)
                .filter(name -> results.stream().allMatch(r -> r.passed() || !r.variant().equals(name)))
                .toList();
        List<CheckStepResult.Row> rows = results.stream()
                .map(r -> new CheckStepResult.Row(
                        r.name(), r.variant(), r.passed(), r.detail(),
                        r.evidence() == null ? null : session.work().root().relativize(r.evidence()).toString()))
                .toList();
        for (CheckStepResult.Row row : rows) {
            if (!row.passed()) {
                session.log().warn("check '" + row.name() + "' failed for '" + row.variant() + "': " + row.detail());
            }
        }
        return Done.of(new CheckStepResult(rows, correct), List.of(), List.of(), List.of());
    }

    private List<CheckResult> fileChecks(Candidate baseline, List<Candidate> others, Path folder) throws IOException {
        Tool readobj = session.llvm().readobj();
        ElfReader reader = readobj == null
                ? null
                : new ElfReader(session.processes(), readobj.path(), path(session.llvm().nm()), folder.resolve("elf"));
        List<CheckResult> results = new ArrayList<>(
                new FileCheck(session.processes(), reader, path(session.llvm().dwarfdump()), folder.resolve("dwarf"))
                        .check(baseline, others, session.settings().strip()));
        if (session.subject().kind() == Subject.Kind.bin) {
            List<Workload> workloads = session.settings().evaluationWorkloads();
            results.addAll(new UnwindCheck(session.processes(), onPath("gdb"), folder.resolve("unwind"))
                    .check(baseline, others, workloads));
            boolean risky = records.findResult(StepName.BOLT, BoltResult.class)
                    .map(r -> MemoryCheck.wanted(r.flags()))
                    .orElse(false);
            if (risky) {
                results.addAll(new MemoryCheck(session.processes(), onPath("valgrind"), folder.resolve("memory"))
                        .check(baseline, others, workloads.get(0)));
            }
        }
        results.addAll(loads(baseline, others, reader, folder));
        return results;
    }

    private List<CheckResult> loads(Candidate baseline, List<Candidate> others, ElfReader reader, Path folder)
            throws IOException {
        List<String> runner = session.settings().evaluationWorkloads().stream().findFirst().map(Workload::runner).orElse(List.of());
        if (!runner.isEmpty()) {
            return LoadCheck.underRunner(others, runner);
        }
        LoadCheck load = new LoadCheck(session.processes(), LoadCheck.ownJava(), reader, folder.resolve("load"));
        return session.subject().kind() == Subject.Kind.lib
                ? load.libraries(baseline, others)
                : load.executables(baseline, others);
    }

    private Path onPath(String program) {
        return session.programs().find(program).orElse(null);
    }

    private static Path path(Tool tool) {
        return tool == null ? null : tool.path();
    }

    @Override
    public String summary(CheckStepResult result) {
        Map<String, Integer> failed = new LinkedHashMap<>();
        result.rows().stream()
                .filter(r -> !r.passed() && !r.variant().equals(Variants.BASELINE))
                .forEach(r -> failed.merge(r.variant(), 1, Integer::sum));
        return failed.isEmpty()
                ? result.rows().size() + " checks, every variant is correct"
                : result.rows().size() + " checks, failed: " + failed;
    }
}
