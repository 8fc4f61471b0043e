package io.github.pgobolt.profile;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.profile.ProfileManifest.Counts;
import io.github.pgobolt.profile.ProfileManifest.Mangling;
import io.github.pgobolt.profile.ProfileManifest.Std;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Whether a stored profile can fit a build, as far as its manifest tells before anything is compiled. A profile names
 * functions by their symbols; another target or rustc changes each of them, and their functions are looked for by what
 * stays the same.
 *
 * @param obstacles why it cannot; empty if it may
 * @param remarks what differs and may cost a part of it, which only the build can measure
 * @param otherSymbols whether no symbol of the profile is one of the build
 */
public record ProfileFit(List<String> obstacles, List<String> remarks, boolean otherSymbols) {

    public ProfileFit {
        obstacles = List.copyOf(obstacles);
        remarks = List.copyOf(remarks);
    }

    /**
     * The build that is about to begin.
     *
     * @param kind {@code bin} or {@code lib}
     * @param name of the cargo target
     * @param rustc its release
     * @param llvm the version of the LLVM in it
     * @param mangling what its flags ask for; null if they leave it to rustc
     * @param std where its standard library is from
     * @param today in UTC
     */
    public record Build(
            String kind,
            String name,
            String target,
            String rustc,
            String rustcCommit,
            String llvm,
            List<String> features,
            boolean noDefaultFeatures,
            String cargoProfile,
            String lto,
            String codegenUnits,
            Mangling mangling,
            Std std,
            LocalDate today) {}

    /**
     * What a profile must hold.
     *
     * @param minCounts the least sum of counts; null for no limit
     * @param maxAgeDays null for no limit
     */
    public record Limits(Long minCounts, Integer maxAgeDays) {}

    /** Compares a profile with a build. */
    public static ProfileFit of(ProfileManifest profile, Build build, Limits limits) {
        List<String> obstacles = new ArrayList<>();
        if (!profile.members().containsKey(ProfileManifest.Member.MERGED)) {
            obstacles.add("it holds no profile for rustc");
        }
        ProfileManifest.Subject subject = profile.subject();
        if (!subject.kind().equals(build.kind()) || !subject.name().equals(build.name())) {
            obstacles.add("it is of the " + subject.kind() + " '" + subject.name() + "', and this is the "
                    + build.kind() + " '" + build.name() + "'");
        }
        List<String> symbols = symbols(profile, build);
        if (!symbols.isEmpty() && isSampled(profile)) {
            obstacles.add("it " + String.join(" and ", symbols)
                    + ", where every function has another symbol, and those of a sampled profile cannot be translated");
        }
        if (major(build.llvm()) < major(profile.toolchain().llvm())) {
            obstacles.add("LLVM " + profile.toolchain().llvm() + " wrote it, and rustc " + build.rustc() + " has LLVM "
                    + build.llvm() + ", which need not read what a newer one writes");
        }
        ProfileManifest.Build built = profile.build();
        if (built != null
                && built.mangling() != null
                && build.mangling() != null
                && built.mangling() != build.mangling()) {
            obstacles.add("its symbols are " + built.mangling() + ", and the flags of this build ask for "
                    + build.mangling());
        }
        counts(profile.counts(), limits, obstacles);
        age(profile, build, limits, obstacles);
        List<String> remarks = new ArrayList<>();
        if (!symbols.isEmpty()) {
            remarks.add("it " + String.join(" and ", symbols) + ": its functions have other names here");
        }
        remarks.addAll(built == null ? List.of() : remarks(built, build));
        return new ProfileFit(obstacles, remarks, !symbols.isEmpty());
    }

    /** Returns what changes every symbol. */
    private static List<String> symbols(ProfileManifest profile, Build now) {
        ProfileManifest.Toolchain then = profile.toolchain();
        List<String> differ = new ArrayList<>();
        if (!then.target().equals(now.target())) {
            differ.add("was trained for " + then.target() + ", and this build is for " + now.target());
        }
        boolean otherCommit = then.rustcCommit() != null
                && now.rustcCommit() != null
                && !then.rustcCommit().equals(now.rustcCommit());
        if (!then.rustc().equals(now.rustc()) || otherCommit) {
            differ.add("was trained with rustc " + then.rustc() + ", and this is "
                    + (otherCommit && then.rustc().equals(now.rustc()) ? "another build of it" : now.rustc()));
        }
        Std std = profile.build() == null ? null : profile.build().std();
        if (std != null && std != now.std()) {
            differ.add("was trained with a standard library " + words(std) + ", and here it is "
                    + (now.std() == Std.profiled
                            ? "built from source"
                            : "the prebuilt one, whose own code no profile reaches"));
        }
        return differ;
    }

    private static String words(Std std) {
        return std == Std.profiled ? "that was built from source" : "as the toolchain brings it";
    }

    private static boolean isSampled(ProfileManifest profile) {
        return profile.training() != null && profile.training().kind() == ProfileManifest.Training.Kind.sampled;
    }

    private static int major(String version) {
        return Integer.parseInt(version.split("\\D", 2)[0]);
    }

    private static void counts(Counts counts, Limits limits, List<String> obstacles) {
        if (limits.minCounts() == null) {
            return;
        }
        Long total = counts == null ? null : counts.total();
        if (total == null) {
            obstacles.add("nothing is known of its counts, and minCounts (-Dpgobolt.minCounts) asks for "
                    + limits.minCounts());
        } else if (total < limits.minCounts()) {
            obstacles.add(String.format(
                    Locale.ROOT,
                    "it has %,d counts, and minCounts (-Dpgobolt.minCounts) asks for %,d: its training ran too little",
                    total,
                    limits.minCounts()));
        }
    }

    private static void age(ProfileManifest profile, Build build, Limits limits, List<String> obstacles) {
        if (limits.maxAgeDays() == null) {
            return;
        }
        LocalDate trained =
                profile.training() == null ? null : profile.training().date();
        if (trained == null) {
            obstacles.add(
                    "the day of its training is unknown, and maxProfileAgeDays (-Dpgobolt.maxProfileAgeDays) asks for "
                            + limits.maxAgeDays() + " at most");
            return;
        }
        long days = ChronoUnit.DAYS.between(trained, build.today());
        if (days > limits.maxAgeDays()) {
            obstacles.add("it was trained on " + trained + ", " + Counted.of(days, "day")
                    + " ago, and maxProfileAgeDays (-Dpgobolt.maxProfileAgeDays) allows " + limits.maxAgeDays());
        }
    }

    private static List<String> remarks(ProfileManifest.Build then, Build now) {
        List<String> remarks = new ArrayList<>();
        differ("features", then.features(), now.features(), remarks);
        differ("default features off", then.noDefaultFeatures(), now.noDefaultFeatures(), remarks);
        differ("cargo profile", then.profile(), now.cargoProfile(), remarks);
        differ("lto", then.lto(), now.lto(), remarks);
        differ("codegen units", then.codegenUnits(), now.codegenUnits(), remarks);
        return remarks;
    }

    private static void differ(String what, Object then, Object now, List<String> remarks) {
        if (then != null && now != null && !Objects.equals(then, now)) {
            remarks.add(what + ": " + then + " in its training, " + now + " now");
        }
    }
}
