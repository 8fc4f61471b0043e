package io.github.pgobolt.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.Profiles.Put;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a stored profile can be bad, in real archives and folders. */
class StoredProfileTest {

    @TempDir
    Path folder;

    private Path zip(List<Put> files) throws IOException {
        return Profiles.zip(folder.resolve("tool-1.0-profile.zip"), files);
    }

    private static List<Put> with(List<Put> files, Put... more) {
        return Stream.concat(files.stream(), Arrays.stream(more)).toList();
    }

    private static List<Put> without(String name) {
        return Profiles.good().stream().filter(put -> !put.name().equals(name)).toList();
    }

    private static List<Put> withManifest(String text) {
        return with(without(Member.MANIFEST), Put.of(Member.MANIFEST, text));
    }

    /** Reads what must be refused, and sees that nothing of it is left anywhere. */
    private String refused(Path source) throws IOException {
        Path into = folder.resolve("out/profile");
        Failure failure = catchThrowableOfType(Failure.class, () -> StoredProfile.read(source, into));
        assertThat(failure).as("it was read").isNotNull();
        assertThat(into).doesNotExist();
        if (Files.exists(into.getParent())) {
            try (Stream<Path> left = Files.list(into.getParent())) {
                assertThat(left).as("what is left beside it").isEmpty();
            }
        }
        assertThat(failure.kind()).isEqualTo(Failure.Kind.USER);
        assertThat(failure.getMessage()).contains(source.toString());
        return failure.getMessage();
    }

    private String refused(List<Put> files) throws IOException {
        return refused(zip(files));
    }

    @Test
    void aGoodOneIsUnpackedWithItsManifest() throws IOException {
        Path archive = zip(Profiles.good());
        Path into = Files.createDirectories(folder.resolve("out/profile"));
        StoredProfile profile = StoredProfile.read(archive, into);
        assertThat(profile.source()).isEqualTo(archive);
        assertThat(profile.merged().orElseThrow()).hasContent(Profiles.MERGED).hasParent(into);
        assertThat(profile.branches().orElseThrow()).hasContent(Profiles.BRANCHES);
        assertThat(profile.manifest().members().get(Member.MERGED).bytes()).isEqualTo(Profiles.MERGED.length());
        assertThat(profile.manifest().with(Profiles.manifest().members())).isEqualTo(Profiles.manifest());
        try (Stream<Path> files = Files.list(into.getParent())) {
            assertThat(files).containsExactly(into);
        }
    }

