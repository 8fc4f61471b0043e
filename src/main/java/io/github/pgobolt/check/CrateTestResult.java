package io.github.pgobolt.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the crate's tests came to.
 *
 * @param results one for each variant
 * @param tests what became of each test
 */
public record CrateTestResult(List<CheckResult> results, List<Row> tests) {

    /**
     * One test.
     *
     * @param test the executable's kind and name, {@code ::}, and the test's
     * @param outcomes passed, failed or ignored by variant; a test that never came to its end is not in it
     */
    public record Row(String test, Map<String, String> outcomes) {
        public Row {
            outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        }
    }

    public CrateTestResult {
        results = List.copyOf(results);
        tests = List.copyOf(tests);
    }

    static CrateTestResult notDone(List<Candidate> variants, String check, String why) {
        return new CrateTestResult(CheckResult.notDone(variants, check, why), List.of());
    }

    /** Turns results by variant into rows by test. */
    static List<Row> rows(Map<String, TestResults> byVariant) {
        Map<String, Map<String, String>> byTest = new TreeMap<>();
        byVariant.forEach((variant, results) -> results.outcomes().forEach((test, outcome) ->
                byTest.computeIfAbsent(test, name -> new LinkedHashMap<>()).put(variant, outcome.name())));
        List<Row> rows = new ArrayList<>();
        byTest.forEach((test, outcomes) -> rows.add(new Row(test, outcomes)));
        return rows;
    }
}
