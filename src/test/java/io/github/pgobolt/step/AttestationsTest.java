package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.provenance.Documentation;
import io.github.pgobolt.provenance.Schemas;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.LlvmToolchain;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Route;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class AttestationsTest {

    private static final String TARGET = "x86_64-unknown-linux-gnu";
    private static final String ZEROS = "0".repeat(64);

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private WorkFolder work;

    @BeforeEach
    void open() throws IOException {
        work = new WorkFolder(folder.resolve("work"));
        work.create();
        Path programs = Files.createDirectories(folder.resolve("bin"));
        program(programs.resolve("cc"), "cc (Debian 14.2.0-19) 14.2.0");
        program(programs.resolve("ld"), "GNU ld (GNU Binutils for Debian) 2.44");
        environment.put("PATH", programs + ":/usr/bin:/bin");
        leave(BaselineStep.KEY, built("variants/baseline/reckon"), List.of("rustc 1.99.1 " + ZEROS), "baseline");
        leave(InstrumentStep.KEY, built("instrumented/reckon"), List.of("rustc 1.99.1 " + ZEROS), "counting");
        leave(MergeStep.KEY, new JsonObject(), List.of("llvm-profdata 22.1.2 " + "1".repeat(64)), "profile");
        leave(OptimizeStep.KEY, built("variants/pgo/reckon"), List.of("rustc 1.99.1 " + ZEROS), "optimised");
        leave(BoltProfileStep.KEY, new JsonObject(), List.of("perf 6.1.0 " + "2".repeat(64)), "branches");
        leave(
                BoltStep.KEY,
                json("{'variant':'pgo-bolt','flags':['-reorder-blocks=ext-tsp']}"),
                List.of("llvm-bolt 22.1.2 "),
                "moved");
        Files.createDirectories(work.file("sources"));
        for (String step : List.of("baseline", "optimize")) {
            Files.writeString(work.file("sources/" + step + ".sha256"), "3".repeat(64) + "  Cargo.lock\n");
        }
        checked(
                row("outputs of small", "pgo-bolt", Shown.CORRECT),
                row("debugger", "pgo-bolt", Shown.NOT),
                row("hardening", "pgo", Shown.WRONG));
        leave(
                BenchmarkStep.KEY,
                json("{'schemaVersion':1,'metric':'cpu','alpha':0.05,'delta':0.01,'measuredOnTrainingInput':false,"
                        + "'comparisons':[" + comparison("pgo-bolt", null) + "," + comparison("pgo-bolt", "'small'")
                        + ","
                        + comparison("pgo", null) + "]}"),
                List.of(),
                "measured");
        ships("pgo-bolt");
    }

    private static void program(Path file, String says) throws IOException {
        Files.writeString(file, "#!/bin/sh\necho '" + says + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String comparison(String variant, String workload) {
        return "{'variant':'" + variant + "','reference':'baseline','workload':" + workload
                + ",'metric':'cpu','ratio':0.9,'low':0.88,'high':0.92,'pairs':30,'alpha':0.01,'verdict':'FASTER'}";
    }

    private static JsonElement json(String text) {
        return JsonParser.parseString(text.replace('\'', '"'));
    }

    private static JsonElement built(String file) {
        return json("{'linked':'" + file + "','shipped':'" + file + "','cargoFile':'release/reckon'}");
    }

    private static CheckStepResult.Row row(String name, String variant, Shown shown) {
        return new CheckStepResult.Row(name, variant, shown, "so it was", null);
    }

    private void checked(CheckStepResult.Row... rows) throws IOException {
        leave(
                CheckStep.KEY,
                WorkFolder.toJson(new CheckStepResult(List.of(rows), Map.of(), List.of(), List.of())),
                List.of(),
                "checked");
    }

    private void leave(StepKey<?> step, JsonElement result, List<String> tools, String content) throws IOException {
        JsonObject about = result.getAsJsonObject();
        Path output = work.file(about.has("shipped") ? about.get("shipped").getAsString() : "out/" + step.goal());
        Files.createDirectories(output.getParent());
        Files.writeString(output, content);
        work.write(
                step,
                new StepRecord(
                        1,
                        step.goal(),
                        Map.of(),
                        List.of(),
                        tools,
                        work.describe(List.of(output)),
                        result,
                        0,
                        1_700_000_000_000L,
                        60,
                        null));
    }

    private Path ships(String variant) throws IOException {
        Path file = work.file("shipped/reckon");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "what ships: " + variant);
        leave(
                SelectStep.KEY,
                WorkFolder.toJson(new SelectResult(
                        variant, "It is the fastest.", "shipped/reckon", Hashes.ofFile(file), Files.size(file), null)),
                List.of(),
                "selected");
        return file;
    }

    private Attestations attestations() throws IOException {
        return attestations(false, CrossTool.none, null);
    }

    private Attestations attestations(boolean further, CrossTool crossTool, String linker) throws IOException {
        BuildSettings build = new BuildSettings(
                List.of("simd"),
                false,
                "release",
                List.of("--config=registry.token=verysecret1"),
                Map.of("API_TOKEN", "verysecret2"),
                List.of("-Copt-level=3"),
                "fat",
                "1",
                null,
                "same",
                true,
                false,
                60,
                crossTool);
        Settings settings = Settings.of(new Settings.Base(
                new SubjectQuery(null, folder, null, null, null, null),
                build,
                "",
                List.of(),
                Wanted.AUTO,
                PgoMode.instrument,
                StdMode.prebuilt,
                StoredSettings.NONE,
                Strip.Mode.debuginfo,
                null,
                null,
                false,
                null,
                List.of(),
                further));
        Tool rustc = new Tool("rustc", folder.resolve("rustc"), "1.99.1", 22, ZEROS);
        Tool cargo = new Tool("cargo", folder.resolve("cargo"), "1.99.1", 0, ZEROS);
        RustToolchain rust = new RustToolchain(cargo, rustc, "1.99.1", null, TARGET, 22, "22.1.2", folder, "", true);
        Detection detection = new Detection(
                Platform.current(),
                TARGET,
                rust,
                LlvmToolchain.none(),
                Route.PGO_AND_BOLT,
                "both",
                List.of(),
                List.of(),
                "mvn doctor");
        Subject subject = new Subject(
                "tool",
                "path+file:///t#1.2.3",
                Subject.Kind.bin,
                "reckon",
                TARGET,
                folder.resolve("Cargo.toml"),
                folder);
        SoundSettings sound =
                SoundSettings.of(build, new UserFlags(List.of(), "none set", linker, null, null), false, false);
        Session session = new Session(
                settings,
                new Discovery(
                        detection,
                        subject,
                        null,
                        null,
                        sound,
                        StdChoice.of(settings.base(), rust, "", null, work, null),
                        StoredChoice.of(StoredSettings.NONE, null, "", work, false, null),
                        work,
                        null,
                        null,
                        0),
                new ProcessRunner(environment),
                null,
                null,
                null);
        return new Attestations(session, new Records(work, step -> false), "0.1.0");
    }

    private List<String> dependencies(Attestations attestations) throws IOException {
        for (Attestations.Written one : attestations.write(null, Map.of())) {
            if (one.classifier().equals("provenance")) {
                JsonObject built = JsonParser.parseString(Files.readString(one.file()))
                        .getAsJsonObject()
                        .getAsJsonObject("predicate")
                        .getAsJsonObject("buildDefinition");
                return strings(built, "resolvedDependencies", "name");
            }
        }
        throw new AssertionError("no provenance");
    }

    @Test
    void aFurtherTargetNamesNoLinkerOfThisMachineThatDidNotLinkIt() throws IOException {
        program(folder.resolve("bin/aarch64-linux-gnu-gcc"), "aarch64-linux-gnu-gcc (Debian) 14.2.0");
        assertThat(dependencies(attestations())).contains("cc", "ld");
        assertThat(dependencies(attestations(true, CrossTool.none, null)))
                .contains("rustc")
                .doesNotContain("cc", "ld");
        assertThat(dependencies(attestations(true, CrossTool.none, "aarch64-linux-gnu-gcc")))
                .contains("aarch64-linux-gnu-gcc")
                .doesNotContain("cc", "ld");
        assertThat(dependencies(attestations(true, CrossTool.zigbuild, "aarch64-linux-gnu-gcc")))
                .doesNotContain("cc", "ld", "aarch64-linux-gnu-gcc");
    }

    /** Returns what was written, by the end of its classifier; all of it is as the formats want it. */
    private Map<String, JsonObject> written() throws IOException {
        Map<String, JsonObject> written = new HashMap<>();
        for (Attestations.Written one : attestations().write(null, Map.of())) {
            String text = Files.readString(one.file());
            assertThat(one.type().equals("json") ? Schemas.problemsOfBom(text) : Schemas.problemsOfStatement(text))
                    .as(one.file().toString())
                    .isEmpty();
            written.put(one.classifier(), JsonParser.parseString(text).getAsJsonObject());
        }
        return written;
    }

    private static JsonObject predicate(Map<String, JsonObject> written, String name) {
        return written.get(name).getAsJsonObject("predicate");
    }

    private static List<String> strings(JsonObject object, String list, String name) {
        return StreamSupport.stream(object.getAsJsonArray(list).spliterator(), false)
                .map(one -> one.isJsonObject() ? one.getAsJsonObject().get(name).getAsString() : one.getAsString())
                .toList();
    }

    @Test
    void theProvenanceNamesWhatTheFileIsMadeOf() throws IOException {
        Map<String, JsonObject> written = written();
        assertThat(written).containsOnlyKeys("provenance", "checks", "verdict", "cyclonedx");
        String subject = "[{\"name\":\"reckon\",\"digest\":{\"sha256\":\"" + Hashes.ofFile(work.file("shipped/reckon"))
                + "\"}}]";
        for (String statement : List.of("provenance", "checks", "verdict")) {
            assertThat(written.get(statement).get("subject").toString()).isEqualTo(subject);
        }
        JsonObject definition = predicate(written, "provenance").getAsJsonObject("buildDefinition");
        assertThat(strings(definition, "resolvedDependencies", "name"))
                .containsExactly(
                        "sources",
                        "Cargo.lock",
                        "merged.profdata",
                        "branch.fdata",
                        "rustc",
                        "llvm-profdata",
                        "perf",
                        "llvm-bolt",
                        "cc",
                        "ld");
        assertThat(definition.get("resolvedDependencies").toString())
                .contains(
                        "{\"name\":\"merged.profdata\",\"digest\":{\"sha256\":\"" + Hashes.ofText("profile") + "\"}}",
                        "{\"name\":\"llvm-bolt\",\"uri\":\"pkg:generic/llvm-bolt@22.1.2\"}",
                        "\"uri\":\"pkg:generic/cc@14.2.0\"",
                        "\"uri\":\"pkg:generic/ld@2.44\"");
        assertThat(definition.toString()).contains("-reorder-blocks=ext-tsp").doesNotContain("verysecret");
        assertThat(definition.getAsJsonObject("externalParameters").get("lto").getAsString())
                .isEqualTo("fat");
        JsonObject details = predicate(written, "provenance").getAsJsonObject("runDetails");
        assertThat(details.getAsJsonObject("builder").get("id").getAsString()).isEqualTo(Documentation.LOCAL_BUILD);
        assertThat(details.get("metadata").toString())
                .isEqualTo("{\"startedOn\":\"2023-11-14T22:13:20Z\",\"finishedOn\":\"2023-11-14T22:14:20Z\"}");
    }

    @Test
    void aSimplerVariantOwesNothingToTheStepsOfAnother() throws IOException {
        ships("pgo");
        assertThat(strings(
                        predicate(written(), "provenance").getAsJsonObject("buildDefinition"),
                        "resolvedDependencies",
                        "name"))
                .contains("merged.profdata", "llvm-profdata")
                .doesNotContain("branch.fdata", "llvm-bolt", "perf");
        ships("baseline");
        Map<String, JsonObject> written = written();
        assertThat(written).doesNotContainKey("checks");
        assertThat(strings(
                        predicate(written, "provenance").getAsJsonObject("buildDefinition"),
                        "resolvedDependencies",
                        "name"))
                .containsExactly("sources", "Cargo.lock", "rustc", "cc", "ld");
        assertThat(predicate(written, "verdict").has("overall")).isFalse();
        assertThat(predicate(written, "verdict").get("metric").getAsString()).isEqualTo("cpu");
        assertThat(strings(written.get("cyclonedx"), "components", "type")).doesNotContain("data");
    }

    @Test
    void aCheckThatWasNotDoneHasNotPassed() throws IOException {
        JsonObject checks = predicate(written(), "checks");
        assertThat(checks.get("result").getAsString()).isEqualTo("WARNED");
        assertThat(strings(checks, "passedTests", null)).containsExactly("outputs of small");
        assertThat(strings(checks, "warnedTests", null)).containsExactly("debugger");
        assertThat(strings(checks, "failedTests", null))
                .as("of another variant")
                .isEmpty();
    }

    @Test
    void theVerdictIsThatOfTheFile() throws IOException {
        JsonObject verdict = predicate(written(), "verdict");
        assertThat(verdict.getAsJsonObject("overall").toString())
                .isEqualTo("{\"verdict\":\"FASTER\",\"ratio\":0.9,\"low\":0.88,\"high\":0.92,\"pairs\":30}");
        assertThat(strings(verdict, "workloads", "workload")).containsExactly("small");
        assertThat(verdict.getAsJsonObject("reference").toString()).contains(Hashes.ofText("baseline"));
    }

    @Test
    void aVerdictThatWasNotMeasuredHereIsSaidToBeStored() throws IOException {
        assertThat(predicate(written(), "verdict").has("storedOn")).isFalse();
        leave(
                BenchmarkStep.KEY,
                json("{'schemaVersion':1,'metric':'cpu','alpha':0.05,'delta':0.01,'measuredOnTrainingInput':false,"
                        + "'storedOn':'2026-11-25','comparisons':[" + comparison("pgo-bolt", null) + "]}"),
                List.of(),
                "stored");
        JsonObject verdict = predicate(written(), "verdict");
        assertThat(verdict.get("storedOn").getAsString()).isEqualTo("2026-11-25");
        assertThat(verdict.getAsJsonObject("overall").get("verdict").getAsString())
                .isEqualTo("FASTER");
    }

    @Test
    void theBillNamesTheProfilesAsData() throws IOException {
        JsonObject bom = written().get("cyclonedx");
        assertThat(bom.getAsJsonObject("metadata").getAsJsonObject("component").toString())
                .contains("\"name\":\"reckon\"", "\"version\":\"1.2.3\"", "\"type\":\"application\"");
        assertThat(strings(bom, "components", "type")).startsWith("data", "data", "application");
        assertThat(strings(bom, "components", "name")).startsWith("merged.profdata", "branch.fdata", "rustc");
    }

    @Test
    void theSameBuildSaysTheSameInTheSameBytes() throws IOException {
        for (Attestations.Written one : attestations().write(null, Map.of())) {
            byte[] first = Files.readAllBytes(one.file());
            attestations().write(null, Map.of());
            assertThat(one.file()).hasBinaryContent(first);
        }
    }

    @Test
    void theCiSystemAndTheUserNameTheBuilder() throws IOException {
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("SOURCE_DATE_EPOCH", "1600000000");
        JsonObject details = predicate(written(), "provenance").getAsJsonObject("runDetails");
        assertThat(details.getAsJsonObject("builder").get("id").getAsString())
                .isEqualTo("https://github.com/actions/runner/self-hosted");
        assertThat(details.get("metadata").toString()).contains("\"finishedOn\":\"2020-09-13T12:26:40Z\"");
        Path report = Files.writeString(folder.resolve("report.json"), "{}");
        Path own = attestations()
                .write("https://ci.example.com/release", Map.of("report.json", report))
                .get(0)
                .file();
        assertThat(own)
                .hasFileName("reckon.provenance.intoto.json")
                .content()
                .contains("\"id\": \"https://ci.example.com/release\"", Hashes.ofText("{}"));
        for (String noUri : List.of("our builder", "builder", "")) {
            assertThatThrownBy(() -> attestations().write(noUri, Map.of()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("-Dpgobolt.provenance.builderId");
        }
    }

    @Test
    void aFileThatWasChangedIsAnother() throws IOException {
        Path file = ships("pgo");
        assertThat(attestations().isOfTheFile()).isTrue();
        Files.writeString(file, "patched");
        assertThat(attestations().isOfTheFile()).isFalse();
    }
}