    @Test
    void nothingIsWrittenIntoAFolderThatHasFiles() throws IOException {
        Path archive = zip(Profiles.good());
        Path mine = Files.writeString(
                Files.createDirectories(folder.resolve("full")).resolve("mine"), "mine");
        assertThatThrownBy(() -> StoredProfile.read(archive, mine.getParent()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(mine.getParent()).isDirectoryContaining(mine::equals).isDirectoryNotContaining("glob:**/*.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "../../evil",
                "/tmp/evil",
                "a/../../evil",
                "..",
                "a\\..\\..\\evil",
                "\\\\host\\share",
                "C:\\evil",
                "C:evil",
                "a\n/../../evil",
                "merged.profdata\0"
            })
    void aPathThatLeadsOutIsRefused(String name) throws IOException {
        assertThat(refused(with(Profiles.good(), Put.of(name, "x"))))
                .contains("leads out of the folder", "pgo-bolt-maven-plugin:attach")
                .doesNotContain("\0", "\n");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("out/evil")).doesNotExist();
    }

    @Test
    void aLinkIsRefused() throws IOException {
        assertThat(refused(with(without(Member.MERGED), Put.link(Member.MERGED, "/etc/passwd"))))
                .contains("'merged.profdata' is a link");
    }

    @Test
    void aMemberTwiceIsRefused() throws IOException {
        assertThat(refused(with(Profiles.good(), Put.of(Member.MERGED, "another"))))
                .contains("'merged.profdata' twice");
        assertThat(refused(with(Profiles.good(), Put.of(Member.MANIFEST, "{}"))))
                .contains("'manifest.json' twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.sh", "folder/", "a/merged.profdata", "MERGED.PROFDATA", "branch.yaml"})
    void aMemberMoreThanTheManifestNamesIsRefused(String name) throws IOException {
        assertThat(refused(with(Profiles.good(), Put.of(name, name.endsWith("/") ? "" : "x"))))
                .contains("holds '" + name + "', which its manifest does not name", "Find out who made it");
    }

    @Test
    void aMemberThatNoProfileHasIsRefusedThoughTheManifestNamesIt() throws IOException {
        assertThat(refused(withManifest(Profiles.manifestText().replace("branch.fdata", "../../evil"))))
                .contains("names a member that no profile has: '../../evil'");
    }

    @Test
    void whatUnpacksToMoreThanItSaysIsRefusedAsSoonAsItDoes() throws IOException {
        byte[] bomb = new byte[64 << 20];
        Path archive = zip(with(without(Member.MERGED), new Put(Member.MERGED, bomb, 0100644)));
        assertThat(Files.size(archive)).isLessThan(1 << 20);
        assertThat(refused(archive)).contains("merged.profdata has more than the 4000 bytes that its manifest names");
    }

    @Test
    void aManifestOfAnyLengthIsNotRead() throws IOException {
        assertThat(refused(withManifest(Profiles.manifestText() + " ".repeat(8 << 20))))
                .contains("manifest.json has more than the 1048576 bytes that one can have");
    }

    @Test
    void moreThanAnyProfileHasIsRefusedThoughTheManifestNamesIt() throws IOException {
        assertThat(refused(
                        withManifest(Profiles.manifestText().replace("\"bytes\": 4000", "\"bytes\": 1099511627776"))))
                .contains("merged.profdata is said to have 1099511627776 bytes, which no profile has");
    }

    @Test
    void aListOfThousandsOfMembersIsRefusedBeforeItIsRead() throws IOException {
        List<Put> many = new ArrayList<>(Profiles.good());
        IntStream.range(0, 5000).forEach(i -> many.add(Put.of("m" + i, "")));
        assertThat(refused(many)).contains("its list of members has 2", " bytes");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(refused(without(Member.BRANCHES))).contains("its branch.fdata is missing", "published");
        assertThat(refused(without(Member.MANIFEST))).contains("it has no manifest.json");
        assertThat(refused(List.of())).contains("it has no manifest.json");
        assertThat(refused(folder.resolve("nothing.zip"))).contains("is not there");
    }

    @Test
    void anotherContentIsNamed() throws IOException {
        String changed = Profiles.MERGED.replace("the", "The");
        assertThat(refused(with(without(Member.MERGED), Put.of(Member.MERGED, changed))))
                .contains("merged.profdata is not the file that its manifest names (SHA-256)");
        assertThat(refused(with(without(Member.MERGED), Put.of(Member.MERGED, "short"))))
                .contains("merged.profdata has 5 of its 4000 bytes");
    }

    @Test
    void whateverIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(zip(Profiles.good()));
        Path cut = folder.resolve("cut.zip");
        for (int length = 0; length < whole.length; length += length < 50 ? 1 : 13) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThat(refused(cut)).as(length + " bytes").contains("is cut off, or is no zip file");
        }
        Files.writeString(cut, "<html>404</html>");
        assertThat(refused(cut)).contains("is cut off, or is no zip file");
    }

    /** Some bytes matter to nobody, such as those of a time. */
    @Test
    void noChangedByteChangesWhatIsRead() throws IOException {
        byte[] whole = Files.readAllBytes(zip(Profiles.good()));
        Path damaged = folder.resolve("damaged.zip");
        int refused = 0;
        for (int at = 0; at < whole.length; at += 3) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << (at % 8));
            Files.write(damaged, bytes);
            Path into = folder.resolve("into-" + at);
            try {
                StoredProfile read = StoredProfile.read(damaged, into);
                assertThat(read.merged().orElseThrow()).hasContent(Profiles.MERGED);
                assertThat(read.branches().orElseThrow()).hasContent(Profiles.BRANCHES);
            } catch (Failure declared) {
                refused++;
                assertThat(declared).hasMessageContaining(damaged.toString());
                assertThat(into).doesNotExist();
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 6);
    }

    @Test
    void anEncryptedMemberIsRefused() throws IOException {
        Path archive = zip(Profiles.good());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(archive)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.limit() - 4; at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                bytes.putShort(at + 8, (short) (bytes.getShort(at + 8) | 1));
            }
        }
        Files.write(archive, bytes.array());
        assertThat(refused(archive)).contains("is encrypted, or packed in a rare way");
    }

    @Test
    void aNewerFormIsNamedWhateverElseItHolds() throws IOException {
        String newer = "{\"schemaVersion\": 3, \"members\": \"in another way\"}";
        assertThat(refused(with(withManifest(newer), Put.of("contexts/a.bin", "x"))))
                .contains("its manifest.json is of form 3", "newer version of this plugin", "Update the plugin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "no JSON",
                "{\"schemaVersion\": 2",
                "{\"schemaVersion\": \"two\"}",
                "{\"schemaVersion\": {}}",
                "{\"schemaVersion\": 2, \"members\": 7}",
                "{\"schemaVersion\": 2, \"quality\": {\"merge\": 7}}",
                "{\"schemaVersion\": 1, \"sha256\": {\"merged.profdata\": {}}}"
            })
    void whatIsNoManifestIsRefused(String text) throws IOException {
        assertThat(refused(withManifest(text))).contains("its manifest.json is not the JSON of a manifest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemaVersion",
                "subject",
                "subject.package",
                "subject.kind",
                "subject.name",
                "toolchain",
                "toolchain.rustc",
                "toolchain.llvm",
                "toolchain.target",
                "training",
                "training.day",
                "sources",
                "build",
                "members"
            })
    void aManifestThatLacksSomethingSaysWhat(String name) throws IOException {
        JsonObject json = JsonParser.parseString(Profiles.manifestText()).getAsJsonObject();
        String[] path = name.split("\\.");
        JsonObject parent = path.length == 1 ? json : json.getAsJsonObject(path[0]);
        assertThat(parent.remove(path[path.length - 1])).isNotNull();
        assertThat(refused(withManifest(json.toString()))).contains("its manifest.json lacks " + name);
    }

    @Test
    void aManifestWithoutASumOrWithANonsensicalValueIsRefused() throws IOException {
        String text = Profiles.manifestText();
        assertThat(refused(withManifest(text.replace("\"bytes\": 4000", "\"bytes\": -1"))))
                .contains("lacks the size of merged.profdata");
        assertThat(refused(withManifest(text.replaceAll("(?s)(\"merged.profdata\": \\{\\s+\"sha256\": \").{9}", "$1"))))
                .contains("lacks the SHA-256 of merged.profdata");
        assertThat(refused(withManifest(text.replace("2026-11-26", "yesterday"))))
                .contains("no day");
        assertThat(refused(withManifest(text.replace("\"schemaVersion\": 2", "\"schemaVersion\": 0"))))
                .contains("a form that never was: 0");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "\"2026-11-25\"; \"25th\"; a verdict.day that is no day",
                "\"day\": \"2026-11-25\"; \"days\": 1; lacks verdict.day",
                "\"machine\"; \"engine\"; lacks verdict.machine",
                "\"workloads\": [ \"small\", \"big\" ],; ``; lacks verdict.workloads",
                "\"metric\": \"cpu\", \"metricReason\"; \"metric\": \"feeling\", \"metricReason\"; measured by the metric 'feeling'",
                "\"alpha\": 0.05; \"alpha\": 5; out of range",
                "\"tolerance\"; \"t\": 1, \"tolerance\": -1, \"u\"; out of range",
                "\"baseline\": \"1111; \"base\": \"1111; lacks verdict.files.baseline",
                "\"pgo\": \"2222; \"pgo\": \"2222 or so; the hash of its file 'pgo'",
                "\"pgo\": \"2222; \"pgoo\": \"2222; it compares 'pgo' with 'baseline', and it is not of these files",
                "\"comparisons\"; \"remarks\"; lacks verdict.comparisons",
                "\"control\"; \"uncontrolled\"; lacks verdict.control",
                "\"ratio\": 0.85; \"ratio\": 0; the ratio of 'pgo' or its pairs are not above 0",
                "\"ratio\": 0.85; \"ratio\": -0.85; the ratio of 'pgo' or its pairs are not above 0",
                "\"low\": 0.83, \"high\": 0.87; \"low\": 0.87, \"high\": 0.83; the interval of 'pgo' does not hold its ratio",
                "\"high\": 0.87; \"higher\": 0.87; the interval of 'pgo' does not hold its ratio",
                "\"high\": 0.87; \"high\": 1.1; it calls 'pgo' faster, and its interval is 0.83 to 1.1",
                "\"FASTER\"; \"FASTEST\"; what it says of 'pgo' is no verdict",
                "\"FASTER\"; \"TOO_FEW_PAIRS\"; what it says of 'pgo' is no verdict",
                "\"small\"; \"\\u001b[2J\"; a name in it is no text to be shown",
                "\"ratio\": 1.001, \"low\": 0.995, \"high\": 1.006, \"pairs\": 30, \"verdict\": \"SAME\"; \"ratio\": 1.001,"
                        + " \"low\": 1.0005, \"high\": 1.006, \"pairs\": 30, \"verdict\": \"SLOWER\"; its baseline differs from itself"
            })
    void aVerdictThatIsNoneIsRefused(String good, String bad, String said) throws IOException {
        // One line, so that a row above can name several fields.
        String text = Profiles.manifestText().replaceAll("\\s*\n\\s*", " ");
        assertThat(text).contains(good);
        assertThat(refused(withManifest(text.replace(good, bad == null ? "" : bad))))
                .contains("its manifest.json ", said)
                .doesNotContain("\u001b");
    }

    @Test
    void aNameOfAnyKindDoesNotReachTheTerminal() throws IOException {
        String name = "\u001b[2J" + "x".repeat(5000);
        assertThat(refused(with(Profiles.good(), Put.of(name, "x"))))
                .contains("'?[2Jxxx")
                .doesNotContain("\u001b")
                .hasSizeLessThan(1000);
    }

    @Test
    void form1IsReadAndWhatItLacksIsNull() throws IOException {
        StoredProfile profile =
                StoredProfile.read(Profiles.form1(folder.resolve("old.zip")), folder.resolve("out/profile"));
        assertThat(profile.merged().orElseThrow()).hasContent(Profiles.MERGED);
        assertThat(profile.branches().orElseThrow()).hasContent(Profiles.BRANCHES);
        ProfileManifest manifest = profile.manifest();
        assertThat(manifest.schemaVersion()).isEqualTo(1);
        assertThat(manifest.subject()).isEqualTo(new ProfileManifest.Subject("reckon", "bin", "reckon"));
        assertThat(manifest.toolchain())
                .isEqualTo(new ProfileManifest.Toolchain("1.95.0", null, "22.1.2", "x86_64-unknown-linux-gnu"));
        assertThat(manifest.sources().sha256()).startsWith("1a1f12ce");
        assertThat(manifest.counts()).isEqualTo(new ProfileManifest.Counts(37L, 16004711L, 4000000L));
        assertThat(manifest.training().workloads()).containsOnlyKeys("typical");
        assertThat(manifest.training().date()).isNull();
        assertThat(manifest.build()).isNull();
        assertThat(manifest.branches()).isNull();
        assertThat(manifest.quality()).containsOnlyKeys("bolt-profile", "merge");
    }

    @Test
    void form1IsRefusedForTheSameReasons() throws IOException {
        Path old = Profiles.form1(folder.resolve("old.zip"));
        byte[] bytes = Files.readAllBytes(old);
        Files.write(old, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(refused(old)).contains("is cut off");
        assertThat(refused(withManifest("{\"schemaVersion\": 1}"))).contains("lacks subject.package");
    }

    private Path stored() throws IOException {
        Path stored = folder.resolve("src/pgo-profiles/tool");
        return ProfileWriter.folder(Profiles.manifest(), Profiles.members(folder.resolve("members")), stored);
    }

    @Test
    void aFolderIsReadAsAnArchiveIs() throws IOException {
        Path stored = stored();
        StoredProfile profile = StoredProfile.read(stored, folder.resolve("out/profile"));
        assertThat(profile.merged().orElseThrow()).hasContent(Profiles.MERGED).hasParent(folder.resolve("out/profile"));
        assertThat(profile.branches().orElseThrow()).hasContent(Profiles.BRANCHES);
        assertThat(folder.resolve("out/profile/.gitattributes")).doesNotExist();
    }

    @Test
    void whatIsWrongWithAFolderIsNamed() throws IOException {
        Path stored = stored();
        Files.writeString(stored.resolve(Member.MERGED), Profiles.MERGED.replace("the", "The"));
        assertThat(refused(stored)).contains("merged.profdata is not the file that its manifest names");
        Files.writeString(stored.resolve(Member.MERGED), Profiles.MERGED);
        Files.writeString(stored.resolve("notes.txt"), "");
        assertThat(refused(stored)).contains("folder", "holds 'notes.txt', which its manifest does not name");
        Files.delete(stored.resolve("notes.txt"));
        Files.createDirectory(stored.resolve("more"));
        assertThat(refused(stored)).contains("'more' is no file");
        Files.delete(stored.resolve("more"));
        Files.writeString(stored.resolve(Member.BRANCHES), Profiles.BRANCHES.replace("\n", "\r\n"));
        assertThat(refused(stored)).contains("branch.fdata has more than the 8100 bytes that its manifest names");
        Files.writeString(
                stored.resolve(Member.MERGED),
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 4000\n");
        Files.writeString(stored.resolve(Member.BRANCHES), Profiles.BRANCHES);
        assertThat(refused(stored)).contains("merged.profdata is a pointer of Git LFS", "git lfs pull");
        Files.delete(stored.resolve(Member.MANIFEST));
        assertThat(refused(stored)).contains("it has no manifest.json", "git checkout");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInAFolderIsRefused() throws IOException {
        Path stored = stored();
        Path elsewhere = Files.move(stored.resolve(Member.MERGED), folder.resolve("elsewhere"));
        Files.createSymbolicLink(stored.resolve(Member.MERGED), elsewhere);
        assertThat(refused(stored)).contains("'merged.profdata' is a link");
    }
}
