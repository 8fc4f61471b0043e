package io.github.pgobolt.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.profile.ProfileManifest.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProfileWriterTest {

    @TempDir
    Path folder;

    @Test
    void theSameProfileGivesTheSameBytesAtAnyTimeAndPlace() throws Exception {
        byte[] first = Files.readAllBytes(ProfileWriter.archive(
                Profiles.manifest(), Profiles.members(folder.resolve("a")), folder.resolve("first.zip")));
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            for (String other : List.of("Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu", "UTC")) {
                // A time in a zip has a resolution of 2 s.
                Thread.sleep(600);
                TimeZone.setDefault(TimeZone.getTimeZone(other));
                Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                byte[] second = Files.readAllBytes(ProfileWriter.archive(
                        Profiles.manifest(),
                        Profiles.members(folder.resolve("a/much/longer/folder")),
                        folder.resolve("second.zip")));
                assertThat(second).as(other).isEqualTo(first);
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        byte[] others = Files.readAllBytes(ProfileWriter.archive(
                Profiles.manifest(),
                Map.of(Member.MERGED, Files.writeString(folder.resolve("other"), "other")),
                folder.resolve("other.zip")));
        assertThat(others).isNotEqualTo(first);
    }

    @Test
    void anyZipToolReadsIt() throws IOException {
        Path archive = ProfileWriter.archive(
                Profiles.manifest(), Profiles.members(folder), folder.resolve("made/profile.zip"));
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .containsExactly("manifest.json", "branch.fdata", "merged.profdata");
            assertThat(zip.stream().map(entry -> entry.getTimeLocal().getYear()))
                    .as("no member has the time of now")
                    .containsOnly(1980);
            assertThat(zip.getInputStream(zip.getEntry("merged.profdata"))).hasContent(Profiles.MERGED);
            assertThat(zip.getInputStream(zip.getEntry("manifest.json"))).hasContent(Profiles.manifestText());
        }
        assertThat(Files.size(archive)).as("packed").isLessThan(Profiles.MERGED.length());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theArchiveCanBeReadAsOtherFilesOfThisBuild() throws IOException {
        Path archive =
                ProfileWriter.archive(Profiles.manifest(), Profiles.members(folder), folder.resolve("out/profile.zip"));
        Path usual = Files.writeString(folder.resolve("usual"), "");
        assertThat(Files.getPosixFilePermissions(archive)).isEqualTo(Files.getPosixFilePermissions(usual));
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).containsExactly(archive);
        }
    }

    @Test
    void whatIsNoProfileIsNotStored() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> ProfileWriter.archive(Profiles.manifest(), Map.of(), folder.resolve("a.zip")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProfileWriter.archive(Profiles.manifest(), Map.of("x", file), folder.resolve("a.zip")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("a.zip")).doesNotExist();
    }

    @Test
    void aFolderHasTheSameMembersAndADiffOfItTells() throws IOException {
        Path stored = ProfileWriter.folder(
                Profiles.manifest(), Profiles.members(folder.resolve("members")), folder.resolve("stored"));
        assertThat(stored.resolve("merged.profdata")).hasContent(Profiles.MERGED);
        assertThat(stored.resolve("branch.fdata")).hasContent(Profiles.BRANCHES);
        assertThat(stored.resolve("manifest.json")).hasContent(Profiles.manifestText());
        assertThat(Files.readAllLines(stored.resolve("manifest.json")))
                .contains("    \"total\": 123456789012,", "    \"day\": \"2026-11-26\",")
                .allMatch(line -> line.length() < 120);
        assertThat(stored.resolve(".gitattributes")).content().contains("*.profdata binary");
    }

    @Test
    void aFolderIsWrittenAnewWithoutWhatTheProfileNoLongerHas() throws IOException {
        Path stored = folder.resolve("stored");
        ProfileWriter.folder(Profiles.manifest(), Profiles.members(folder.resolve("members")), stored);
        Files.writeString(stored.resolve(".gitattributes"), "mine\n");
        Path yaml = Files.writeString(folder.resolve("x.yaml"), "functions:\n");
        ProfileWriter.folder(Profiles.manifest(), Map.of(Member.BRANCHES_YAML, yaml), stored);
        assertThat(stored.resolve(".gitattributes")).hasContent("mine\n");
        StoredProfile read = StoredProfile.read(stored, folder.resolve("into"));
        assertThat(read.merged()).isEmpty();
        assertThat(read.branches().orElseThrow()).hasFileName("branch.yaml").hasContent("functions:\n");
        assertThat(stored.resolve("branch.fdata")).doesNotExist();
    }
}
