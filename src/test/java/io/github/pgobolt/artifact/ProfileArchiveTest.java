package io.github.pgobolt.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.step.BoltProfileStep;
import io.github.pgobolt.step.Discovery;
import io.github.pgobolt.step.MergeStep;
import io.github.pgobolt.step.PgoMode;
import io.github.pgobolt.step.Session;
import io.github.pgobolt.step.Settings;
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
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProfileArchiveTest {

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
                List.of(), false, "release", List.of(), Map.of(), List.of(), "fat", "1", null, "same", true, false, 60);
        Settings settings = Settings.of(new Settings.Base(
                        new SubjectQuery(null, crate, null, null, null, null),
                        build,
                        "",
                        List.of(),
                        Wanted.AUTO,
                        PgoMode.instrument,
                        Strip.Mode.debuginfo,
                        null,
                        null,
                        false,
                        null))
                .with(new Settings.RunSettings(List.of(workload), List.of(), true, false));
        Tool rustc = new Tool("rustc", folder.resolve("rustc"), "1.95.0", 22, "0".repeat(64));
        RustToolchain rust = new RustToolchain(
                null, rustc, "1.95.0", null, "x86_64-unknown-linux-gnu", 22, "22.1.2", folder, "", true);
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
        SoundSettings sound = SoundSettings.of(build, new UserFlags(List.of(), "none set", null, null), false, false);
        session = new Session(
                settings,
                new Discovery(detection, subject, null, null, sound, work, null, 0),
                new ProcessRunner(),
                null,
                null,
                null);
        records = new Records(work, step -> false);
    }

    private void leave(StepKey<?> step, String file, String content) throws IOException {
        Path written = work.file("profiles/" + file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, content);
        JsonObject result = new JsonObject();
        result.addProperty("bytes", content.length());
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
                        1,
                        1));
    }

    @Test
    void withoutProfilesThereIsNoArchive() throws IOException {
        assertThat(ProfileArchive.write(session, records, folder.resolve("out/profile.zip")))
                .isNull();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theArchiveHoldsTheProfilesAndWhatTheyFit() throws IOException {
        leave(MergeStep.KEY, "tool-0123.profdata", "merged");
        leave(BoltProfileStep.KEY, "branch.fdata", "branches");
        Path archive = ProfileArchive.write(session, records, folder.resolve("out/profile.zip"));
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(e -> e.getName()))
                    .containsExactly("manifest.json", "branch.fdata", "merged.profdata");
            assertThat(zip.getInputStream(zip.getEntry("merged.profdata"))).hasContent("merged");
            assertThat(zip.getInputStream(zip.getEntry("branch.fdata"))).hasContent("branches");
            JsonObject manifest = JsonParser.parseString(new String(
                            zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .getAsJsonObject();
            assertThat(manifest.get("schemaVersion").getAsInt()).isEqualTo(1);
            assertThat(manifest.getAsJsonObject("subject").get("package").getAsString())
                    .isEqualTo("tool");
            assertThat(manifest.toString()).as("no path of this machine").doesNotContain(folder.toString());
            assertThat(manifest.get("rustc").getAsString()).isEqualTo("1.95.0");
            assertThat(manifest.get("llvm").getAsString()).isEqualTo("22.1.2");
            assertThat(manifest.has("sources")).as("nothing was built here").isFalse();
            assertThat(manifest.getAsJsonObject("sha256").get("merged.profdata").getAsString())
                    .isEqualTo(Hashes.ofText("merged"));
            assertThat(manifest.getAsJsonObject("workloads").keySet()).containsExactly("typical");
            assertThat(manifest.getAsJsonObject("quality")
                            .getAsJsonObject("merge")
                            .get("bytes")
                            .getAsInt())
                    .isEqualTo(6);
        }
    }

    @Test
    void theSameProfilesMakeTheSameBytes() throws Exception {
        leave(MergeStep.KEY, "tool-0123.profdata", "merged");
        byte[] first = Files.readAllBytes(ProfileArchive.write(session, records, folder.resolve("profile.zip")));
        try (ZipFile zip = new ZipFile(folder.resolve("profile.zip").toFile())) {
            assertThat(zip.stream().map(e -> e.getTimeLocal().getYear()))
                    .as("no entry has the time of now")
                    .containsOnly(1980);
        }
        byte[] second = Files.readAllBytes(ProfileArchive.write(session, records, folder.resolve("another.zip")));
        assertThat(second).isEqualTo(first);
        leave(MergeStep.KEY, "tool-0123.profdata", "Merged");
        assertThat(Files.readAllBytes(ProfileArchive.write(session, records, folder.resolve("profile.zip"))))
                .isNotEqualTo(first);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theArchiveCanBeReadAsOtherFilesOfThisBuild() throws IOException {
        leave(MergeStep.KEY, "tool-0123.profdata", "merged");
        Path archive = ProfileArchive.write(session, records, folder.resolve("out/profile.zip"));
        Path usual = Files.writeString(folder.resolve("usual"), "");
        assertThat(Files.getPosixFilePermissions(archive)).isEqualTo(Files.getPosixFilePermissions(usual));
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).containsExactly(archive);
        }
    }
}
