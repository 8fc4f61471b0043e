package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.toolchain.RustToolchain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * rustc's flags for PGO from samples, by their names in this rustc.
 *
 * @param rust the toolchain
 * @param use the option that takes the profile, or null if there is none
 * @param discriminators the option for debug information that tells blocks of one line apart, or null if there is none
 * @param unstable whether this rustc takes -Z options
 */
public record SampleFlags(RustToolchain rust, String use, String discriminators, boolean unstable) {

    private static final String STABLE_USE = "-Cprofile-sample-use";
    private static final String UNSTABLE_USE = "-Zprofile-sample-use";
    // "error: /…/x.prof: Could not open profile: Unrecognized …"
    // "error: /…/x.prof: profile reading failed: Malformed …"
    private static final Pattern REJECTED =
            Pattern.compile("(?im)^.*(?:could not open profile|profile reading failed).*$");
    private static final Pattern FULL_DEBUG = Pattern.compile("debuginfo=(?:1|2|limited|full)$");

    public static SampleFlags of(RustToolchain rust, RustcOptions options) {
        return new SampleFlags(
                rust,
                options.first(STABLE_USE, UNSTABLE_USE),
                options.first("-Zdebuginfo-for-profiling", "-Zdebug-info-for-profiling"),
                options.unstable());
    }

    /**
     * Returns the flags for the build that is recorded: line tables and discriminators, to which samples are
     * attributed.
     *
     * @param given the existing flags; if they ask for fuller debug information, that is kept
     */
    public List<String> recording(List<String> given) {
        List<String> flags = new ArrayList<>();
        if (discriminators != null) {
            flags.add(discriminators);
        }
        if (given.stream().noneMatch(flag -> FULL_DEBUG.matcher(flag).find())) {
            flags.add("-Cdebuginfo=1");
        }
        return List.copyOf(flags);
    }

    /**
     * Returns the flags for the build that uses the profile; the debug information must be as it was when recording.
     *
     * @param given the existing flags
     * @throws Failure on a rustc that does not support it
     */
    public List<String> using(List<String> given, Path profile) {
        require();
        List<String> flags = new ArrayList<>(recording(given));
        flags.add(use + "=" + profile.toAbsolutePath());
        return List.copyOf(flags);
    }

    /**
     * Does nothing if rustc takes sample profiles.
     *
     * @throws Failure if it does not, with what it lacks
     */
    public void require() {
        if (use == null) {
            throw Failure.user("pgoMode=sample needs a rustc that takes sample profiles. This one, " + rust.release()
                    + " (" + rust.rustc().path() + "), has no " + STABLE_USE + ", and "
                    + (unstable
                            ? "no " + UNSTABLE_USE + " either"
                            : "-Z options, " + UNSTABLE_USE + " among them, it does not allow")
                    + ". Type -Dpgobolt.toolchain=nightly, or -Dpgobolt.pgoMode=instrument, which needs none of"
                    + " these.");
        }
    }

    /**
     * Returns rustc's message if it could not read the profile. Since 1.100 it prints that as an error, builds without
     * the profile and exits with 0.
     */
    public static Optional<String> rejected(String diagnostics) {
        return REJECTED.matcher(diagnostics)
                .results()
                .findFirst()
                .map(match -> match.group().strip());
    }

    /** Returns what profiles of this rustc lack. */
    public Optional<String> note() {
        return use == null || discriminators != null
                ? Optional.empty()
                : Optional.of("rustc " + rust.release() + " takes sample profiles, but "
                        + (unstable
                                ? "has no -Zdebuginfo-for-profiling"
                                : "does not allow -Zdebuginfo-for-profiling, a -Z option")
                        + ": samples are laid to lines without discriminators, so that the profile does not tell apart"
                        + " blocks that share a line. -Dpgobolt.toolchain=nightly has it.");
    }
}
