package io.github.pgobolt.check;

import io.github.pgobolt.base.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The results of the crate's tests.
 *
 * @param results one per variant
 * @param tests the result of each test
 */
public record CrateTestResult(List<CheckResult> results, List<Row> tests) {

    /**
     * One test.
     *
     * @param test the executable's kind and name, {@code ::}, and the test's name
     * @param outcomes passed, failed, ignored or unfinished by variant, without variants for which it was not run
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

    static CrateTestResult notDone(List<Variant> variants, String check, String why) {
        return new CrateTestResult(CheckResult.notDone(variants, check, why), List.of());
    }

    /** Turns results by variant into rows by test. */
    static List<Row> rows(Map<String, TestResults> byVariant) {
        SortedSet<String> tests = new TreeSet<>();
        byVariant.values().forEach(results -> tests.addAll(results.outcomes().keySet()));
        List<Row> rows = new ArrayList<>();
        for (String test : tests) {
            Map<String, String> outcomes = new LinkedHashMap<>();
            byVariant.forEach((variant, results) -> {
                TestResults.Outcome outcome = results.outcomes().get(test);
                outcomes.put(variant, outcome == null ? "unfinished" : outcome.name());
            });
            rows.add(new Row(test, outcomes));
        }
        return rows;
    }
}
