package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.check.Repeats;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fingerprints in records: they hold no secrets, but differ if the secrets do. */
class SettingsTest {

    private static Settings.BenchmarkSettings benchmark(String secret) {
        Workload jmh = new Workload(
                "jmh",
                Use.evaluate,
                List.of("java", "org.openjdk.jmh.Main", "-jvmArgs", "-Xmx1g -Dapi.token=" + secret),
                false,
                null,
                Map.of("SERVICE_PASSWORD", secret),
                Path.of("."),
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        return new Settings.BenchmarkSettings(
                10,
                0.01,
                0,
                "auto",
                1,
                List.of(),
                List.of(),
                List.of(
                        new Settings.AdapterSettings("jmh", null, List.of(), jmh, 3),
                        new Settings.AdapterSettings("criterion", null, List.of("--token", secret), null, 1)),
                VerdictSource.measured);
    }

    @Test
    void aSecretOfABenchmarkIsInNoRecord() {
        String record = benchmark("plantedSecret77").fingerprint();
        assertThat(record).doesNotContain("plantedSecret77").contains("-jvmArgs", "-Dapi.token=<redacted>", "-Xmx1g");
        assertThat(benchmark("plantedSecret77").fingerprint()).isEqualTo(record);
        assertThat(benchmark("plantedSecret78").fingerprint()).isNotEqualTo(record);
    }

    @Test
    void aSecretOfTheCratesTestsIsInNoRecord() {
        assertThat(check("plantedSecret77").fingerprint())
                .doesNotContain("plantedSecret77")
                .isNotEqualTo(check("plantedSecret78").fingerprint());
    }

    private static Settings.CheckSettings check(String secret) {
        return new Settings.CheckSettings(
                Map.of(), Repeats.DEFAULT, Settings.CrateTestChoice.all, List.of("--password=" + secret), 10);
    }
}
