package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real raw profiles, including those left by a killed process, a full disk or another compiler. */
class ProfileMergeIT {

    @TempDir
    static Path raw;

    @TempDir
    Path folder;

    private static Tool profdata;

    @BeforeAll
    static void train() throws IOException {
        profdata = new Toolchains(new ProcessRunner())
                .detect(ToolRequest.inDirectory(raw))
                .llvm()
                .profdata();
        Path program =
                RustProgram.compile(raw, "program", RustProgram.SOURCE, "-Cprofile-generate=" + raw.resolve("stray"));
        for (int i = 1; i <= 3; i++) {
            // A name with characters that may cause trouble in a list file or a message.
            RustProgram.ok(Command.of(program, i * 1000).with("LLVM_PROFILE_FILE", good(i).toString()));
        }
        byte[] whole = Files.readAllBytes(good(1));
        Files.write(raw.resolve("cut.profraw"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(raw.resolve("empty.profraw"), new byte[0]);
        Files.writeString(
                raw.resolve("foreign.profraw"),
                "a text that is no profile at all, longer than any header\n".repeat(50));
    }

    private static Path good(int i) {
        return raw.resolve("good, " + i + " é:.profraw");
    }

    private ProfileMerge.Merged merge(double lossBudget, Path... files) throws IOException {
        return merge(profdata, lossBudget, files);
    }

    private ProfileMerge.Merged merge(Tool tool, double lossBudget, Path... files) throws IOException {
        return new ProfileMerge(new ProcessRunner(), tool, ProfileMerge.Kind.INSTRUMENTED)
                .merge(
                        Arrays.stream(files)
                                .map(f -> new ProfileMerge.Input(f, 1))
                                .toList(),
                        folder.resolve("merged.profdata"),
                        lossBudget,
                        folder.resolve("merge.log"));
    }

    @Test
    void goodProfilesAddUp() throws IOException {
        long one = merge(0, good(1)).summary().maxCount();
        ProfileMerge.Merged all = merge(0, good(1), good(2), good(3));
        assertThat(one).isGreaterThanOrEqualTo(300);
        assertThat(all.summary().maxCount()).isGreaterThan(one * 3);
        assertThat(all.summary().functions()).isPositive();
        assertThat(all.files()).isEqualTo(3);
        assertThat(all.lostFiles()).isZero();
        assertThat(all.bytes()).isEqualTo(Files.size(good(1)) + Files.size(good(2)) + Files.size(good(3)));
        assertThat(folder.resolve("merge.log")).content().contains("merge --sparse --failure-mode=all");
    }

    @Test
    void theSameCountsAreTheSameFileWhereverTheProgramWasBuilt() throws IOException {
        Path[] merged = new Path[2];
        for (int i = 0; i < 2; i++) {
            Path place = Files.createDirectories(folder.resolve(i == 0 ? "a" : "another-with-a-longer-name"));
            Path program = RustProgram.compile(
                    place, "program", RustProgram.SOURCE, "-Cprofile-generate=" + place.resolve("stray"));
            Path[] runs = {place.resolve("1.profraw"), place.resolve("2.profraw")};
            for (int run = 0; run < 2; run++) {
                RustProgram.ok(Command.of(program, (run + 1) * 500).with("LLVM_PROFILE_FILE", runs[run].toString()));
            }
            // In another order, as the process numbers in their names make it.
            ProfileMerge.Merged now = i == 0 ? merge(0, runs[0], runs[1]) : merge(0, runs[1], runs[0]);
            merged[i] = Files.move(folder.resolve("merged.profdata"), place.resolve("merged.profdata"));
            assertThat(new CanonicalProfile(new ProcessRunner(), profdata)
                            .replace(merged[i], now.summary(), folder.resolve("merge.log")))
                    .as("the commands that the record names")
                    .hasSize(2);
            assertThat(place).isDirectoryNotContaining("glob:**.{text,again}");
        }
        assertThat(merged[0]).hasSameBinaryContentAs(merged[1]);
    }

    @Test
    void aProfileThatDoesNotComeBackWholeStaysAsItWas() throws IOException {
        ProfileSummary more = new ProfileSummary(1_000_000L, 1L, 1L, List.of());
        merge(0, good(1));
        Path file = folder.resolve("merged.profdata");
        byte[] before = Files.readAllBytes(file);
        CanonicalProfile canonical = new CanonicalProfile(new ProcessRunner(), profdata);
        assertThat(canonical.replace(file, more, folder.resolve("merge.log"))).isEmpty();
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aWeightMultipliesCounts() throws IOException {
        ProfileMerge merge = new ProfileMerge(new ProcessRunner(), profdata, ProfileMerge.Kind.INSTRUMENTED);
        Path output = folder.resolve("weighted.profdata");
        long once = merge.merge(List.of(new ProfileMerge.Input(good(1), 1)), output, 0, folder.resolve("log"))
                .summary()
                .totalCount();
        long fiveTimes = merge.merge(List.of(new ProfileMerge.Input(good(1), 5)), output, 0, folder.resolve("log"))
                .summary()
                .totalCount();
        assertThat(fiveTimes).isEqualTo(5 * once);
    }

    @Test
    void oneBadProfileAmongGoodOnesIsCountedWithinTheBudget() throws IOException {
        for (String bad : List.of("cut.profraw", "empty.profraw", "foreign.profraw")) {
            ProfileMerge.Merged merged = merge(0.6, good(1), good(2), good(3), raw.resolve(bad));
            assertThat(merged.lostFiles()).as(bad).isEqualTo(1);
            assertThat(merged.lostBytes()).as(bad).isEqualTo(Files.size(raw.resolve(bad)));
            assertThat(merged.summary().functions()).isPositive();
        }
    }

    @Test
    void moreThanTheBudgetFailsAndSaysWhatToType() {
        assertThatThrownBy(() -> merge(0.2, good(1), good(2), raw.resolve("empty.profraw"), raw.resolve("cut.profraw")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("2 of 4 profiles (")
                .hasMessageContaining("more than the loss budget of 20.0 %")
                .hasMessageContaining("cut.profraw: invalid instrumentation profile data")
                .hasMessageContaining("1 of them is empty")
                .hasMessageContaining("-Dpgobolt.merge.lossBudget=50%");
    }

    @Test
    void whatTheMessageSuggestsIsEnough() throws IOException {
        assertThat(merge(0.5, good(1), good(2), raw.resolve("empty.profraw"), raw.resolve("cut.profraw"))
                        .lostFiles())
                .isEqualTo(2);
    }

    @Test
    void whereNothingIsLeftNoBudgetHelps() {
        for (List<String> files : List.of(
                List.of("cut.profraw"), List.of("empty.profraw"), List.of("empty.profraw", "foreign.profraw"))) {
            assertThatThrownBy(() -> merge(1, files.stream().map(raw::resolve).toArray(Path[]::new)))
                    .as(files.toString())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("could merge none of " + files.size() + " profile")
                    .hasMessageContaining("merge.log")
                    .hasMessageNotContaining("lossBudget");
        }
    }

    @Test
    void profilesOfANewerCompilerAreNamedAsThat() {
        Tool older = RustProgram.llvm("llvm-profdata", 14);
        assertThatThrownBy(() -> merge(older, 1, good(1)))
                .hasMessageContaining("unsupported instrumentation profile format version")
                .hasMessageContaining("written by another LLVM than that of " + older.path() + " (14.1.0)")
                .hasMessageContaining("pgo-bolt-maven-plugin:doctor");
    }

    /**
     * Like a torn write or a disk error; if ignored, it makes every other function look cold, or costs the whole file.
     */
    @Test
    void oneCorruptCounterCostsItsFunctionAndNothingElse() throws IOException {
        byte[] bytes = Files.readAllBytes(good(2));
        ByteBuffer raw = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        // A hot counter that only step has: it runs at most 2,000 times.
        int at = IntStream.iterate(0, i -> i + 8 <= bytes.length, i -> i + 8)
                .filter(i -> raw.getLong(i) > 300 && raw.getLong(i) < 1990)
                // Only names follow the counters.
                .reduce((first, next) -> next)
                .orElseThrow();
        for (long value : new long[] {1L << 60, -1L, -2L}) {
            Path corrupt = folder.resolve("corrupt.profraw");
            raw.putLong(at, value);
            Files.write(corrupt, bytes);
            ProfileMerge.Merged merged = merge(0, good(1), corrupt, good(3));
            assertThat(merged.lostFiles()).isZero();
            assertThat(merged.losses())
                    .as(Long.toUnsignedString(value))
                    .singleElement()
                    .asString()
                    .contains("corrupt.profraw", "1 function (", "step");
            assertThat(merged.summary().maxCount())
                    .isEqualTo(merge(0, good(1), good(2), good(3)).summary().maxCount());
            assertThat(merged.summary().totalCount())
                    .isLessThan(merge(0, good(1), good(2), good(3)).summary().totalCount());
        }
    }

    @Test
    void oneUnreadableProfileNeverCostsTheOthers() throws IOException {
        ProfileMerge.Merged merged = merge(0, good(1), raw.resolve("foreign.profraw"));
        assertThat(merged.lostFiles()).isEqualTo(1);
        assertThat(merged.losses()).singleElement().asString().contains("foreign.profraw", "could not be read");
        assertThat(merged.summary().totalCount())
                .isEqualTo(merge(0, good(1)).summary().totalCount());
    }

    @Test
    void aProfileThatAProcessWroteElsewhereIsTakenInWhereItIsOfTheBuild() throws IOException {
        Path own =
                RustProgram.compile(folder, "own", RustProgram.SOURCE, "-Cprofile-generate=" + folder.resolve("stray"));
        Path other = RustProgram.compile(
                folder,
                "other",
                RustProgram.SOURCE.replace("x * 3 + 1", "if x > n { x * 5 } else { n }"),
                "-Cprofile-generate=" + folder.resolve("stray"));
        RustProgram.ok(Command.of(own, 100));
        RustProgram.ok(Command.of(other, 100));
        Path expected = Files.createDirectories(folder.resolve("expected"));
        List<Path> strays;
        try (Stream<Path> files = Files.list(folder.resolve("stray"))) {
            strays = files.toList();
        }
        assertThat(strays).hasSize(2);
        assertThat(new StrayProfiles(new ForeignProfiles(new ProcessRunner(), profdata))
                        .takeIn(strays, own, expected, List.of()))
                .isEqualTo(1);
        assertThat(expected).isDirectoryContaining("glob:**/stray_default_*.profraw");
        assertThat(strays.stream().filter(Files::exists))
                .as("what the other wrote stays where it is")
                .hasSize(1);
    }

    /** Without a build-id from the linker, the number that LLVM's runtime derives from the program is left. */
    @Test
    void withoutABuildIdTheSignatureInTheNameTells() throws IOException {
        Path own = RustProgram.compile(
                folder,
                "own",
                RustProgram.SOURCE,
                "-Cprofile-generate=" + folder.resolve("stray"),
                "-Clink-arg=-Wl,--build-id=none");
        RustProgram.ok(Command.of(own, 100));
        Path expected = Files.createDirectories(folder.resolve("expected"));
        StrayProfiles strays = new StrayProfiles(new ForeignProfiles(new ProcessRunner(), profdata));
        List<Path> found;
        try (Stream<Path> files = Files.list(folder.resolve("stray"))) {
            found = files.toList();
        }
        assertThat(strays.takeIn(found, own, expected, List.of()))
                .as("nothing tells")
                .isZero();
        RustProgram.ok(Command.of(own, 200)
                .with("LLVM_PROFILE_FILE", expected.resolve("%m_%p.profraw").toString()));
        assertThat(strays.takeIn(
                        found,
                        own,
                        expected,
                        List.of(expected.toFile().listFiles()[0].toPath())))
                .isEqualTo(1);
    }
}
