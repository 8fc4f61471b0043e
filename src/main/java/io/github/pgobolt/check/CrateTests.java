package io.github.pgobolt.check;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The crate's own tests: integration tests on the same file that ships, unit and doc tests built with each variant's
 * flags.
 *
 * <p>Integration tests find the program by {@code env!("CARGO_BIN_EXE_<bin>")}, a path fixed when they are compiled, or
 * beside their own executable, which is the same place. They are compiled once, and a copy of each variant is put in
 * that place while they run; they are started without cargo, which would restore its own file. Afterwards cargo's file
 * is restored.
 */
public final class CrateTests {

    /** The check on the file that ships. */
    public static final String INTEGRATION = "crate's tests";

    /** The check of the code compiled with the variant's flags. */
    public static final String UNIT_AND_DOC = "unit and doc tests";

    /** Only integration tests, and the program that they run with them. */
    private static final List<String> INTEGRATION_TARGETS = List.of("--test", "*");

    private static final int NAMES_SHOWN = 10;
    /** How often the baseline is run again to see whether it also fails a test that a variant failed. */
    private static final int SECOND_LOOKS = 3;

    private final TestExecutables executables;
    private final Path folder;

    /** @param folder for the tests' output; used by this check only */
    public CrateTests(ProcessRunner processes, Path folder) {
        this.folder = folder.toAbsolutePath();
        this.executables = new TestExecutables(processes, this.folder);
    }

    /**
     * Runs the integration tests on the baseline and on each variant.
     *
     * @return a result for the baseline and one for each variant; the evidence lists every test
     * @throws IOException if the tests cannot be built; the message holds the compiler's last lines
     */
    public CrateTestResult integration(CrateTestRequest request, Variant baseline, List<Variant> variants)
            throws IOException {
        if (request.bin() == null) {
            return CrateTestResult.notDone(
                    variants,
                    INTEGRATION,
                    "integration tests of a library link it as Rust and never"
                            + " load the file that ships; an evaluation workload of kind maven or java runs your Java tests on it");
        }
        List<TestExecutable> built = executables.build(request, INTEGRATION_TARGETS, "integration");
        List<TestExecutable> tests =
                built.stream().filter(TestExecutable::integration).toList();
        if (tests.isEmpty()) {
            return CrateTestResult.notDone(variants, INTEGRATION, "the package has no integration tests");
        }
        Path place = built.stream()
                .filter(e -> !e.harness() && e.kind().equals("bin") && e.name().equals(request.bin()))
                .map(TestExecutable::file)
                .findFirst()
                .orElseThrow(() -> new IOException("cargo built no bin " + request.bin() + " beside the tests"));
        Map<String, TestResults> all = new LinkedHashMap<>();
        List<CheckResult> results = new ArrayList<>();
        try (ReplacedFile replaced = new ReplacedFile(place)) {
            String wanted = replaced.with(baseline.file());
            TestResults expected = executables.run(request, tests, place, baseline.name());
            all.put(baseline.name(), expected);
            results.add(onFile(wanted, place, reference(INTEGRATION, baseline.name(), expected)));
            for (Variant variant : variants) {
                String ships = replaced.with(variant.file());
                TestResults seen = executables.run(request, tests, place, variant.name());
                all.put(variant.name(), seen);
                CheckResult result = judged(INTEGRATION, variant.name(), expected, seen, lost -> {
                    replaced.with(baseline.file());
                    return executables.run(request, concerned(tests, lost), place, "second-look");
                });
                // Rerunning a lost test has put the baseline's file there; the file of the variant's tests was checked
                // before.
                results.add(result.passed() ? onFile(ships, place, result) : result);
            }
        }
        return new CrateTestResult(results, CrateTestResult.rows(all));
    }

    /**
     * Builds unit and doc tests with each variant's flags and runs them. BOLT works on a finished file, so its variant
     * has nothing to add here.
     *
     * @param requests by variant; the first is the baseline's
     * @throws IOException if the tests cannot be built
     */
    public CrateTestResult unitAndDoc(LinkedHashMap<String, CrateTestRequest> requests) throws IOException {
        Map<String, TestResults> all = new LinkedHashMap<>();
        List<CheckResult> results = new ArrayList<>();
        TestResults expected = null;
        CrateTestRequest baseline = null;
        List<TestExecutable> baselineTests = List.of();
        for (Map.Entry<String, CrateTestRequest> variant : requests.entrySet()) {
            CrateTestRequest request = variant.getValue();
            String label = "unit-" + variant.getKey();
            List<TestExecutable> tests = units(request, label);
            TestResults seen =
                    executables.run(request, tests, null, label).and(executables.doc(request, variant.getKey()));
            all.put(variant.getKey(), seen);
            if (expected == null) {
                expected = seen;
                baseline = request;
                baselineTests = tests;
                results.add(reference(UNIT_AND_DOC, variant.getKey(), seen));
            } else {
                CrateTestRequest first = baseline;
                List<TestExecutable> firstTests = baselineTests;
                results.add(judged(
                        UNIT_AND_DOC,
                        variant.getKey(),
                        expected,
                        seen,
                        lost -> executables.run(first, concerned(firstTests, lost), null, "unit-second-look")));
            }
        }
        return new CrateTestResult(results, CrateTestResult.rows(all));
    }

