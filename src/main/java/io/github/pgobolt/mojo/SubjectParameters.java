package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.mojo.config.SubjectConfig;
import io.github.pgobolt.mojo.config.WorkloadConfig;
import java.io.File;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters that differ between subjects: the goal's own, those inherited from rust-maven-plugin, and those that a
 * {@code <subject>} overrides.
 *
 * @param name the subject's name; null if the build has one subject and no {@code <subjects>}
 * @param crate what cargo builds
 * @param runs the workloads and the copy
 */
record SubjectParameters(String name, Crate crate, Runs runs) {

    /** The parameters of cargo's build, by the same names. */
    record Crate(
            File manifestPath,
            String packageName,
            String bin,
            String lib,
            List<String> features,
            boolean noDefaultFeatures,
            String profile,
            List<String> cargoArgs,
            Map<String, String> env,
            String storedProfile) {

        private Crate inheriting(RustPlugin rust) {
            Map<String, String> variables = new LinkedHashMap<>(rust.environment());
            variables.putAll(env);
            return new Crate(
                    manifestPath == null ? rust.manifest() : manifestPath,
                    packageName,
                    bin,
                    lib,
                    features.isEmpty() ? rust.features() : features,
                    noDefaultFeatures || rust.noDefaultFeatures(),
                    profile.equals("release") ? rust.profile() : profile,
                    cargoArgs.isEmpty() ? rust.cargoArguments() : cargoArgs,
                    variables,
                    storedProfile);
        }

        private Crate with(SubjectConfig subject) {
            boolean named = subject.bin() != null || subject.lib() != null;
            return new Crate(
                    subject.manifestPath() == null ? manifestPath : subject.manifestPath(),
                    subject.packageName() == null ? packageName : subject.packageName(),
                    named ? subject.bin() : bin,
                    named ? subject.lib() : lib,
                    subject.features() == null ? features : subject.features(),
                    noDefaultFeatures,
                    profile,
                    cargoArgs,
                    env,
                    subject.storedProfile() == null ? storedProfile : subject.storedProfile());
        }
    }

    /** The parameters of running and copying, by the same names. */
    record Runs(List<WorkloadConfig> workloads, String libraryProperty, File copyTo, boolean copyWithPlatformDir) {

        /** For a goal that runs nothing. */
        static final Runs NONE = new Runs(List.of(), null, null, false);

        private Runs inheriting(RustPlugin rust) {
            return copyTo == null
                    ? new Runs(workloads, libraryProperty, rust.copyTo(), rust.copyWithPlatformDir())
                    : this;
        }

        private Runs with(SubjectConfig subject) {
            return new Runs(
                    subject.workloads() == null ? workloads : subject.workloads(),
                    subject.libraryProperty() == null ? libraryProperty : subject.libraryProperty(),
                    subject.copyTo() == null ? copyTo : subject.copyTo(),
                    subject.copyWithPlatformDir() == null ? copyWithPlatformDir : subject.copyWithPlatformDir());
        }
    }

    /** Returns these parameters, completed from the other plugin's execution; the goal's own take precedence. */
    SubjectParameters inheriting(RustPlugin rust) {
        return new SubjectParameters(name, crate.inheriting(rust), runs.inheriting(rust));
    }

    private SubjectParameters with(SubjectConfig subject) {
        return new SubjectParameters(subject.name(), crate.with(subject), runs.with(subject));
    }

    /**
     * Returns one for each subject; only this one if the POM names none.
     *
     * @param only the name of the one subject that is wanted, or null for all
     */
    List<SubjectParameters> each(List<SubjectConfig> subjects, String only) {
        if (subjects.isEmpty() && only == null) {
            return List.of(this);
        }
        Set<String> names = new HashSet<>();
        for (SubjectConfig subject : subjects) {
            if (subject.name() == null || !subject.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw Failure.user(
                        "A <subject> needs a <name> of letters, digits, '.', '_' and '-': it names its folder and its"
                                + " classifiers; it is " + subject.name() + ".");
            }
            if (!names.add(subject.name())) {
                throw Failure.user(
                        "Two <subject>s have the name '" + subject.name() + "'. Give each a <name> of its own.");
            }
        }
        List<SubjectParameters> chosen = subjects.stream()
                .filter(subject -> only == null || subject.name().equals(only))
                .map(this::with)
                .toList();
        if (chosen.isEmpty()) {
            throw Failure.user("-Dpgobolt.subject=" + only + " names no <subject> of the POM; it has "
                    + (subjects.isEmpty() ? "none" : names.stream().sorted().collect(Collectors.joining(", "))) + ".");
        }
        return chosen;
    }
}
