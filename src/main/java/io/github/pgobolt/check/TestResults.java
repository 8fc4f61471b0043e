package io.github.pgobolt.check;

import io.github.pgobolt.base.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The result of each test.
 *
 * @param outcomes by "executable::test"
 * @param notUnderstood the parts that could not be read
 */
public record TestResults(SortedMap<String, Outcome> outcomes, List<String> notUnderstood) {

    /** The result of a test. */
    public enum Outcome {
        passed,
        failed,
        ignored
    }

    /** The results for an executable that does not exist. */
    static final TestResults NONE = new TestResults(new TreeMap<>(), List.of());

    /** A line of libtest and of doc tests; a program's output without a line feed may precede "ok". */
    private static final Pattern LINE = Pattern.compile(
            "^test (.{1,500}?)(?: - should panic| - compile fail| - compile)? \\.\\.\\. (?:.*[^a-zA-Z])?(ok|FAILED|ignored)(?:,.*|\\s.*)?$");

    /** Printed by libtest before the tests of an executable. */
    private static final Pattern ANNOUNCED = Pattern.compile("^running (\\d{1,9}) tests?$");

    public TestResults {
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        notUnderstood = List.copyOf(notUnderstood);
    }

    /**
     * Reads the output of a test executable.
     *
     * @param executable its name, put before the tests' names
     * @param stdout its output
     * @param ended how it ended: an executable that failed without naming a failing test counts as one failure itself,
     *     as does one with another harness
     */
    static TestResults parse(String executable, Path stdout, io.github.pgobolt.process.Outcome ended)
            throws IOException {
        SortedMap<String, Outcome> outcomes = new TreeMap<>();
        long announced = 0;
        try (Lines lines = new Lines(stdout)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                parseLine(executable, line.stripTrailing(), outcomes);
                Matcher running = ANNOUNCED.matcher(line);
                announced += running.matches() ? Long.parseLong(running.group(1)) : 0;
            }
        }
        // How it ended says whether all went well; the names of the tests may be in an unknown form.
        List<String> notUnderstood =
                ended.ok() && announced > 0 && outcomes.isEmpty() ? List.of("what became of each test") : List.of();
        if (!ended.ok() && !outcomes.containsValue(Outcome.failed)) {
            outcomes.put(executable + " (" + ended.ending() + ")", Outcome.failed);
        } else if (outcomes.isEmpty()) {
            outcomes.put(executable, Outcome.passed);
        }
        return new TestResults(outcomes, notUnderstood);
    }

    static void parseLine(String executable, String line, SortedMap<String, Outcome> outcomes) {
        if (line.length() > 4_000) {
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            outcomes.put(
                    executable + "::" + matcher.group(1),
                    switch (matcher.group(2)) {
                        case "ok" -> Outcome.passed;
                        case "FAILED" -> Outcome.failed;
                        default -> Outcome.ignored;
                    });
        }
    }

    TestResults and(TestResults more) {
        SortedMap<String, Outcome> all = new TreeMap<>(outcomes);
        all.putAll(more.outcomes);
        return new TestResults(
                all,
                Stream.concat(notUnderstood.stream(), more.notUnderstood.stream())
                        .distinct()
                        .toList());
    }

    /** Returns the names of the tests with this result. */
    public SortedSet<String> named(Outcome outcome) {
        SortedSet<String> names = new TreeSet<>();
        outcomes.forEach((name, seen) -> {
            if (seen == outcome) {
                names.add(name);
            }
        });
        return names;
    }

    /** Returns the tests that passed for the baseline but not here: they failed, or never ended. */
    SortedSet<String> lostAgainst(TestResults baseline) {
        SortedSet<String> lost = baseline.named(Outcome.passed);
        lost.removeAll(named(Outcome.passed));
        // A failure that names no test of the baseline's is a new one, such as a crash of a whole executable.
        SortedSet<String> strange = named(Outcome.failed);
        strange.removeAll(baseline.outcomes.keySet());
        lost.addAll(strange);
        return lost;
    }
}
