package io.github.pgobolt.profile;

import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import io.github.pgobolt.base.Nulls;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stored profile is: all that decides whether it fits a build. Whatever is unknown is null; of form 1 that is
 * {@code build}, {@code branches}, and what the parts below say.
 *
 * @param schemaVersion the form: 2 today
 * @param subject what was trained
 * @param sources what it was built from
 * @param toolchain what it was built with, and for what
 * @param build how it was built
 * @param training how the profile came about
 * @param counts what it holds; null if it is BOLT's alone
 * @param branches what the branch profile is of; null if there is none
 * @param quality the numbers of the steps that made it, by goal
 * @param members the files beside the manifest, by name
 * @param verdict what was measured of the files that were built with it; null if nothing was, or nothing that decides
 */
public record ProfileManifest(
        int schemaVersion,
        Subject subject,
        Sources sources,
        Toolchain toolchain,
        Build build,
        Training training,
        Counts counts,
        Branches branches,
        SortedMap<String, JsonObject> quality,
        SortedMap<String, Member> members,
        StoredVerdict verdict) {

    /** The form that is written, and the newest one that is read. */
    public static final int FORM = 2;

    public ProfileManifest {
        quality = sorted(quality);
        members = sorted(members);
    }

    /** Returns a manifest of today's form; its members are added by the writer. */
    public static ProfileManifest of(
            Subject subject,
            Sources sources,
            Toolchain toolchain,
            Build build,
            Training training,
            Counts counts,
            Branches branches,
            Map<String, JsonObject> quality,
            StoredVerdict verdict) {
        return new ProfileManifest(
                FORM,
                subject,
                sources,
                toolchain,
                build,
                training,
                counts,
                branches,
                new TreeMap<>(quality),
                new TreeMap<>(),
                verdict);
    }

    ProfileManifest with(SortedMap<String, Member> files) {
        return new ProfileManifest(
                schemaVersion, subject, sources, toolchain, build, training, counts, branches, quality, files, verdict);
    }

    /** Without nulls, and in an order that no JVM changes. */
    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(Nulls.map(map)));
    }

    /**
     * The cargo target.
     *
     * @param kind {@code bin} or {@code lib}
     */
    public record Subject(@SerializedName("package") String packageName, String kind, String name) {}

    /**
     * The sources of the build that was trained.
     *
     * @param sha256 of their names and contents, as cargo lists them; null if nothing was built
     * @param commit the git commit that they are of; null if they are of none, differ from it, or in form 1
     * @param cargoLock SHA-256 of Cargo.lock; null if there was none, and in form 1
     */
    public record Sources(String sha256, String commit, String cargoLock) {}

    /**
     * The compiler.
     *
     * @param rustc its release
     * @param rustcCommit its commit; null if it does not tell, and in form 1
     * @param llvm the version of the LLVM in it
     * @param target the triple of what was built
     */
    public record Toolchain(String rustc, String rustcCommit, String llvm, String target) {}

    /**
     * How all variants of the subject were built.
     *
     * @param rustFlags the flags of the user and of the POM, without secrets and without folders of the machine; those
     *     that the plugin adds to a variant are not among them
     * @param cargoArguments the user's own arguments of cargo, likewise
     * @param features cargo features that were switched on
     * @param noDefaultFeatures whether the default features were off
     * @param profile the name of cargo's profile
     * @param settings that profile's settings by cargo's names, such as {@code opt-level} and {@code panic}; empty if
     *     cargo does not tell
     * @param lto {@code fat}, {@code thin}, {@code off} or {@code false} (thin-local), as it was in effect; null if
     *     cargo does not tell
     * @param codegenUnits likewise
     * @param mangling how symbols are named; null if that could not be told
     * @param std whether the standard library was built along, and so trained
     */
    public record Build(
            List<String> rustFlags,
            List<String> cargoArguments,
            List<String> features,
            boolean noDefaultFeatures,
            String profile,
            SortedMap<String, String> settings,
            String lto,
            String codegenUnits,
            Mangling mangling,
            Std std) {

        public Build {
            rustFlags = Nulls.list(rustFlags);
            cargoArguments = Nulls.list(cargoArguments);
            features = Nulls.list(features);
            settings = sorted(settings);
        }
    }

    /** Rust's ways of naming symbols. The names are those of rustc. */
    public enum Mangling {
        legacy,
        v0;

        /** Returns the one that most of the names are of; null if none of them is Rust's. */
        public static Mangling of(Iterable<String> symbols) {
            int newer = 0;
            int older = 0;
            for (String symbol : symbols) {
                // Mach-O puts one more underscore in front.
                String name = symbol.startsWith("__") ? symbol.substring(1) : symbol;
                if (name.startsWith("_R")) {
                    newer++;
                } else if (name.startsWith("_ZN") && name.matches(".{1,20000}17h[0-9a-f]{16}E(\\..{0,200})?")) {
                    older++;
                }
            }
            return newer + older == 0 ? null : newer > older ? v0 : legacy;
        }
    }

    /** Where the standard library in the file came from. */
    public enum Std {
        /** As rustup brings it; its functions are in the profile as far as they were compiled into the crate. */
        prebuilt,
        /** Built with the crate ({@code -Zbuild-std}). */
        profiled
    }

    /**
     * How the profile came about.
     *
     * @param kind what PGO's profile was made from; null if there is none, and in form 1
     * @param day the day of the training in UTC, such as 2026-11-26; null in form 1. No time of day: it is needed for
     *     the profile's age alone, and two trainings of one day that count the same give the same bytes
     * @param workloads their names, with the hash of each one's command and inputs
     */
    public record Training(Kind kind, String day, SortedMap<String, String> workloads) {

        /** What PGO's profile is made from. */
        public enum Kind {
            /** Counters in the code. */
            instrumented,
            /** Samples of the processor's branch records. */
            sampled
        }

        public Training {
            workloads = sorted(workloads);
        }

        /** Returns the day; null in form 1. */
        public LocalDate date() {
            return day == null ? null : LocalDate.parse(day);
        }
    }

    /**
     * What PGO's profile holds, as llvm-profdata shows it. A number is null if it was not printed.
     *
     * @param functions functions with counters
     * @param total the sum of all counts
     * @param max the highest count of a block
     */
    public record Counts(Long functions, Long total, Long max) {}

    /**
     * The file that the branch profile was collected from.
     *
     * @param source how it was collected, such as {@code instrumentation}
     * @param buildId the file's build-id; null if it has none
     * @param sha256 of the file
     * @param inferred whether BOLT has to fit the profile to the file that it optimises, since this is another one
     * @param yamlBy the version of the llvm-bolt that wrote it as YAML; null if unknown or if there is none
     */
    public record Branches(String source, String buildId, String sha256, boolean inferred, String yamlBy) {}

    /** A file beside the manifest. Form 1 does not tell its size, which then is null. */
    public record Member(String sha256, Long bytes) {

        /** The manifest itself, which is no member. */
        public static final String MANIFEST = "manifest.json";
        /** PGO's profile. */
        public static final String MERGED = "merged.profdata";
        /** BOLT's. */
        public static final String BRANCHES = "branch.fdata";
        /** BOLT's in the form that {@code -infer-stale-profile} fits to another file. */
        public static final String BRANCHES_YAML = "branch.yaml";

        /** All that there may be. */
        public static final List<String> KNOWN = List.of(MERGED, BRANCHES, BRANCHES_YAML);
    }
}
