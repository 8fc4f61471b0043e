package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.cargo.BuildFailure;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.StdProbe;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.toolchain.Lack;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.StdSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The standard library that the variants of a build have which PGO optimises. It is chosen once, before the first step; the
 * build may find that it cannot be built after all, and goes on with the prebuilt one.
 */
public final class StdChoice {

    /** Asks cargo. */
    @FunctionalInterface
    interface Search {
        StdProbe.Answer ask() throws IOException;
    }

    /** Builds with a standard library. */
    @FunctionalInterface
    interface Build {
        CargoBuild.Built with(StdSource source) throws IOException;
    }

    private final Path refusals;
    private final String key;
    private volatile StdSource source;
    private volatile Lack lack;

    private StdChoice(StdSource source, Lack lack, Path refusals, String key) {
        this.source = source;
        this.lack = lack;
        this.refusals = refusals;
        this.key = key;
    }

    /**
     * Chooses, and says what comes of a wish that is not the default.
     *
     * @param settings of the build, in which a standard library that could not be built cannot be built again
     */
    static StdChoice of(
            Settings.Base asked, RustToolchain rust, String settings, Search search, WorkFolder work, Log log)
            throws IOException {
        Path refusals = work.file("refused-std.txt");
        StdProbe.Answer answer = asked.std() == StdMode.prebuilt || asked.further()
                ? new StdProbe.Answer(of(asked), null)
                : answer(asked, rust, search);
        String key = Hashes.ofText(settings + " " + answer.source().fingerprint());
        if (answer.source().isProfiled() && !asked.force()) {
            List<String> before = Files.exists(refusals) ? Files.readAllLines(refusals) : List.of();
            if (before.size() == 2 && before.get(0).equals(key)) {
                answer = new StdProbe.Answer(StdSource.PREBUILT, failed(before.get(1)));
            }
        }
        StdChoice choice = new StdChoice(answer.source(), answer.lack(), refusals, key);
        if (answer.source().isProfiled()) {
            log.info("  std: built from source for the variants that PGO optimises, so that the profile reaches it");
        } else if (answer.lack() != null) {
            choice.tell(asked.std(), log);
        }
        return choice;
    }

    private static StdSource of(Settings.Base asked) {
        return StdSource.isIn(asked.build().cargoArguments()) ? StdSource.OWN : StdSource.PREBUILT;
    }

    private static StdProbe.Answer answer(Settings.Base asked, RustToolchain rust, Search search) throws IOException {
        if (asked.wanted().pgo() == Need.off) {
            return prebuilt(asked, "without PGO there is no profile that could reach it.", null);
        }
        if (asked.pgoMode() == PgoMode.sample) {
            return prebuilt(
                    asked,
                    "what is sampled is the baseline, whose standard library is the prebuilt one.",
                    "-Dpgobolt.pgoMode=instrument");
        }
        if (asked.std() == StdMode.auto && !rust.isNightly()) {
            return prebuilt(
                    asked,
                    "rustc " + rust.release() + " is not a nightly one, and only std=profiled permits a stable one to"
                            + " build it.",
                    "-Dpgobolt.std=profiled");
        }
        if (asked.std() == StdMode.auto && !StdSources.areThere(rust)) {
            return prebuilt(
                    asked,
                    "rust-src is missing, of which it is built.",
                    StdSources.missing(rust).fix().text());
        }
        return search.ask();
    }

    private static StdProbe.Answer prebuilt(Settings.Base asked, String why, String toHave) {
        return new StdProbe.Answer(of(asked), new Lack(why, toHave));
    }

    private void tell(StdMode mode, Log log) {
        if (mode == StdMode.auto) {
            log.info("  std: " + source.kind() + ", since " + lack);
        } else {
            log.warn("The standard library is not built from source, as std=profiled asks, and the build goes on with "
                    + (source.kind() == StdSource.Kind.own ? "yours" : "the prebuilt one") + ": " + lack);
        }
    }

    /** Returns what the variants that PGO optimises are built with. */
    public StdSource source() {
        return source;
    }

    /** Returns why it is not built from source although that is asked for; null if it is, or is not asked for. */
    Lack lack() {
        return lack;
    }

    /** Returns what a profile, or a file, has of it. */
    ProfileManifest.Std trained() {
        return source.kind() == StdSource.Kind.prebuilt ? ProfileManifest.Std.prebuilt : ProfileManifest.Std.profiled;
    }

    /** Returns what the baseline is built with: the user's own. */
    StdSource ofBaseline() {
        return source.kind() == StdSource.Kind.own ? source : StdSource.PREBUILT;
    }

    /**
     * Builds, and where that fails with a standard library of its own and goes well with the prebuilt one, goes on with that,
     * in later builds too. Only for the first build of a profile: what follows must have what that had.
     */
    CargoBuild.Built orPrebuilt(Build build, Log log) throws IOException {
        if (!source.isProfiled()) {
            return build.with(source);
        }
        try {
            return build.with(source);
        } catch (BuildFailure failure) {
            log.info("the build with a standard library of its own failed; tried with the prebuilt one");
            CargoBuild.Built built = build.with(StdSource.PREBUILT);
            source = StdSource.PREBUILT;
            String why = failure.firstError();
            lack = failed(why);
            WholeFile.write(refusals, key + "\n" + why + "\n");
            tell(StdMode.profiled, log);
            return built;
        }
    }

    private static Lack failed(String why) {
        return new Lack(
                "it was tried, and the build failed, which goes well with the prebuilt one: " + why + ".",
                "-Dpgobolt.force tries it again; -Dpgobolt.std=prebuilt does not");
    }
}
