package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {

    /** The names that other programs rely on. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "subject", List.of("package", "kind", "name", "target"),
            "selection", List.of("variant", "reason", "file", "sha256"),
            "variants", List.of("name", "file", "sha256", "sizeBytes", "correct"),
            "comparisons",
                    List.of("variant", "reference", "workload", "metric", "ratio", "low", "high", "pairs", "verdict"),
            "control", List.of("ratio", "low", "high"),
            "steps", List.of("name", "status", "seconds", "compiles"),
            "checks", List.of("name", "variant", "passed", "detail"),
            "tools", List.of("name", "path", "version", "sha256"));

    @Test
    void keepsEverythingOnTheWayThroughAFile(@TempDir Path folder) {
        Report report = Reports.rhai().build();
        Path file = folder.resolve("new folder/ä report.json");
        ReportJson.write(report, file);
        assertThat(ReportJson.read(file)).isEqualTo(report);
        assertThat(file.getParent()).isDirectoryContaining(p -> p.equals(file)).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writesThePromisedNamesAlsoWhereThereIsNoValue() {
        JsonObject json = JsonParser.parseString(
                        ReportJson.toJson(Reports.rhai().build()))
                .getAsJsonObject();
        assertThat(json.keySet()).startsWith("schemaVersion").contains("profiles", "machine", "reproduce");
        NAMES.forEach((part, names) -> {
            JsonObject object = json.get(part).isJsonArray()
                    ? json.getAsJsonArray(part).get(0).getAsJsonObject()
                    : json.getAsJsonObject(part);
            assertThat(object.keySet()).as(part).containsAll(names);
        });
        assertThat(json.getAsJsonArray("comparisons")
                        .get(0)
                        .getAsJsonObject()
                        .get("workload")
                        .isJsonNull())
                .isTrue();
    }

    @Test
    void writesNoNumberWhereNothingWasMeasured() {
        Report report = Report.builder()
                .comparisons(List.of(new Report.Comparison(
                        "pgo",
                        "baseline",
                        null,
                        "cpu",
                        Double.NaN,
                        0.0,
                        Double.POSITIVE_INFINITY,
                        0,
                        Verdict.TOO_NOISY)))
                .build();
        assertThat(ReportJson.toJson(report)).contains("\"ratio\": null", "\"high\": null");
    }

    @Test
    void readsAReportWithNothingButItsVersion() {
        Report report = ReportJson.parse("{\"schemaVersion\":1}", "x");
        assertThat(report.comparisons()).isEmpty();
        assertThat(report.machine()).isNull();
    }

    @Test
    void refusesANewerReportAndNamesBothVersions() {
        assertThatThrownBy(() -> ReportJson.parse("{\"schemaVersion\":7,\"pluginVersion\":\"9.1\"}", "old/report.json"))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("old/report.json", "schemaVersion 7", "up to 1", "9.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"schemaVersion\":\"x\"}",
                "{\"schemaVersion\":1.5}",
                "{\"schemaVersion\":0}",
                "{\"schemaVersion\":1e999999999}",
                "{\"schemaVersion\":1} trailing",
                "{\"schemaVersion\":1,\"variants\":3}",
                "{\"schemaVersion\":1,\"comparisons\":[{\"pairs\":\"many\"}]}",
                "{'schemaVersion':1}",
                "\u0000"
            })
    void refusesWhatIsDamaged(String json) {
        assertThatThrownBy(() -> ReportJson.parse(json, "report.json"))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(
                        "report.json is not a report, or is damaged",
                        "mvn io.github.pgobolt:pgo-bolt-maven-plugin:report");
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "{\"schemaVersion\":1,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> ReportJson.parse(deep, "x"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesAFileOfAnImpossibleSizeWithoutReadingIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(ReportJson.MAX_BYTES + 1);
        }
        assertThatThrownBy(() -> ReportJson.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("bytes long");
    }

    @Test
    void saysThatThereIsNoReport(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> ReportJson.read(folder.resolve("report.json")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("There is no report at");
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> ReportJson.read(binary))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void keepsWholeRoundsWhenItThinsSamples() {
        List<Measured.Sample> many = Reports.samples(List.of("a", "b", "c"), 3_000);
        List<Measured.Sample> kept = Report.builder().samples(many).build().samples();
        assertThat(kept.stream().mapToInt(s -> s.runs().size()).sum()).isBetween(1_000, Measured.MAX_RUNS);
        assertThat(kept).allMatch(s -> s.runs().size() == 12);
    }
}
