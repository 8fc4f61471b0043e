package io.github.pgobolt.step;

import com.google.gson.JsonObject;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.elf.ElfReader;
import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.perf.Perf2Bolt;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileManifest.Branches;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.StoredVerdict;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The profile that a build trained, as it is stored: its files, and all that another build must know of it.
 *
 * @param manifest without its members
 * @param members the files by their name in the archive
 */
public record TrainedProfile(ProfileManifest manifest, SortedMap<String, Path> members) {

    private static final String SOURCE_DATE = "SOURCE_DATE_EPOCH";

    /** Of a record's numbers these tell of the machine, of this folder or of the time that it took. */
    private static final List<String> NOT_OF_THE_PROFILE =
            List.of("workloads", "reason", "rungs", "file", "fdata", "yaml", "input");

    /** Returns the profile that the records name; empty if they name none. */
    public static Optional<TrainedProfile> of(Session session, Records records) throws IOException {
        return of(session, records, List.of(MergeStep.KEY, BoltProfileStep.KEY));
    }

    /** Returns PGO's alone. */
    static Optional<TrainedProfile> ofPgo(Session session, Records records) throws IOException {
        return of(session, records, List.of(MergeStep.KEY));
    }

    private static Optional<TrainedProfile> of(Session session, Records records, List<StepKey<?>> steps)
            throws IOException {
        SortedMap<String, Path> members = new TreeMap<>();
        SortedMap<String, JsonObject> quality = new TreeMap<>();
        for (StepKey<?> step : steps) {
            if (records.find(step).isPresent()) {
                StepRecord record = records.of(step);
                Path file = session.work().file(record.outputs().get(0).file());
                members.put(name(step, file), file);
                JsonObject numbers = record.result().getAsJsonObject().deepCopy();
                NOT_OF_THE_PROFILE.forEach(numbers::remove);
                quality.put(step.goal(), numbers);
            }
        }
        records.findResult(BoltProfileStep.KEY)
                .map(BoltProfileResult::yaml)
                .ifPresent(
                        yaml -> members.put(Member.BRANCHES_YAML, session.work().file(yaml.file())));
        if (members.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts(session, records);
        boolean whole = steps.contains(BoltProfileStep.KEY);
        Branches branches = whole ? facts.branches() : null;
        StoredVerdict verdict = whole ? VerdictToStore.of(session, records).orElse(null) : null;
        if (session.isReused()) {
            // All but BOLT's part is of the training and its sources, which are not those of this build.
            ProfileManifest then = session.found().stored().manifest();
            return Optional.of(new TrainedProfile(
                    ProfileManifest.of(
                            then.subject(),
                            then.sources(),
                            then.toolchain(),
                            then.build(),
                            then.training(),
                            then.counts(),
                            branches,
                            quality,
                            verdict),
                    members));
        }
        return Optional.of(new TrainedProfile(
                ProfileManifest.of(
                        new ProfileManifest.Subject(
                                session.subject().packageName(),
                                session.subject().kind().name(),
                                session.subject().name()),
                        facts.sources(),
                        toolchain(session),
                        facts.build(),
                        facts.training(members.containsKey(Member.MERGED)),
                        facts.counts(),
                        branches,
                        quality,
                        verdict),
                members));
    }

    private static String name(StepKey<?> step, Path file) {
        if (step == MergeStep.KEY) {
            return Member.MERGED;
        }
        return file.getFileName().toString().endsWith(Perf2Bolt.YAML) ? Member.BRANCHES_YAML : Member.BRANCHES;
    }

    /** Returns the workloads that train, each with the hash of its command and its files, the same in every folder. */
    static SortedMap<String, String> workloads(Session session) throws IOException {
        SortedMap<String, String> workloads = new TreeMap<>();
        for (Workload workload : session.settings().trainingWorkloads()) {
            workloads.put(
                    workload.name(),
                    workload.portableHash(session.written(), Places.of(session, workload.workingDirectory())));
        }
        return workloads;
    }

    /** Returns what a profile says of this build's compiler. */
    static ProfileManifest.Toolchain toolchain(Session session) {
        RustToolchain rust = session.detection().rust();
        return new ProfileManifest.Toolchain(
                rust.release(),
                rust.commit(),
                rust.llvmVersion(),
                session.subject().target());
    }

    /** What only a build that was made can tell. */
    private record Facts(Session session, Records records) {

        ProfileManifest.Sources sources() throws IOException {
            for (StepKey<?> step : List.of(InstrumentStep.KEY, BaselineStep.KEY, OptimizeStep.KEY)) {
                SourceList list = SourceList.of(session, step);
                if (records.find(step).isPresent() && list.hash() != null) {
                    // What git says holds for the sources of now.
                    String commit = list.seenChange() == null
                            ? new GitCommit(session.processes(), session.programs())
                                    .of(
                                            session.subject().manifest(),
                                            session.subject().workspaceRoot())
                                    .orElse(null)
                            : null;
                    return new ProfileManifest.Sources(list.hash(), commit, list.hash("Cargo.lock"));
                }
            }
            return new ProfileManifest.Sources(null, null, null);
        }

        ProfileManifest.Build build() throws IOException {
            BuildSettings build = session.sound().build();
            Path workspace = session.subject().workspaceRoot();
            return new ProfileManifest.Build(
                    PortableFlags.of(session.cargo().flags(List.of()), workspace),
                    PortableFlags.of(build.cargoArguments(), workspace),
                    build.features(),
                    build.noDefaultFeatures(),
                    build.profile(),
                    session.found().ownProfile().settings(),
                    session.found().ownProfile().lto(build).orElse(null),
                    session.found().ownProfile().codegenUnits(build).orElse(null),
                    mangling(),
                    session.found().std().trained());
        }

        private ProfileManifest.Mangling mangling() throws IOException {
            String asked = session.cargo().mangling();
            if (asked != null) {
                return Stream.of(ProfileManifest.Mangling.values())
                        .filter(known -> known.name().equals(asked))
                        .findFirst()
                        .orElse(null);
            }
            Optional<Path> linked = linked();
            if (linked.isEmpty() || session.llvm().nm() == null) {
                return null;
            }
            try {
                return ProfileManifest.Mangling.of(new ElfReader(
                                session.processes(),
                                null,
                                session.llvm().nm().path(),
                                session.work().intermediate("symbols"))
                        .symbols(linked.get()));
            } catch (IOException unreadable) {
                return null;
            }
        }

        /** Returns a file that has the names of the profile. */
        private Optional<Path> linked() {
            return Stream.of(InstrumentStep.KEY, BaselineStep.KEY, OptimizeStep.KEY)
                    .flatMap(step -> records.findResult(step).stream())
                    .map(built -> session.work().file(built.linked()))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }

        ProfileManifest.Training training(boolean merged) throws IOException {
            ProfileManifest.Training.Kind kind = session.samples()
                    ? ProfileManifest.Training.Kind.sampled
                    : ProfileManifest.Training.Kind.instrumented;
            return new ProfileManifest.Training(merged ? kind : null, day().toString(), workloads(session));
        }

        /**
         * Returns the day of the training; SOURCE_DATE_EPOCH comes first, for those who train twice and compare.
         * project.build.outputTimestamp does not count: in many POMs it is as old as the line.
         */
        private LocalDate day() {
            String given = session.processes().environment().get(SOURCE_DATE);
            long seconds = given != null && given.matches("\\d{1,11}")
                    ? Long.parseLong(given)
                    : Stream.of(TrainStep.KEY, MergeStep.KEY, BoltProfileStep.KEY)
                                    .flatMap(step -> records.find(step).stream())
                                    .mapToLong(StepRecord::startedAtMillis)
                                    .findFirst()
                                    .orElseThrow()
                            / 1000;
            return LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        }

        ProfileManifest.Counts counts() {
            return records.findResult(MergeStep.KEY)
                    .map(MergeResult::summary)
                    .map(shown -> new ProfileManifest.Counts(shown.functions(), shown.totalCount(), shown.maxCount()))
                    .orElse(null);
        }

        Branches branches() throws IOException {
            BoltProfileResult result = records.findResult(BoltProfileStep.KEY).orElse(null);
            if (result == null) {
                return null;
            }
            // What is inferred was recorded on the baseline.
            Path file = session.work()
                    .file(result.inferred() ? records.result(BaselineStep.KEY).linked() : result.input());
            boolean there = Files.isRegularFile(file);
            return new Branches(
                    result.source(),
                    there ? ElfSections.of(file).map(ElfSections::buildId).orElse(null) : null,
                    there ? Hashes.ofFile(file) : null,
                    result.inferred(),
                    result.yaml() == null ? null : result.yaml().llvmBolt());
        }
    }
}
