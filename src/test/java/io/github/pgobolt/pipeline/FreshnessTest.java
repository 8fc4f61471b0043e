package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static String changes(Map<String, String> recorded, Map<String, String> now) {
        return Freshness.changes(
                new StepRecord(
                        1, "baseline", recorded, List.of(), List.of(), List.of(), new JsonObject(), 1, 0, 1, null),
                new TreeMap<>(now));
    }

    @Test
    void anInputThatChangedCameOrWentIsNamed() {
        assertThat(changes(Map.of("a", "1", "b", "1"), Map.of("a", "1", "b", "1")))
                .isNull();
        assertThat(changes(Map.of("a", "1", "b", "1"), Map.of("a", "2", "c", "1")))
                .isEqualTo("this changed: a, b, c");
    }

    @Test
    void whatCargoBuiltCountsOnceItWasAsked() {
        Map<String, String> recorded = Map.of("flags", "-O", "cargo's build of bin tool", "old bytes");
        assertThat(changes(recorded, Map.of("flags", "-O"))).as("not asked yet").isNull();
        assertThat(changes(recorded, Map.of("flags", "-O", "cargo's build of bin tool", "old bytes")))
                .isNull();
        assertThat(changes(recorded, Map.of("flags", "-O", "cargo's build of bin tool", "new bytes")))
                .isEqualTo("this changed: cargo's build of bin tool");
    }
}
