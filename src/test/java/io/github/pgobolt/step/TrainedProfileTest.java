package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.OwnProfile;
import io.github.pgobolt.cargo.PathRemap;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileWriter;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.LlvmToolchain;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Route;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.Wanted;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build says of the profile that it trained. */
class TrainedProfileTest {

    /** Noon of 4 March 2025, UTC. */
    private static final long DAY = 1_741_089_600_000L;

    @TempDir
    Path folder;

    private WorkFolder work;
    private Session session;
    private Records records;

    @BeforeEach
    void open() throws IOException {
        Path crate = Files.createDirectories(folder.resolve("crate"));
        Files.writeString(crate.resolve("Cargo.toml"), "[package]\n");
        work = new WorkFolder(folder.resolve("work"));
        work.create();
        Workload workload = new Workload(
                "typical",
                Use.train,
                List.of("${subject}", "--fast"),
                false,
                null,
                Map.of(),
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        BuildSettings build = new BuildSettings(
                List.of("fast"),
                false,
                "release",
                List.of("-Zbuild-std=std", "--config", "registries.ours.token=\"hunter2\""),
                Map.of(),
                List.of(
                        "-Csymbol-mangling-version=v0",
                        "-Clinker=" + crate.resolve("ld"),
                        "--remap-path-prefix",
                        crate + "=/build"),
                "fat",
                "1",
                "native",
                "same",
                true,
                false,
                60,
                CrossTool.none);
        Settings settings = Settings.of(new Settings.Base(
                        new SubjectQuery(null, crate, null, null, null, null),
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
                        false))
                .with(new Settings.RunSettings(List.of(workload), List.of(), true, false));
        Tool cargo = new Tool("cargo", folder.resolve("cargo"), "1.95.0", 0, "0".repeat(64));
        Tool rustc = new Tool("rustc", folder.resolve("rustc"), "1.95.0", 22, "0".repeat(64));
        RustToolchain rust = new RustToolchain(
                cargo, rustc, "1.95.0", "f".repeat(40), "x86_64-unknown-linux-gnu", 22, "22.1.2", folder, "", true);
        Detection detection = new Detection(
                Platform.current(),
                "x86_64-unknown-linux-gnu",
                rust,
                LlvmToolchain.none(),
                Route.PGO_AND_BOLT,
                "both",
                List.of(),
                List.of(),
                "mvn doctor");
        Subject subject = new Subject(
                "tool", "id", Subject.Kind.bin, "tool", "x86_64-unknown-linux-gnu", crate.resolve("Cargo.toml"), crate);
        SoundSettings sound = SoundSettings.of(build, UserFlags.NONE, false, false);
        ProcessRunner processes = new ProcessRunner();
        // A cargo that does not tell what it would build.
        OwnProfile unknown = OwnProfile.ask(
                processes,
                new CargoBuild(processes, List.of("false"), subject, build, sound.flags(), PathRemap.NONE),
                folder.resolve("plan"));
        session = new Session(
                settings,
                new Discovery(
                        detection,
                        subject,
                        unknown,
                        null,
                        sound,
                        StdChoice.of(settings.base(), rust, "", null, work, null),
                        StoredChoice.of(StoredSettings.NONE, null, "", work, false, null),
                        work,
                        null,
                        null,
                        0),
                processes,
                null,
                null,
                null);
        records = new Records(work, step -> false);
    }

    private void leave(StepKey<?> step, String file, String content, JsonObject result, long startedAt)
            throws IOException {
        Path written = work.file("profiles/" + file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, content);
        work.write(
                step,
                new StepRecord(
                        1,
                        step.goal(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        work.describe(List.of(written)),
                        result,
                        0,
                        startedAt,
                        1,
                        null));
    }

    private void leaveMerged(long startedAt) throws IOException {
        JsonObject summary = new JsonObject();
        summary.addProperty("functions", 37);
        summary.addProperty("maxCount", 4000);
        summary.addProperty("totalCount", 16_004);
        JsonObject result = new JsonObject();
        result.addProperty("file", "profiles/tool-0123.profdata");
        result.add("summary", summary);
        result.addProperty("rawFiles", 3);
        leave(MergeStep.KEY, "tool-0123.profdata", "merged", result, startedAt);
    }

    private void leaveBranches(String file, boolean inferred) throws IOException {
        Path input = Files.writeString(work.file("the-input"), "no ELF file");
        JsonObject result = new JsonObject();
        result.addProperty("source", "instrumentation");
        result.addProperty("input", work.root().relativize(input).toString());
        result.addProperty("inferred", inferred);
        result.addProperty("reason", "this machine has no counters");
        result.addProperty("profiles", 3);
        JsonObject run = new JsonObject();
        run.addProperty("seconds", 7.25);
        JsonArray runs = new JsonArray();
        runs.add(run);
        result.add("workloads", runs);
        leave(BoltProfileStep.KEY, file, "branches", result, DAY);
    }

    private TrainedProfile trained() throws IOException {
        return TrainedProfile.of(session, records).orElseThrow();
    }

    @Test
    void withoutProfilesThereIsNone() throws IOException {
        assertThat(TrainedProfile.of(session, records)).isEmpty();
    }

    @Test
    void itNamesTheFilesAndWhatTheyFit() throws IOException {
        leaveMerged(DAY);
        leaveBranches("branch.fdata", false);
        TrainedProfile trained = trained();
        assertThat(trained.members())
                .containsOnlyKeys("branch.fdata", "merged.profdata")
                .containsEntry("merged.profdata", work.file("profiles/tool-0123.profdata"));
        ProfileManifest manifest = trained.manifest();
        assertThat(manifest.subject()).isEqualTo(new ProfileManifest.Subject("tool", "bin", "tool"));
        assertThat(manifest.toolchain())
                .isEqualTo(
                        new ProfileManifest.Toolchain("1.95.0", "f".repeat(40), "22.1.2", "x86_64-unknown-linux-gnu"));
        assertThat(manifest.sources().sha256()).as("nothing was built here").isNull();
        assertThat(manifest.counts()).isEqualTo(new ProfileManifest.Counts(37L, 16_004L, 4000L));
        assertThat(manifest.training().kind()).isEqualTo(ProfileManifest.Training.Kind.instrumented);
        assertThat(manifest.training().workloads()).containsOnlyKeys("typical");
        assertThat(manifest.branches())
                .isEqualTo(new ProfileManifest.Branches(
                        "instrumentation", null, Hashes.ofText("no ELF file"), false, null));
        assertThat(manifest.quality().get("merge").get("rawFiles").getAsInt()).isEqualTo(3);
        assertThat(manifest.quality().get("bolt-profile").get("profiles").getAsInt())
                .isEqualTo(3);
        assertThat(manifest.quality().toString())
                .as("durations and files")
                .doesNotContain("7.25", "profdata", "input", "counters");
        ProfileManifest.Build build = manifest.build();
        assertThat(build.profile()).isEqualTo("release");
        assertThat(build.features()).containsExactly("fast");
        assertThat(build.lto()).isEqualTo("fat");
        assertThat(build.codegenUnits()).isEqualTo("1");
        assertThat(build.mangling()).isEqualTo(ProfileManifest.Mangling.v0);
        assertThat(build.std()).isEqualTo(ProfileManifest.Std.profiled);
        assertThat(build.rustFlags())
                .containsExactly("-Csymbol-mangling-version=v0", "-Clinker=<workspace>/ld", "-Ctarget-cpu=native");
    }

    @Test
    void theStoredFormHasNoFolderOfThisMachineAndNoSecret() throws IOException {
        leaveMerged(DAY);
        Path stored = ProfileWriter.folder(trained().manifest(), trained().members(), folder.resolve("stored"));
        assertThat(stored.resolve("manifest.json"))
                .content()
                .doesNotContain(folder.toString(), System.getProperty("user.home") + "/", "hunter2");
    }

    @Test
    void theDayIsThatOfTheTrainingAndNotOfTheWriting() throws IOException {
        leaveMerged(DAY);
        assertThat(trained().manifest().training().day()).isEqualTo("2025-03-04");
        leave(TrainStep.KEY, "raw", "raw", new JsonObject(), DAY - 86_400_000L);
        assertThat(trained().manifest().training().day()).isEqualTo("2025-03-03");
    }

    @Test
    void aYamlIsNamedSoAndBranchesAloneAreAProfileToo() throws IOException {
        leave(BaselineStep.KEY, "tool", "the baseline", linked("profiles/tool"), DAY);
        leaveBranches("branch.yaml", true);
        TrainedProfile trained = trained();
        assertThat(trained.members()).containsOnlyKeys("branch.yaml");
        assertThat(trained.manifest().training().kind()).isNull();
        assertThat(trained.manifest().counts()).isNull();
        assertThat(trained.manifest().branches().sha256())
                .as("what was recorded is the baseline")
                .isEqualTo(Hashes.ofText("the baseline"));
    }

    @Test
    void aProfileForOtherBuildsIsStoredBesideTheOne() throws IOException {
        leaveMerged(DAY);
        leaveBranches("branch.fdata", false);
        Path yaml = Files.writeString(work.file("profiles/branch.yaml"), "---");
        JsonObject also = new JsonObject();
        also.addProperty("file", "profiles/branch.yaml");
        also.addProperty("llvmBolt", "22.1.8");
        JsonObject result = records.of(BoltProfileStep.KEY).result().getAsJsonObject();
        result.add("yaml", also);
        leave(BoltProfileStep.KEY, "branch.fdata", "branches", result, DAY);
        TrainedProfile trained = trained();
        assertThat(trained.members())
                .containsOnlyKeys("branch.fdata", "branch.yaml", "merged.profdata")
                .containsEntry("branch.yaml", yaml);
        assertThat(trained.manifest().branches().yamlBy()).isEqualTo("22.1.8");
        assertThat(trained.manifest().branches().inferred()).isFalse();
        assertThat(trained.manifest().quality().toString()).doesNotContain("branch.yaml");
    }

    private static JsonObject linked(String file) {
        JsonObject result = new JsonObject();
        result.addProperty("linked", file);
        return result;
    }
}
