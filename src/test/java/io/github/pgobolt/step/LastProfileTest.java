package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileFit;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.ProfileManifest.Training;
import io.github.pgobolt.profile.ProfileWriter;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastProfileTest {

    private static final Map<String, String> INPUTS = Map.of("rustc", "1.99.1", "user's flags", "[]");
    private static final ProfileFit.Build BUILD = build("1.99.1");

    @TempDir
    Path folder;

    private WorkFolder work;
    private Path source;
    private SourceList sources;
    private Path last;
    private final List<String> said = new ArrayList<>();

    private static ProfileFit.Build build(String rustc) {
        return new ProfileFit.Build(
                "bin",
                "tally",
                "x86_64-unknown-linux-gnu",
                rustc,
                null,
                "23.1.1",
                List.of(),
                false,
                "release",
                "fat",
                "1",
                null,
                ProfileManifest.Std.prebuilt,
                LocalDate.parse("2026-11-26"));
    }

    /** A work folder in which a training ended on sources that are still the same. */
    @BeforeEach
    void trained() throws IOException {
        work = new WorkFolder(folder.resolve("work"));
        work.create();
        Path crate = Files.createDirectory(folder.resolve("crate"));
        source = Files.writeString(crate.resolve("main.rs"), "fn main() {}\n");
        Subject subject = new Subject(
                "tally", "id", Subject.Kind.bin, "tally", BUILD.target(), crate.resolve("Cargo.toml"), crate);
        Path list = Files.createDirectories(work.file("sources")).resolve("instrument.sha256");
        Files.writeString(list, Hashes.ofFile(source) + "  main.rs\n");
        sources = SourceList.of(work, subject, InstrumentStep.KEY);
        record(InstrumentStep.KEY, INPUTS);
        record(MergeStep.KEY, Map.of("raw profiles", "some"));
        ProfileManifest manifest = ProfileManifest.of(
                new ProfileManifest.Subject("tally", "bin", "tally"),
                new ProfileManifest.Sources(null, null, null),
                new ProfileManifest.Toolchain("1.99.1", null, "23.1.1", BUILD.target()),
                new ProfileManifest.Build(
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        "release",
                        new TreeMap<>(),
                        "fat",
                        "1",
                        null,
                        ProfileManifest.Std.prebuilt),
                new Training(Training.Kind.instrumented, "2026-11-20", new TreeMap<>()),
                new ProfileManifest.Counts(1L, 10L, 10L),
                null,
                Map.of(),
                null);
        Path merged = Files.writeString(folder.resolve("merged"), "counts");
        last = ProfileWriter.folder(
                manifest, Map.of(Member.MERGED, merged), work.profiles().resolve("last"));
    }

    private void record(StepKey<?> step, Map<String, String> inputs) throws IOException {
        work.write(
                step,
                new StepRecord(
                        1, step.goal(), inputs, List.of(), List.of(), List.of(), new JsonObject(), 0, 0, 0, null));
    }

    private static Settings.Base asked(
            ProfilePolicy policy, ReuseProfile reuse, PgoMode mode, Wanted wanted, boolean force) {
        return new Settings.Base(
                new SubjectQuery(null, Path.of("/crate"), null, null, null, null),
                null,
                "",
                List.of(),
                wanted,
                mode,
                StdMode.prebuilt,
                new StoredSettings(policy, null, List.of(Path.of("/no-such-tree")), 0.9, 0.5, null, null, reuse),
                Strip.Mode.debuginfo,
                null,
                null,
                force,
                null,
                List.of(),
                false);
    }

    private static Settings.Base asked() {
        return asked(ProfilePolicy.auto, ReuseProfile.whileMatching, PgoMode.instrument, Wanted.AUTO, false);
    }

    private StoredChoice choose(Settings.Base asked, ProfileFit.Build build, Map<String, String> inputs)
            throws IOException {
        StoredChoice none = StoredChoice.of(asked.stored(), build, "flags", work, asked.force(), log());
        return LastProfile.orLast(none, asked, build, inputs, sources, work, log());
    }

    private boolean reuses() throws IOException {
        StoredChoice choice = choose(asked(), BUILD, INPUTS);
        assertThat(choice.isLast()).isEqualTo(choice.isUsed());
        return choice.isUsed();
    }

    private Log log() {
        return new Log() {
            @Override
            public void info(String line) {
                said.add(line);
            }

            @Override
            public void warn(String line) {
                said.add("WARNING " + line);
            }

            @Override
            public void debug(String line) {}
        };
    }

    private void edit() throws IOException {
        Files.writeString(source, "fn main() { edited() }\n");
    }

    @Test
    void whatDidNotChangeIsUpToDateAsEver() throws IOException {
        assertThat(reuses()).isFalse();
        assertThat(said).isEmpty();
    }

    @Test
    void changedSourcesHaveItAndTheDayIsSaid() throws IOException {
        edit();
        StoredChoice choice = choose(asked(), BUILD, INPUTS);
        assertThat(choice.isUsed()).isTrue();
        assertThat(choice.from()).isEqualTo(last + " (the last training, 2026-11-20)");
        assertThat(choice.read(work).merged())
                .get()
                .extracting(Path::toFile)
                .satisfies(merged -> assertThat(merged).hasContent("counts"));
        assertThat(said).singleElement().asString().contains("2026-11-20", "reuseProfile");
    }

    @Test
    void changedSettingsHaveItToo() throws IOException {
        assertThat(choose(asked(), BUILD, Map.of("rustc", "1.99.1", "user's flags", "[-Copt-level=2]"))
                        .isUsed())
                .isTrue();
    }

    @Test
    void aBuildThatUsedItIsFollowedByBuildsThatDo() throws IOException {
        record(MergeStep.KEY, Map.of(StoredMergeStep.PROFILE, Hashes.ofText("counts")));
        assertThat(reuses()).isTrue();
        record(MergeStep.KEY, Map.of(StoredMergeStep.PROFILE, Hashes.ofText("those of another")));
        assertThat(reuses()).isFalse();
    }

    @Test
    void whoeverWantsTrainingGetsIt() throws IOException {
        edit();
        ReuseProfile reuse = ReuseProfile.whileMatching;
        for (Settings.Base other : List.of(
                asked(ProfilePolicy.auto, ReuseProfile.never, PgoMode.instrument, Wanted.AUTO, false),
                asked(ProfilePolicy.train, reuse, PgoMode.instrument, Wanted.AUTO, false),
                asked(ProfilePolicy.auto, reuse, PgoMode.sample, Wanted.AUTO, false),
                asked(ProfilePolicy.auto, reuse, PgoMode.instrument, new Wanted(Need.off, Need.auto), false),
                asked(ProfilePolicy.auto, reuse, PgoMode.instrument, Wanted.AUTO, true))) {
            assertThat(choose(other, BUILD, INPUTS).isUsed())
                    .as(other.toString())
                    .isFalse();
        }
    }

    @Test
    void oneThatCannotFitIsNotTriedAndTheReasonIsSaid() throws IOException {
        edit();
        assertThat(choose(asked(), build("1.100.0"), INPUTS).isUsed()).isFalse();
        assertThat(said).singleElement().asString().contains("is not reused", "trained with rustc 1.99.1");
    }

    @Test
    void aDamagedOneIsLeftWithAWarningAndTheBuildTrains() throws IOException {
        edit();
        Files.writeString(last.resolve(Member.MERGED), "cut");
        assertThat(reuses()).isFalse();
        assertThat(said).singleElement().asString().startsWith("WARNING ").contains(last.toString(), "is not reused");
        assertThat(last).as("so that the next training is kept").doesNotExist();
    }

    @Test
    void oneOfWhichTooLittleArrivedIsNotTriedTwice() throws IOException {
        edit();
        StoredChoice choice = choose(asked(), BUILD, INPUTS);
        choice.refuse("Only 3.0 % arrived", 0.03);
        assertThat(choice.isUsed()).isFalse();
        assertThat(choice.isMissed()).as("it was never stored").isFalse();
        assertThat(reuses()).isFalse();
        assertThat(last).doesNotExist();
    }
}
