package io.github.pgobolt.check;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The crate's own tests on the very file that ships.
 *
 * <p>Integration tests find the program by {@code env!("CARGO_BIN_EXE_<bin>")}, which is a path fixed when they are
 * compiled, or beside their own executable, which is the same place. They are compiled once, and a copy of each variant
 * stands at that place while they run; they are started without cargo, which would put its own file back. Afterwards
 * cargo's file is there again.
 */
public final class CrateTests {

    private static final String NAME = "crate's tests";
    private static final int NAMES_SHOWN = 10;
    /** How often a baseline gets the chance to fail in a test that a variant failed. */
    private static final int SECOND_LOOKS = 3;

    private final ProcessRunner processes;
    private final Path folder;

    /** @param folder for what the tests print; belongs to this check alone */
    public CrateTests(ProcessRunner processes, Path folder) {
        this.processes = processes;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Runs the integration tests on the baseline and on each variant.
     *
     * @return a result for the baseline and one for each variant; the evidence lists every test
     * @throws IOException when the tests cannot be built; the message holds the compiler's last lines
     */
    public List<CheckResult> integration(CrateTestRequest request, Candidate baseline, List<Candidate> variants)
            throws IOException {
        if (request.bin() == null) {
            return ElfReader.notDone(variants, NAME,
                    "integration tests of a library link it as Rust and never load the file that ships");
        }
        List<TestExecutable> built = build(request, List.of("--tests"), request.environment(), "integration");
        List<TestExecutable> tests = built.stream().filter(TestExecutable::integration).toList();
        if (tests.isEmpty()) {
            return ElfReader.notDone(variants, NAME, "the package has no integration tests");
        }
        Path place = built.stream()
                .filter(e -> !e.harness() && e.kind().equals("bin") && e.name().equals(request.bin()))
                .map(TestExecutable::file)
                .findFirst()
                .orElseThrow(() -> new IOException("cargo built no bin " + request.bin() + " beside the tests"));
        try (ReplacedFile replaced = new ReplacedFile(place)) {
            replaced.with(baseline.file());
            TestResults expected = run(request, tests, place, baseline.name());
            List<CheckResult> results = new ArrayList<>();
            results.add(new CheckResult(NAME, baseline.name(), true, summary(expected), table(baseline, expected)));
            for (Candidate variant : variants) {
                replaced.with(variant.file());
                TestResults seen = run(request, tests, place, variant.name());
                SortedSet<String> lost = seen.lostAgainst(expected);
                if (!lost.isEmpty()) {
                    replaced.with(baseline.file());
                    lost.removeAll(unstable(request, tests, place, lost));
                }
                results.add(result(variant, expected, seen, lost));
            }
            return results;
        }
    }

    /**
     * Builds unit and doc tests with each variant's flags and runs them. BOLT works on a finished file, so that a
     * variant that it made has nothing to add here.
     *
     * @param environments what is added to the request's environment, by variant; the first is the baseline's
     */
    public List<CheckResult> unitAndDoc(CrateTestRequest request, LinkedHashMap<String, Map<String, String>> environments)
            throws IOException {
        List<CheckResult> results = new ArrayList<>();
        TestResults expected = null;
        for (Map.Entry<String, Map<String, String>> variant : environments.entrySet()) {
            Map<String, String> environment = new TreeMap<>(request.environment());
            environment.putAll(variant.getValue());
            // The flags of rustc reach doc tests only through a variable of their own.
            environment.computeIfAbsent("CARGO_ENCODED_RUSTDOCFLAGS", name -> environment.get("CARGO_ENCODED_RUSTFLAGS"));
            List<String> kinds = request.bin() == null ? List.of("--lib") : List.of("--lib", "--bins");
            List<TestExecutable> tests = build(request, kinds, environment, "unit-" + variant.getKey()).stream()
                    .filter(TestExecutable::harness).toList();
            TestResults seen = run(request, tests, null, "unit-" + variant.getKey()).and(doc(request, environment, variant.getKey()));
            Candidate candidate = new Candidate(variant.getKey(), request.manifest());
            if (expected == null) {
                expected = seen;
                results.add(new CheckResult("unit and doc tests", variant.getKey(), true, summary(seen), table(candidate, seen)));
            } else {
                CheckResult result = result(candidate, expected, seen, seen.lostAgainst(expected));
                results.add(new CheckResult("unit and doc tests", result.variant(), result.passed(), result.detail(), result.evidence()));
            }
        }
        return results;
    }

    private List<TestExecutable> build(CrateTestRequest request, List<String> kinds, Map<String, String> environment, String label)
            throws IOException {
        List<String> argv = new ArrayList<>(cargo(request));
        argv.addAll(kinds);
        argv.addAll(List.of("--no-run", "--message-format=json-render-diagnostics"));
        Path messages = folder.resolve(label + ".json");
        Path diagnostics = folder.resolve(label + ".txt");
        Outcome outcome = processes.run(Command.of(argv).in(request.packageFolder()).with(environment).writeTo(messages, diagnostics));
        if (!outcome.ok()) {
            throw new IOException("the crate's tests do not compile (" + outcome.ending() + "); `" + outcome.command().line()
                    + "` shows why, and its last lines are:\n" + TextDiff.tail(diagnostics));
        }
        return TestExecutable.parse(messages);
    }

    private TestResults doc(CrateTestRequest request, Map<String, String> environment, String label) throws IOException {
        List<String> argv = new ArrayList<>(cargo(request));
        argv.add("--doc");
        if (!request.filters().isEmpty()) {
            argv.add("--");
            argv.addAll(request.filters());
        }
        Path stdout = folder.resolve("doc-" + label + ".txt");
        Path stderr = folder.resolve("doc-" + label + ".err");
        Outcome outcome = processes.run(Command.of(argv).in(request.packageFolder()).with(environment)
                .writeTo(stdout, stderr).within(request.timeout()));
        if (!outcome.ok() && TextDiff.tail(stderr).contains("no library targets found")) {
            return new TestResults(new TreeMap<>());
        }
        return TestResults.parse("doc", stdout, outcome);
    }

    private static List<String> cargo(CrateTestRequest request) {
        List<String> argv = new ArrayList<>(List.of(request.cargo().toString(), "test", "--manifest-path",
                request.manifest().toAbsolutePath().toString(), "--package", request.packageName(), "--target",
                request.target(), "--target-dir", request.targetDirectory().toAbsolutePath().toString()));
        argv.addAll(request.arguments());
        return argv;
    }

    private TestResults run(CrateTestRequest request, Collection<TestExecutable> tests, Path bin, String label) throws IOException {
        TestResults all = new TestResults(new TreeMap<>());
        for (TestExecutable test : tests) {
            List<String> argv = new ArrayList<>(List.of(test.file().toString()));
            argv.addAll(request.filters());
            Map<String, String> environment = new TreeMap<>(request.environment());
            // What cargo sets when it runs tests itself, as far as tests are known to read it.
            environment.put("CARGO", request.cargo().toString());
            environment.put("CARGO_MANIFEST_DIR", request.packageFolder().toString());
            environment.put("CARGO_PKG_NAME", request.packageName());
            if (bin != null) {
                environment.put("CARGO_BIN_EXE_" + request.bin(), bin.toString());
            }
            Path stdout = folder.resolve(label + "-" + test.name() + ".txt");
            Outcome outcome = processes.run(Command.of(argv).in(request.packageFolder()).with(environment)
                    .writeTo(stdout, folder.resolve(label + "-" + test.name() + ".err")).within(request.timeout()));
            all = all.and(TestResults.parse(test.kind() + " " + test.name(), stdout, outcome));
        }
        return all;
    }

    /** Those of the names that the baseline does not always pass. */
    private SortedSet<String> unstable(CrateTestRequest request, List<TestExecutable> tests, Path place, SortedSet<String> names)
            throws IOException {
        SortedSet<String> unstable = new TreeSet<>();
        List<TestExecutable> concerned = tests.stream()
                .filter(test -> names.stream().anyMatch(name -> name.startsWith(test.kind() + " " + test.name() + "::")))
                .toList();
        for (int look = 0; look < SECOND_LOOKS && !concerned.isEmpty(); look++) {
            SortedSet<String> failed = run(request, concerned, place, "second-look").named(TestResults.Outcome.failed);
            failed.retainAll(names);
            unstable.addAll(failed);
        }
        return unstable;
    }

    private CheckResult result(Candidate variant, TestResults expected, TestResults seen, SortedSet<String> lost) throws IOException {
        Path table = table(variant, seen);
        SortedSet<String> both = seen.named(TestResults.Outcome.failed);
        both.removeAll(lost);
        String more = both.isEmpty() ? "" : "; failing in the baseline, too: " + names(both);
        return lost.isEmpty()
                ? new CheckResult(NAME, variant.name(), true, summary(seen) + more, table)
                : CheckResult.failed(NAME, variant.name(), lost.size() + " that the baseline passes did not pass: " + names(lost)
                        + more + "; " + summary(seen) + ", the baseline " + summary(expected), table);
    }

    private static String summary(TestResults results) {
        return results.named(TestResults.Outcome.passed).size() + " passed, "
                + results.named(TestResults.Outcome.failed).size() + " failed, "
                + results.named(TestResults.Outcome.ignored).size() + " ignored";
    }

    private Path table(Candidate candidate, TestResults results) throws IOException {
        Path table = Files.createDirectories(folder).resolve(candidate.name() + "-tests.tsv");
        List<String> rows = results.outcomes().entrySet().stream().map(e -> e.getValue() + "\t" + e.getKey()).toList();
        Files.write(table, rows);
        return table;
    }

    private static String names(SortedSet<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }
}
