package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.profile.ProfileManifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A workload is named only where nothing but itself explains that it counted otherwise. */
class UnsteadyWorkloadsTest {

    private static final Map<String, String> WORKLOADS = Map.of("parse", "h1", "render", "h2");

    private static ProfileManifest manifest(
            String sources, String commit, String rustc, Map<String, String> workloads, String quality) {
        return ProfileManifest.of(
                new ProfileManifest.Subject("tally", "bin", "tally"),
                new ProfileManifest.Sources(sources, commit, "lock"),
                new ProfileManifest.Toolchain(rustc, "58cf8f9c3", "23.1.1", "x86_64-unknown-linux-gnu"),
                null,
                new ProfileManifest.Training(
                        ProfileManifest.Training.Kind.instrumented, "2026-11-20", new TreeMap<>(workloads)),
                null,
                null,
                Map.of("merge", quality(quality)),
                null);
    }

    private static JsonObject quality(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    private static ProfileManifest counting(long parse, long render) {
        return manifest("0a", "c1", "1.99.1", WORKLOADS, counts(parse, render));
    }

    private static String counts(long parse, long render) {
        return "{\"countsByWorkload\": {\"parse\": " + parse + ", \"render\": " + render + "}}";
    }

    @Test
    void theOneThatCountsOtherwiseIsNamedWithBothNumbers() {
        List<String> said = UnsteadyWorkloads.between(counting(1000, 77), counting(1234, 77));
        assertThat(said).singleElement().asString().contains("'parse'", "counted 1,234", "1,000 before");
        assertThat(UnsteadyWorkloads.between(counting(1, 2), counting(3, 4))).hasSize(2);
    }

    @Test
    void equalCountsSayNothing() {
        assertThat(UnsteadyWorkloads.between(counting(1000, 77), counting(1000, 77)))
                .isEmpty();
    }

    @Test
    void anotherCommitOfTheSameSourcesIsTheSameProgram() {
        assertThat(UnsteadyWorkloads.between(counting(1, 2), manifest("0a", "c2", "1.99.1", WORKLOADS, counts(9, 2))))
                .hasSize(1);
    }

    @Test
    void otherSourcesCompilerOrInputExplainIt() {
        ProfileManifest before = counting(1, 2);
        assertThat(UnsteadyWorkloads.between(before, manifest("0b", "c1", "1.99.1", WORKLOADS, counts(9, 9))))
                .isEmpty();
        assertThat(UnsteadyWorkloads.between(before, manifest("0a", "c1", "2.00.0", WORKLOADS, counts(9, 9))))
                .isEmpty();
        assertThat(UnsteadyWorkloads.between(
                        before, manifest("0a", "c1", "1.99.1", Map.of("parse", "other", "render", "h2"), counts(9, 2))))
                .isEmpty();
        assertThat(UnsteadyWorkloads.between(
                        manifest(null, null, "1.99.1", WORKLOADS, counts(1, 2)),
                        manifest(null, null, "1.99.1", WORKLOADS, counts(9, 9))))
                .as("sources that are not known")
                .isEmpty();
    }

    @Test
    void aProfileWithoutSuchNumbersIsNotJudged() {
        for (String quality :
                List.of("{}", "{\"countsByWorkload\": 7}", "{\"countsByWorkload\": {\"parse\": \"x\"}}")) {
            assertThat(UnsteadyWorkloads.between(manifest("0a", "c1", "1.99.1", WORKLOADS, quality), counting(9, 9)))
                    .as(quality)
                    .isEmpty();
        }
    }
}
