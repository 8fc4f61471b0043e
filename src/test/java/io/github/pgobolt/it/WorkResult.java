package io.github.pgobolt.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A work folder as a user of the plugin sees it: files and JSON, read without any of the plugin's classes. */
public final class WorkResult {

    /** The minimum fields of report.json. */
    private static final List<String> REPORT_FIELDS = List.of(
            "schemaVersion",
            "subject",
            "selection",
            "variants",
            "comparisons",
            "control",
            "steps",
            "checks",
            "profiles",
            "tools",
            "machine",
            "reproduce");

    private static final Map<String, Integer> ONE_COMPILE_EACH = Map.of("baseline", 1, "instrument", 1, "optimize", 1);

    private static final List<String> RECORDED = List.of(
            "baseline",
            "instrument",
            "train",
            "merge",
            "optimize",
            "bolt-profile",
            "bolt",
            "check",
            "benchmark",
            "select");

    private final Path root;
    private final JsonObject report;

    /** @param root the work folder */
    public WorkResult(Path root) throws IOException {
        this.root = root;
        this.report = json(root.resolve("report/report.json"));
    }

    /** Returns the work folder of a project, in its default place. */
    public static WorkResult below(Path project) throws IOException {
        return new WorkResult(project.resolve("target/pgo-bolt"));
    }

    public JsonObject report() {
        return report;
    }

    public Path root() {
        return root;
    }

    /** Returns the SHA-256 of the file that ships, according to the report. */
    public String shippedSha256() {
        return report.getAsJsonObject("selection").get("sha256").getAsString();
    }

    public Path shippedFile() {
        return Path.of(report.getAsJsonObject("selection").get("file").getAsString());
    }

    /** Returns the SHA-256 of each variant, according to the report. */
    public Map<String, String> variantHashes() {
        Map<String, String> hashes = new TreeMap<>();
        rows("variants")
                .forEach(v ->
                        hashes.put(v.get("name").getAsString(), v.get("sha256").getAsString()));
        return hashes;
    }

