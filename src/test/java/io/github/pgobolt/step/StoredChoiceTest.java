package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileFit;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.ProfileManifest.Training;
import io.github.pgobolt.profile.ProfileWriter;
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

class StoredChoiceTest {

    private static final ProfileFit.Build BUILD = new ProfileFit.Build(
            "bin",
            "tally",
            "x86_64-unknown-linux-gnu",
            "1.99.1",
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

    @TempDir
    Path folder;

    private WorkFolder work;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void work() {
        work = new WorkFolder(folder.resolve("work"));
        work.create();
    }

    /** Stores a profile whose first member tells it from others; its form is not looked at here. */
    private Path store(String place, String target, String content) throws IOException {
        return store(place, target, "tally", content);
    }

    private Path store(String place, String target, String name, String content) throws IOException {
        Path member = Files.writeString(Files.createTempFile(folder, "m", ".profdata"), content);
        ProfileManifest manifest = ProfileManifest.of(
                new ProfileManifest.Subject("tally", "bin", name),
                new ProfileManifest.Sources(null, null, null),
                new ProfileManifest.Toolchain("1.99.1", null, "23.1.1", target),
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
        return ProfileWriter.folder(manifest, Map.of(Member.MERGED, member), folder.resolve(place));
    }

    private double minMatch = 0.9;

    private StoredChoice choose(ProfilePolicy policy, StoredSettings.Named named, boolean force) throws IOException {
        StoredSettings asked = new StoredSettings(
                policy,
                named,
                List.of(folder.resolve("pom/src"), folder.resolve("crate/src")),
                minMatch,
                0.5,
                null,
                null,
                ReuseProfile.never);
        return StoredChoice.of(asked, BUILD, "flags", work, force, new Log() {
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
        });
    }

    private StoredChoice choose(ProfilePolicy policy) throws IOException {
        return choose(policy, null, false);
    }

    @Test
    void theNamedOneComesBeforeTheTreesAndTheTargetsBeforeTheSubjects() throws IOException {
        store("crate/src/tally", BUILD.target(), "crate");
        assertThat(choose(ProfilePolicy.auto).from()).endsWith("crate/src/tally");
        store("pom/src/tally", BUILD.target(), "pom");
        assertThat(choose(ProfilePolicy.auto).from()).endsWith("pom/src/tally");
        store("pom/src/tally/" + BUILD.target(), BUILD.target(), "target");
        assertThat(choose(ProfilePolicy.auto).from()).endsWith(BUILD.target());
        Path named = store("named", BUILD.target(), "named");
        assertThat(choose(ProfilePolicy.auto, StoredSettings.Named.stored("g:a:1", named, null), false)
                        .from())
                .isEqualTo("g:a:1");
        assertThat(choose(ProfilePolicy.train).isUsed()).isFalse();
    }

    @Test
    void oneOfThisTargetComesBeforeOneWhoseNamesAreTranslated() throws IOException {
        store("pom/src/tally/aarch64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "other");
        StoredChoice other = choose(ProfilePolicy.require);
        assertThat(other.from()).endsWith("pom/src/tally/aarch64-unknown-linux-gnu");
        assertThat(other.hasOtherSymbols()).isTrue();
        assertThat(said)
                .anyMatch(line -> line.contains("aarch64-unknown-linux-gnu")
                        && line.contains("its functions have other names here"));
        store("crate/src/tally", BUILD.target(), "own");
        StoredChoice own = choose(ProfilePolicy.require);
        assertThat(own.from()).endsWith("crate/src/tally");
        assertThat(own.hasOtherSymbols()).isFalse();
    }

    @Test
    void oneThatDoesNotFitIsPassedOverWithTheReason() throws IOException {
        store("pom/src/tally", BUILD.target(), "other", "other");
        store("crate/src/tally", BUILD.target(), "own");
        assertThat(choose(ProfilePolicy.require).from()).endsWith("crate/src/tally");
    }

    @Test
    void whereNoneFitsAutoWarnsAndRequireFails() throws IOException {
        store("pom/src/tally", BUILD.target(), "other", "other");
        StoredChoice none = choose(ProfilePolicy.auto);
        assertThat(none.isUsed()).isFalse();
        assertThat(none.isMissed()).isTrue();
        assertThat(said).singleElement().asString().startsWith("WARNING The stored profile is not used. ");
        assertThatThrownBy(() -> choose(ProfilePolicy.require))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("bin 'other'", "-Dpgobolt.profilePolicy=auto");
    }

    @Test
    void whereNothingIsStoredAutoIsTrainingAndRequireSaysWhereItLooked() throws IOException {
        assertThat(choose(ProfilePolicy.auto).isMissed()).isFalse();
        assertThat(said).isEmpty();
        assertThatThrownBy(() -> choose(ProfilePolicy.require))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("pom/src/tally", "-Dpgobolt.storedProfile");
    }

    @Test
    void whatCouldNotBeHadIsAReason() throws IOException {
        StoredSettings.Named gone = StoredSettings.Named.stored("g:a:1", null, "the repository did not answer");
        assertThat(choose(ProfilePolicy.auto, gone, false).isMissed()).isTrue();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("g:a:1: it could not be had: the repository did not answer");
    }

    @Test
    void oneThatABuildRefusedIsNotTriedAgainUnlessForced() throws IOException {
        store("pom/src/tally", BUILD.target(), "profile");
        choose(ProfilePolicy.auto).refuse("Only 3.0 % arrived", 0.03);
        assertThat(choose(ProfilePolicy.auto).isUsed()).isFalse();
        assertThat(said.get(said.size() - 1)).contains("Only 3.0 % arrived", "-Dpgobolt.force");
        assertThat(choose(ProfilePolicy.auto, null, true).isUsed()).isTrue();
        minMatch = 0.03;
        assertThat(choose(ProfilePolicy.auto).isUsed())
                .as("for who accepts less")
                .isTrue();
        minMatch = 0.9;
        assertThat(choose(ProfilePolicy.auto).isUsed()).isFalse();
        store("pom/src/tally", BUILD.target(), "another profile");
        assertThat(choose(ProfilePolicy.auto).isUsed()).as("a new profile").isTrue();
    }

    @Test
    void whyAFurtherTargetGoesWithoutTheProfileOfTheTrainingIsAWholeSentence() throws IOException {
        Path trained = store("trained", "aarch64-unknown-linux-gnu", "other", "profile");
        StoredChoice choice = choose(ProfilePolicy.auto, StoredSettings.Named.trained(trained), false);
        assertThat(said)
                .containsExactly(
                        "WARNING The profile of this build's training is not used for x86_64-unknown-linux-gnu:"
                                + " it is of the bin 'other', and this is the bin 'tally'");
        assertThat(choice.refusedBecause())
                .startsWith("The profile of this build's training is not used for x86_64-unknown-linux-gnu: it is of")
                .doesNotContain("Collect", "-Dpgobolt");
        assertThat(choice.isMissed()).isTrue();
    }

    @Test
    void aLaterBuildGivesTheReasonAndTheShareThatTheFirstOneFound() throws IOException {
        StoredSettings.Named trained =
                StoredSettings.Named.trained(store("trained", "aarch64-unknown-linux-gnu", "profile"));
        StoredChoice first = choose(ProfilePolicy.auto, trained, false);
        assertThat(first.profile()).isEqualTo("the profile of this build's training");
        assertThat(said).contains("  profile: this build's training, trained on 2026-11-20 with rustc 1.99.1");
        first.refuse("Only 52.3 % arrived", 0.523);
        StoredChoice later = choose(ProfilePolicy.auto, trained, false);
        assertThat(later.isUsed()).isFalse();
        assertThat(later.refusedBecause()).isEqualTo(first.refusedBecause()).isEqualTo("Only 52.3 % arrived");
        assertThat(later.refusedShare()).isEqualTo(0.523);
        assertThat(said.get(said.size() - 1))
                .isEqualTo("WARNING The profile of this build's training is not used for x86_64-unknown-linux-gnu:"
                        + " only 52.3 % arrived (found by an earlier build; -Dpgobolt.force tries it again)");
    }

    @Test
    void aPackageUrlIsOfCoordinatesAlone() throws IOException {
        Path named = store("named", BUILD.target(), "named");
        assertThat(choose(ProfilePolicy.auto, StoredSettings.Named.stored("g:a:1:c", named, null), false)
                        .packageUrl())
                .contains("pkg:maven/g/a@1?type=zip&classifier=c");
        assertThat(choose(ProfilePolicy.auto, StoredSettings.Named.stored("/p/named", named, null), false)
                        .packageUrl())
                .isEmpty();
    }

    @Test
    void aDamagedOneEndsTheBuild() throws IOException {
        Path tree = store("pom/src/tally", BUILD.target(), "profile");
        Files.writeString(tree.resolve(Member.MERGED), "changed");
        assertThatThrownBy(() -> choose(ProfilePolicy.auto))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(Member.MERGED);
    }
}
