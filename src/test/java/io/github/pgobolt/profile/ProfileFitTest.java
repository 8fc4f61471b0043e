package io.github.pgobolt.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.profile.ProfileManifest.Mangling;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.ProfileManifest.Std;
import io.github.pgobolt.profile.ProfileManifest.Training;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ProfileFitTest {

    private static final ProfileFit.Limits NO_LIMITS = new ProfileFit.Limits(null, null);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");

    private static ProfileManifest profile() {
        return new ProfileManifest(
                ProfileManifest.FORM,
                new ProfileManifest.Subject("tally", "bin", "tally"),
                new ProfileManifest.Sources("0a", null, "0b"),
                new ProfileManifest.Toolchain("1.99.1", "58cf8f9c3", "23.1.1", "x86_64-unknown-linux-gnu"),
                new ProfileManifest.Build(
                        List.of(),
                        List.of(),
                        List.of("fast"),
                        false,
                        "release",
                        new TreeMap<>(),
                        "fat",
                        "1",
                        Mangling.v0,
                        Std.prebuilt),
                new Training(Training.Kind.instrumented, "2026-11-20", new TreeMap<>()),
                new ProfileManifest.Counts(12L, 5_000L, 900L),
                null,
                new TreeMap<>(),
                new TreeMap<>(Map.of(Member.MERGED, new Member("0c", 9L))),
                null);
    }

    private static ProfileFit.Build build() {
        return new ProfileFit.Build(
                "bin",
                "tally",
                "x86_64-unknown-linux-gnu",
                "1.99.1",
                "58cf8f9c3",
                "23.1.1",
                List.of("fast"),
                false,
                "release",
                "fat",
                "1",
                null,
                ProfileManifest.Std.prebuilt,
                TODAY);
    }

    private static ProfileFit.Build build(String target, String rustc, String commit, String llvm) {
        return build("bin", target, rustc, commit, llvm, null);
    }

    private static ProfileFit.Build build(
            String kind, String target, String rustc, String commit, String llvm, Mangling mangling) {
        ProfileFit.Build same = build();
        return new ProfileFit.Build(
                kind,
                same.name(),
                target,
                rustc,
                commit,
                llvm,
                same.features(),
                same.noDefaultFeatures(),
                same.cargoProfile(),
                same.lto(),
                same.codegenUnits(),
                mangling,
                ProfileManifest.Std.prebuilt,
                TODAY);
    }

    private static ProfileFit fit(UnaryOperator<ProfileFit.Build> change) {
        return ProfileFit.of(profile(), change.apply(build()), NO_LIMITS);
    }

    @Test
    void anotherStandardLibraryChangesEverySymbol() {
        ProfileFit fit = fit(b -> new ProfileFit.Build(
                b.kind(),
                b.name(),
                b.target(),
                b.rustc(),
                b.rustcCommit(),
                b.llvm(),
                b.features(),
                b.noDefaultFeatures(),
                b.cargoProfile(),
                b.lto(),
                b.codegenUnits(),
                b.mangling(),
                ProfileManifest.Std.profiled,
                b.today()));
        assertThat(fit.obstacles()).isEmpty();
        assertThat(fit.otherSymbols()).isTrue();
        assertThat(fit.remarks())
                .containsExactly(
                        "it was trained with a standard library as the toolchain brings it, and here it is built"
                                + " from source: its functions have other names here");
    }

    @Test
    void theBuildThatItWasTrainedOnFits() {
        ProfileFit fit = fit(build -> build);
        assertThat(fit.obstacles()).isEmpty();
        assertThat(fit.remarks()).isEmpty();
        assertThat(fit.otherSymbols()).isFalse();
    }

    @Test
    void whatChangesEverySymbolHasTheNamesTranslated() {
        ProfileFit target = fit(b -> build("x86_64-unknown-linux-musl", b.rustc(), b.rustcCommit(), b.llvm()));
        assertThat(target.obstacles()).isEmpty();
        assertThat(target.otherSymbols()).isTrue();
        assertThat(target.remarks())
                .singleElement()
                .asString()
                .contains("trained for x86_64-unknown-linux-gnu", "this build is for x86_64-unknown-linux-musl");
        ProfileFit rustc = fit(b -> build(b.target(), "1.100.0", null, "23.1.4"));
        assertThat(rustc.obstacles()).isEmpty();
        assertThat(rustc.otherSymbols()).isTrue();
        assertThat(rustc.remarks()).singleElement().asString().contains("rustc 1.99.1", "1.100.0");
        ProfileFit commit = fit(b -> build(b.target(), b.rustc(), "0123", b.llvm()));
        assertThat(commit.otherSymbols()).isTrue();
        assertThat(commit.remarks()).singleElement().asString().contains("another build of it");
    }

    @Test
    void anOlderLlvmIsAnObstacle() {
        assertThat(fit(b -> build(b.target(), "1.95.0", null, "22.1.2")).obstacles())
                .singleElement()
                .asString()
                .contains("LLVM 23.1.1", "rustc 1.95.0", "22.1.2");
    }

    @Test
    void anotherManglingOrSubjectIsAnObstacle() {
        assertThat(fit(b -> build("bin", b.target(), b.rustc(), b.rustcCommit(), b.llvm(), Mangling.legacy))
                        .obstacles())
                .singleElement()
                .asString()
                .contains("v0", "legacy");
        assertThat(fit(b -> build("lib", b.target(), b.rustc(), b.rustcCommit(), b.llvm(), null))
                        .obstacles())
                .singleElement()
                .asString()
                .contains("bin 'tally'", "lib 'tally'");
    }

    @Test
    void whatMayCostAPartIsARemark() {
        ProfileFit fit = fit(b -> new ProfileFit.Build(
                b.kind(),
                b.name(),
                b.target(),
                b.rustc(),
                b.rustcCommit(),
                b.llvm(),
                List.of("fast", "small"),
                true,
                "dist",
                "thin",
                "16",
                null,
                ProfileManifest.Std.prebuilt,
                TODAY));
        assertThat(fit.obstacles()).isEmpty();
        assertThat(fit.remarks())
                .containsExactly(
                        "features: [fast] in its training, [fast, small] now",
                        "default features off: false in its training, true now",
                        "cargo profile: release in its training, dist now",
                        "lto: fat in its training, thin now",
                        "codegen units: 1 in its training, 16 now");
    }

    @Test
    void countsBelowTheLimitAndAnAgeAboveItAreObstacles() {
        assertThat(ProfileFit.of(profile(), build(), new ProfileFit.Limits(5_000L, 6))
                        .obstacles())
                .as("both limits are met exactly")
                .isEmpty();
        assertThat(ProfileFit.of(profile(), build(), new ProfileFit.Limits(5_001L, 5))
                        .obstacles())
                .satisfiesExactly(
                        counts -> assertThat(counts).contains("5,000 counts", "asks for 5,001"),
                        age -> assertThat(age).contains("2026-11-20, 6 days ago", "allows 5"));
    }

    @Test
    void whatFormOneDoesNotTellIsNoObstacleUnlessALimitAsksForIt() {
        ProfileManifest old = new ProfileManifest(
                1,
                profile().subject(),
                new ProfileManifest.Sources("0a", null, null),
                new ProfileManifest.Toolchain("1.99.1", null, "23.1.1", "x86_64-unknown-linux-gnu"),
                null,
                new Training(null, null, new TreeMap<>()),
                null,
                null,
                new TreeMap<>(),
                profile().members(),
                null);
        assertThat(ProfileFit.of(old, build(), NO_LIMITS).obstacles()).isEmpty();
        assertThat(ProfileFit.of(old, build(), new ProfileFit.Limits(1L, 1)).obstacles())
                .satisfiesExactly(
                        counts -> assertThat(counts).contains("nothing is known of its counts"),
                        age -> assertThat(age).contains("the day of its training is unknown"));
    }
}