    /** Returns the executables with the unit tests of the library, if there is one, and of the programs. */
    private List<TestExecutable> units(CrateTestRequest request, String label) throws IOException {
        List<TestExecutable> tests = new ArrayList<>(executables.build(request, List.of("--lib"), label));
        if (request.bin() != null) {
            tests.addAll(executables.build(request, List.of("--bins"), label + "-bins"));
        }
        return tests.stream().filter(TestExecutable::harness).toList();
    }

    /** Runs the tests of a baseline again. */
    private interface SecondLook {
        TestResults at(SortedSet<String> lost) throws IOException;
    }

    private static List<TestExecutable> concerned(Collection<TestExecutable> tests, SortedSet<String> names) {
        return tests.stream()
                .filter(test ->
                        names.stream().anyMatch(name -> name.startsWith(test.kind() + " " + test.name() + "::")))
                .toList();
    }

    private CheckResult reference(String check, String variant, TestResults seen) throws IOException {
        return new CheckResult(check, variant, Shown.CORRECT, summary(seen), table(check, variant, seen))
                .notUnderstanding("cargo", seen.notUnderstood());
    }

    private CheckResult judged(String check, String variant, TestResults expected, TestResults seen, SecondLook look)
            throws IOException {
        SortedSet<String> lost = seen.lostAgainst(expected);
        SortedSet<String> unstable = new TreeSet<>();
        for (int again = 0; again < SECOND_LOOKS && !lost.isEmpty(); again++) {
            SortedSet<String> failed = look.at(lost).named(TestResults.Outcome.failed);
            failed.retainAll(lost);
            unstable.addAll(failed);
            lost.removeAll(failed);
        }
        SortedSet<String> both = seen.named(TestResults.Outcome.failed);
        both.removeAll(lost);
        both.removeAll(unstable);
        String more = (both.isEmpty() ? "" : "; failing in the baseline, too: " + names(both))
                + (unstable.isEmpty() ? "" : "; failing now and then in the baseline, too: " + names(unstable));
        Path table = table(check, variant, seen);
        return lost.isEmpty()
                ? new CheckResult(check, variant, Shown.CORRECT, summary(seen) + more, table)
                : CheckResult.failed(
                        check,
                        variant,
                        lost.size() + " that the baseline passes did not pass: " + names(lost) + more + "; "
                                + summary(seen) + ", the baseline " + summary(expected),
                        table);
    }

    /** Adds which file the tests ran; a test that calls cargo may have put another one there. */
    private static CheckResult onFile(String wanted, Path place, CheckResult result) throws IOException {
        return Hashes.ofFile(place).equals(wanted)
                ? new CheckResult(
                        result.name(),
                        result.variant(),
                        result.shown(),
                        result.detail() + ", on the file with SHA-256 " + wanted,
                        result.evidence(),
                        result.notUnderstood())
                : CheckResult.failed(
                        result.name(),
                        result.variant(),
                        "a test put another file in the place of the one that" + " ships, " + place
                                + "; skip that test (-Dpgobolt.check.crateTestArgs=--skip,name)",
                        result.evidence());
    }

    private static String summary(TestResults results) {
        return results.named(TestResults.Outcome.passed).size() + " passed, "
                + results.named(TestResults.Outcome.failed).size() + " failed, "
                + results.named(TestResults.Outcome.ignored).size() + " ignored";
    }

    private Path table(String check, String variant, TestResults results) throws IOException {
        String kind = check.equals(INTEGRATION) ? "integration" : "unit";
        Path table = Files.createDirectories(folder).resolve(variant + "-" + kind + "-tests.tsv");
        List<String> rows = results.outcomes().entrySet().stream()
                .map(e -> e.getValue() + "\t" + e.getKey())
                .toList();
        Files.write(table, rows);
        return table;
    }

    private static String names(SortedSet<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }
}
