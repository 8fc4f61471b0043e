package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.check.CheckResult;
import io.github.pgobolt.check.CrateTestRequest;
import io.github.pgobolt.check.CrateTestResult;
import io.github.pgobolt.check.CrateTests;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.step.Settings.CheckSettings;
import io.github.pgobolt.step.Settings.CrateTestChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the crate's own tests with the flags and target folders of the variants' builds, so that little is compiled. */
final class CrateTestRuns {

    private final Session session;
    private final Records records;
    private final CheckSettings settings;
    private final CrateTests tests;

    /** @param folder for the tests' output */
    CrateTestRuns(Session session, Records records, Path folder) {
        this.session = session;
        this.records = records;
        this.settings = session.settings().check();
        this.tests = new CrateTests(session.processes(), folder);
    }

    /** Runs the requested tests. If they cannot be built, no variant is shown correct. */
    CrateTestResult run(Variant baseline, List<Variant> variants) {
        if (settings.crateTests() == CrateTestChoice.none) {
            return new CrateTestResult(
                    CheckResult.notDone(
                            variants,
                            CrateTests.INTEGRATION,
                            "switched off; -Dpgobolt.check.crateTests=integration runs the crate's integration tests on this very file"),
                    List.of());
        }
        if (session.settings().evaluationWorkloads().stream()
                .anyMatch(workload -> !workload.runner().isEmpty())) {
            return new CrateTestResult(
                    CheckResult.notDone(
                            variants,
                            CrateTests.INTEGRATION,
                            "the workloads run under a runner, and the tests are started without one"),
                    List.of());
        }
        List<CheckResult> results = new ArrayList<>();
        List<CrateTestResult.Row> rows = new ArrayList<>();
        String check = CrateTests.INTEGRATION;
        try {
            CrateTestResult integration = tests.integration(baselineRequest(), baseline, variants);
            results.addAll(integration.results());
            rows.addAll(integration.tests());
            if (settings.crateTests() == CrateTestChoice.all) {
                check = CrateTests.UNIT_AND_DOC;
                CrateTestResult units = unitAndDoc(variants);
                results.addAll(units.results());
                rows.addAll(units.tests());
            }
        } catch (IOException notBuilt) {
            results.add(new CheckResult(check, baseline.name(), Shown.WRONG, notBuilt.getMessage(), null));
            for (Variant variant : variants) {
                results.add(new CheckResult(
                        check,
                        variant.name(),
                        Shown.WRONG,
                        "not shown: the tests could not be built; see the result of the baseline",
                        null));
            }
        }
        return new CrateTestResult(results, rows);
    }

    /**
     * Returns the tests as cargo builds them now: they change independently of the variants, whose builds do not read
     * them. The file under test is among them, which does no harm, since the variants' own hashes cover it.
     */
    Step.Asked asked() throws IOException {
        boolean library = session.subject().kind() != Subject.Kind.bin;
        if (settings.crateTests() == CrateTestChoice.none
                || library && settings.crateTests() == CrateTestChoice.integration) {
            return Step.Asked.NOTHING;
        }
        Command command = baselineRequest().cargo();
        CargoBuild.Executables built = session.cargo()
                .withoutRun(
                        settings.crateTests() == CrateTestChoice.all ? command : command.and(List.of("--test", "*")),
                        session.work().log(CheckStep.KEY.goal()));
        return Step.Asked.of("the crate's tests", built.sha256(), built.compiled());
    }

    /** Returns what the tests read when they run, and what cargo compiles on each run of them: doc tests. */
    Map<String, String> inputs() throws IOException {
        if (settings.crateTests() == CrateTestChoice.none) {
            return Map.of();
        }
        Map<String, String> inputs = new TreeMap<>();
        Path folder = session.subject().directory().resolve("tests");
        inputs.put(
                "the crate's tests folder",
                Files.isDirectory(folder) ? Hashes.ofFolders(List.of(folder), path -> true) : "none");
        if (settings.crateTests() == CrateTestChoice.all) {
            inputs.put(
                    "sources",
                    String.valueOf(SourceList.of(session, BaselineStep.KEY).hash()));
        }
        return inputs;
    }

    private CrateTestResult unitAndDoc(List<Variant> variants) throws IOException {
        if (!session.doesPgo()) {
            return new CrateTestResult(
                    CheckResult.notDone(
                            variants,
                            CrateTests.UNIT_AND_DOC,
                            "no variant is compiled with other flags than the baseline: BOLT works on the finished file"),
                    List.of());
        }
        LinkedHashMap<String, CrateTestRequest> requests = new LinkedHashMap<>();
        requests.put(Variants.BASELINE, baselineRequest());
        requests.put(
                Variants.PGO,
                request(session.optimizedCargo()
                        .commands()
                        .test(new OptimizeStep(session, records).buildFlags(), false, Builds.optimizeFolder(session))));
        CrateTestResult seen = tests.unitAndDoc(requests);
        List<CheckResult> results = new ArrayList<>(seen.results());
        for (Variant variant : variants) {
            // BOLT's variant is the same code with a new layout: an error in its compile is an error in it, too.
            if (!variant.name().equals(Variants.PGO)) {
                seen.results().stream()
                        .filter(r -> r.variant().equals(Variants.PGO))
                        .forEach(r -> results.add(new CheckResult(
                                r.name(), variant.name(), r.shown(), "compiled as pgo: " + r.detail(), r.evidence())));
            }
        }
        return new CrateTestResult(results, seen.tests());
    }

    private CrateTestRequest baselineRequest() {
        boolean inherit = session.settings().base().build().inheritsBaseline();
        return request(session.cargo()
                .commands()
                .test(Builds.NO_STRIP, inherit, session.work().buildFolder(Variants.BASELINE)));
    }

    private CrateTestRequest request(Command cargo) {
        Subject subject = session.subject();
        return new CrateTestRequest(
                cargo,
                subject.packageName(),
                subject.kind() == Subject.Kind.bin ? subject.name() : null,
                settings.crateTestArguments(),
                Duration.ofSeconds(settings.crateTestTimeoutSeconds()));
    }
}