    /** Returns the status of each step in the last build: ran, reused, skipped or failed. */
    public Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        rows("steps")
                .forEach(s -> statuses.put(
                        s.get("name").getAsString(), s.get("status").getAsString()));
        return statuses;
    }

    public String status(String step) {
        return statuses().get(step);
    }

    public List<JsonObject> rows(String field) {
        return StreamSupport.stream(report.getAsJsonArray(field).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** Returns the checks that found something, without those that could not be done. */
    public List<JsonObject> failedChecks() {
        return rows("checks").stream()
                .filter(c -> !c.get("passed").isJsonNull() && !c.get("passed").getAsBoolean())
                .toList();
    }

    /** Returns the rows of the further targets, by their triples. */
    public Map<String, JsonObject> targets() throws IOException {
        JsonObject rows = report.has("targets") ? report : record("targets").getAsJsonObject("result");
        Map<String, JsonObject> targets = new LinkedHashMap<>();
        for (JsonElement row : rows.getAsJsonArray("targets")) {
            targets.put(row.getAsJsonObject().get("name").getAsString(), row.getAsJsonObject());
        }
        return targets;
    }

    public JsonObject record(String step) throws IOException {
        return json(recordFile(step));
    }

    public Path recordFile(String step) {
        return root.resolve("steps").resolve(step + ".json");
    }

    /**
     * Asserts that the whole pipeline ran: every step left a record that matches its files, the report has all its
     * fields, the variants' sizes and hashes are those of the files, and each of the three builds compiled once.
     *
     * @param variants the variants that must exist, all of them correct
     */
    public WorkResult assertWhole(String... variants) throws IOException {
        assertThat(compiles()).as("compiles").isEqualTo(ONE_COMPILE_EACH);
        return assertWholeThoughDisturbed(variants);
    }

    /**
     * As {@link #assertWhole}, after a build was cut off, its file damaged or its step forced: a repeated step may have
     * found all of cargo's work done, so that its record says that it compiled nothing.
     */
    public WorkResult assertWholeThoughDisturbed(String... variants) throws IOException {
        for (String field : REPORT_FIELDS) {
            assertThat(report.has(field) && !report.get(field).isJsonNull())
                    .as("report.json has %s", field)
                    .isTrue();
        }
        assertThat(variantHashes().keySet()).containsExactlyInAnyOrder(variants);
        for (JsonObject variant : rows("variants")) {
            Path file = Path.of(variant.get("file").getAsString());
            assertThat(sha256(file))
                    .as("sha256 of %s", file)
                    .isEqualTo(variant.get("sha256").getAsString());
            assertThat(Files.size(file)).isEqualTo(variant.get("sizeBytes").getAsLong());
            assertThat(Files.isExecutable(file)).as("%s is executable", file).isTrue();
            assertThat(variant.get("correct").getAsBoolean())
                    .as("%s is correct", variant.get("name"))
                    .isTrue();
        }
        assertThat(variantHashes().values()).as("variants differ").doesNotHaveDuplicates();
        JsonObject selection = report.getAsJsonObject("selection");
        assertThat(sha256(shippedFile())).isEqualTo(shippedSha256());
        assertThat(variantHashes()).containsEntry(selection.get("variant").getAsString(), shippedSha256());
        assertThat(selection.get("reason").getAsString()).isNotBlank();
        for (String step : RECORDED) {
            assertRecord(step);
        }
        assertThat(ONE_COMPILE_EACH.entrySet())
                .as("compiles")
                .containsAll(compiles().entrySet());
        assertThat(rows("checks")).isNotEmpty();
        assertThat(failedChecks()).isEmpty();
        assertComparisons(variants);
        assertThat(Files.readString(root.resolve("report/report.md"))).contains(shippedSha256());
        assertThat(Files.readString(root.resolve("report/summary.txt")))
                .contains(variants)
                .contains(root.resolve("report") + "/");
        assertThat(Files.readString(root.resolve("report/report.html"))).contains(shippedSha256());
        return this;
    }

    /** Returns how many full compiles the steps took, without those that took none; further targets have their own. */
    private Map<String, Integer> compiles() {
        return rows("steps").stream()
                .filter(step -> step.get("compiles").getAsInt() > 0
                        && !step.get("name").getAsString().equals("targets"))
                .collect(Collectors.toMap(
                        step -> step.get("name").getAsString(),
                        step -> step.get("compiles").getAsInt()));
    }

    private void assertComparisons(String... variants) {
        for (String variant : variants) {
            if (variant.equals("baseline")) {
                continue;
            }
            assertThat(rows("comparisons"))
                    .as("%s against the baseline over all workloads", variant)
                    .anySatisfy(c -> {
                        assertThat(c.get("variant").getAsString()).isEqualTo(variant);
                        assertThat(c.get("reference").getAsString()).isEqualTo("baseline");
                        assertThat(c.get("workload").isJsonNull()).isTrue();
                        assertThat(c.get("ratio").getAsDouble()).isBetween(0.1, 10.0);
                        assertThat(c.get("pairs").getAsInt()).isPositive();
                        assertThat(c.get("verdict").getAsString()).isNotBlank();
                    });
        }
    }

    /** Asserts that a step's record names existing files with matching hashes. */
    public void assertRecord(String step) throws IOException {
        JsonObject record = record(step);
        assertThat(record.get("step").getAsString()).isEqualTo(step);
        assertThat(record.getAsJsonObject("inputs").size())
                .as("inputs of %s", step)
                .isPositive();
        for (JsonElement output : record.getAsJsonArray("outputs")) {
            Path file = root.resolve(output.getAsJsonObject().get("file").getAsString());
            assertThat(sha256(file))
                    .as("%s of step %s", file, step)
                    .isEqualTo(output.getAsJsonObject().get("sha256").getAsString());
        }
    }

    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
}
