package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.check.Candidate;
import io.github.pgobolt.check.CheckResult;
import io.github.pgobolt.check.CrateTestRequest;
import io.github.pgobolt.check.CrateTestResult;
import io.github.pgobolt.check.CrateTests;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.Settings.CheckSettings;
import io.github.pgobolt.pipeline.Settings.CrateTestChoice;
import io.github.pgobolt.pipeline.Variants;
import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The crate's own tests with the flags and in the target folders of the variants' builds, so that little is compiled. */
final class CrateTestRuns {

    private final Session session;
    private final Records records;
    private final CheckSettings settings;
    private final CrateTests tests;

    /** @param folder for what the tests print */
    CrateTestRuns(Session session, Records records, Path folder) {
        this.session = session;
        this.records = records;
        this.settings = session.settings().check();
        this.tests = new CrateTests(session.processes(), folder);
    }

    /** Runs those that were asked for. Where they cannot be built no variant is shown correct. */
    CrateTestResult run(Candidate baseline, List<Candidate> variants) {
        if (settings.crateTests() == CrateTestChoice.none) {
            return new CrateTestResult(CheckResult.notDone(variants, CrateTests.INTEGRATION,
                    "switched off; -Dpgobolt.check.crateTests=integration runs the crate's integration tests on this very file"),
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
            results.add(new CheckResult(check, baseline.name(), false, notBuilt.getMessage(), null));
            for (Candidate variant : variants) {
                results.add(new CheckResult(check, variant.name(), false,
                        "not shown: the tests could not be built; see the result of the baseline", null));
            }
        }
        return new CrateTestResult(results, rows);
    }

    private CrateTestResult unitAndDoc(List<Candidate> variants) throws IOException {
        if (!session.doesPgo()) {
            return new CrateTestResult(CheckResult.notDone(variants, CrateTests.UNIT_AND_DOC,
                    "no variant is compiled with other flags than the baseline: BOLT works on the finished file"), List.of());
        }
        LinkedHashMap<String, CrateTestRequest> requests = new LinkedHashMap<>();
        requests.put(Variants.BASELINE, baselineRequest());
        requests.put(Variants.PGO, request(session.cargo().test(
                new OptimizeStep(session, records).flags(), false, session.work().buildFolder("pgo"))));
        CrateTestResult seen = tests.unitAndDoc(requests);
        List<CheckResult> results = new ArrayList<>(seen.results());
        for (Candidate variant : variants) {
            // BOLT's variant is the same code, laid out anew: what its compile got wrong is wrong in it, too.
            if (!variant.name().equals(Variants.PGO)) {
                seen.results().stream().filter(r -> r.variant().equals(Variants.PGO)).forEach(r -> results.add(new CheckResult(
                        r.name(), variant.name(), r.passed(), "compiled as pgo: " + r.detail(), r.evidence())));
            }
        }
        return new CrateTestResult(results, seen.tests());
    }

    private CrateTestRequest baselineRequest() {
        boolean inherit = session.settings().build().baselineProfile().equals(BuildSettings.INHERIT);
        return request(session.cargo().test(Builds.NO_STRIP, inherit, session.work().buildFolder(Variants.BASELINE)));
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
