package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTest {

    private static final KnownNames NAMES = new KnownNames(new TreeSet<>(List.of(
            "bin",
            "lib",
            "skip",
            "bolt.skip",
            "benchmark.budgetSeconds",
            "benchmark.delta",
            "evaluate",
            "failIfSlower",
            "merge.lossBudget",
            "noWorkloadSlower",
            "onInconclusive",
            "requireCorrect",
            "requireFaster",
            "requireNotSlower",
            "train",
            "workload",
            "workDirectory")));

    @ParameterizedTest
    @CsvSource({
        "failIfSlowr, failIfSlower",
        "failifslower, failIfSlower",
        "fail-if-slower, failIfSlower",
        "failIfFaster, failIfSlower",
        "requireFast, requireFaster",
        "gates.requireFaster, requireFaster",
        "onInconclusiv, onInconclusive",
        "budgetSeconds, benchmark.budgetSeconds",
        "lossBudget, merge.lossBudget",
        "trian, train",
        "benchmarkDelta, benchmark.delta",
        "evalute, evaluate",
        "boltskip, bolt.skip"
    })
    void theNearestIsWhatIsMeant(String name, String meant) {
        assertThat(NAMES.has(name)).isFalse();
        assertThat(NAMES.nearest(name)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "version", "somethingElse"})
    void whatIsFarFromAllHasNone(String name) {
        assertThat(NAMES.nearest(name)).isEmpty();
    }
}
