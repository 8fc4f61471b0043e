package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pgo.CanonicalProfile;
import io.github.pgobolt.pgo.ForeignProfiles;
import io.github.pgobolt.pgo.ProfileMerge;
import io.github.pgobolt.pgo.ProfileMerge.Kind;
import io.github.pgobolt.pgo.ProfileSummary;
import io.github.pgobolt.pgo.ProfiledNames;
import io.github.pgobolt.pgo.Volume;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.SubjectLibraries;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Merges the raw profiles with llvm-profdata. */
public final class MergeStep implements Step<MergeResult> {

    public static final StepKey<MergeResult> KEY =
            new StepKey<>("merge", "llvm-profdata merges the profiles", MergeResult.class);

    /** llvm-profdata takes whole numbers as weights; this many make a weight of 1. */
    private static final int WEIGHT_SCALE = 10;
    /** With more raw profiles each workload is not merged by itself. */
    private static final int MANY_PROFILES = 1000;

    private final Session session;
    private final Records records;

    public MergeStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepKey<MergeResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(TrainStep.KEY);
    }

    @Override
    public String skippedBecause() {
        return session.doesPgo() ? null : session.withoutPgo();
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put(
                "raw profiles",
                Hashes.ofText(records.of(TrainStep.KEY).outputs().toString()));
        inputs.put("weights", weights().toString());
        inputs.put("loss budget", Double.toString(session.settings().profiles().lossBudget()));
        inputs.put("llvm-profdata", session.llvm().profdata().identity());
        return inputs;
    }

    private Map<String, Long> weights() {
        List<Workload> workloads = session.settings().trainingWorkloads();
        boolean equal =
                workloads.stream().mapToDouble(Workload::weight).distinct().count() <= 1;
        return workloads.stream()
                .collect(Collectors.toMap(
                        Workload::name,
                        w -> equal ? 1 : Math.max(1, Math.round(w.weight() * WEIGHT_SCALE)),
                        (a, b) -> a,
                        TreeMap::new));
    }

    @Override
    public Done<MergeResult> run() throws IOException {
        TrainResult trained = records.result(TrainStep.KEY);
        Map<String, Long> weights = weights();
        List<ProfileMerge.Input> inputs = trained.profiles().stream()
                .map(p -> new ProfileMerge.Input(session.work().file(p.file()), weights.getOrDefault(p.workload(), 1L)))
                .toList();
        Path folder = session.work().emptied(session.work().profiles().resolve("merged"));
        Path unnamed = folder.resolve("merging.profdata");
        ProfileMerge merge = new ProfileMerge(
                session.processes(), session.llvm().profdata(), session.samples() ? Kind.SAMPLED : Kind.INSTRUMENTED);
        ProfileMerge.Merged merged = merge.merge(
                inputs,
                unnamed,
                session.settings().profiles().lossBudget(),
                session.work().log(KEY.goal()));
        if (merged.summary().isEmpty()) {
            throw Failure.user("The merged profile is empty: " + Counted.of(inputs.size(), "raw profile")
                    + Counted.word(inputs.size(), " holds", " hold") + " no function that ran."
                    + (session.subject().kind() == Subject.Kind.lib
                            ? " The library was loaded and none of its functions was called."
                            : "")
                    + " The training workloads do not reach the code of "
                    + session.subject().name()
                    + ". Look at what they print in " + session.work().file("logs/train"));
        }
        Integer known = knownFunctions(unnamed);
        if (known != null && known == 0) {
            throw Failure.user("The merged profile matches nothing: none of its "
                    + "functions is one of " + session.subject().name()
                    + ". The workloads ran another instrumented program."
                    + " Let their commands run ${subject}: "
                    + session.settings().trainingWorkloads().stream()
                            .map(w -> "'" + w.name() + "' is "
                                    + String.join(" ", w.redacted().command()))
                            .collect(Collectors.joining(", ")));
        }
        List<ProfileMerge.Input> foreign =
                session.samples() ? List.of() : foreign(ofTheSubject(trained, inputs), unnamed);
        if (!foreign.isEmpty()) {
            List<ProfileMerge.Input> own = new ArrayList<>(inputs);
            own.removeAll(foreign);
            merged = merge.merge(
                    own,
                    unnamed,
                    session.settings().profiles().lossBudget(),
                    session.work().log(KEY.goal()));
        }
        List<Command> commands = new ArrayList<>(merged.commands());
        if (!session.samples()) {
            commands.addAll(
                    new CanonicalProfile(session.processes(), session.llvm().profdata())
                            .replace(unnamed, merged.summary(), session.work().log(KEY.goal())));
        }
        Path file = Files.move(
                unnamed,
                folder.resolve(session.subject().name() + "-"
                        + Hashes.ofFile(unnamed).substring(0, 16) + (session.samples() ? ".prof" : ".profdata")));
        List<String> reasons = new ArrayList<>(merged.losses());
        SortedMap<String, Long> counts = countsByWorkload(trained, merged);
        reasons.addAll(tooFewCounts(trained, merged, counts));
        reasons.forEach(reason -> session.log().warn(reason + "."));
        MergeResult result = new MergeResult(
                session.work().root().relativize(file).toString(),
                merged.summary(),
                inputs.size(),
                merged.bytes() + bytes(foreign),
                merged.lostFiles() + foreign.size(),
                merged.lostBytes() + bytes(foreign),
                known,
                counts,
                reasons,
                notUnderstood(merged.summary(), known),
                null);
        return Done.of(result, List.of(file), commands, List.of(session.llvm().profdata()));
    }

    /**
     * Names workloads whose counts are too few for their processor time. Only for the subject's own time: a JVM's is
     * not.
     */
    private List<String> tooFewCounts(TrainResult trained, ProfileMerge.Merged merged, SortedMap<String, Long> known)
            throws IOException {
        List<String> reasons = new ArrayList<>();
        List<Workload> workloads = session.settings().trainingWorkloads();
        Servers servers =
                new Servers(session.processes(), session.settings().runs().servers(), 1, true);
        for (Workload workload : workloads) {
            Double seconds = trained.userSeconds().get(workload.name());
            if (session.samples()
                    || seconds == null
                    || !workload.command().get(0).equals(Workload.SUBJECT)
                    || workload.shell()
                    || servers.has(workload)
                    || !Volume.judges(workload.repeat(), seconds)) {
                continue;
            }
            Long counts = known.get(workload.name());
            if (counts == null) {
                counts = workloads.size() == 1 ? merged.summary().totalCount() : counts(trained, workload);
            }
            if (counts != null) {
                Volume.tooFew(workload.name(), counts, workload.repeat(), seconds)
                        .ifPresent(reasons::add);
            }
        }
        return reasons;
    }

    /** Returns the counts of each workload alone. */
    private SortedMap<String, Long> countsByWorkload(TrainResult trained, ProfileMerge.Merged merged)
            throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        List<Workload> workloads = session.settings().trainingWorkloads();
        if (session.samples() || trained.profiles().size() > MANY_PROFILES) {
            return counts;
        }
        for (Workload workload : workloads) {
            Long count = workloads.size() == 1 ? merged.summary().totalCount() : counts(trained, workload);
            if (count != null) {
                counts.put(workload.name(), count);
            }
        }
        return counts;
    }

    /**
     * Returns the counts of one workload alone; null if none of its profiles can be read, which the merge of all has
     * reported.
     */
    private Long counts(TrainResult trained, Workload workload) throws IOException {
        List<ProfileMerge.Input> inputs = trained.profiles().stream()
                .filter(profile -> profile.workload().equals(workload.name()))
                .map(profile -> new ProfileMerge.Input(session.work().file(profile.file()), 1))
                .toList();
        Path alone = session.work().profiles().resolve("merged").resolve("one-workload.profdata");
        try {
            return new ProfileMerge(session.processes(), session.llvm().profdata(), Kind.INSTRUMENTED)
                    .merge(inputs, alone, 1, session.work().log(KEY.goal()))
                    .summary()
                    .totalCount();
        } catch (Failure unreadable) {
            return null;
        } finally {
            Files.deleteIfExists(alone);
            Files.deleteIfExists(alone.resolveSibling(alone.getFileName() + ".inputs"));
        }
    }

    /**
     * Returns the profiles that the subject itself wrote: a workload of kind cargo is another program with the same
     * functions.
     */
    private List<ProfileMerge.Input> ofTheSubject(TrainResult trained, List<ProfileMerge.Input> inputs) {
        Set<Path> others = session.asRun().trainingWorkloads().stream()
                .filter(workload -> workload.cargoTarget().isPresent())
                .flatMap(workload ->
                        trained.profiles().stream().filter(p -> p.workload().equals(workload.name())))
                .map(profile -> session.work().file(profile.file()))
                .collect(Collectors.toSet());
        return inputs.stream().filter(input -> !others.contains(input.file())).toList();
    }

    /** Returns raw profiles of another program or build, within the loss budget; beyond it the merge fails. */
    private List<ProfileMerge.Input> foreign(List<ProfileMerge.Input> inputs, Path merged) throws IOException {
        if (session.samples()) {
            // llvm-profgen accepts samples of the recorded file only.
            return List.of();
        }
        Path program = session.work().file(records.result(InstrumentStep.KEY).linked());
        List<ProfileMerge.Input> foreign = new ForeignProfiles(
                        session.processes(), session.llvm().profdata())
                .among(inputs, merged, program, SubjectLibraries.of(program));
        if (foreign.isEmpty()) {
            return foreign;
        }
        String what = foreign.size() + " of " + Counted.of(inputs.size(), "raw profile")
                + Counted.word(foreign.size(), " was", " were") + " written by another program than the instrumented "
                + session.subject().name() + ", or by an older build of it, such as "
                + foreign.get(0).file();
        double share = (double) foreign.size() / inputs.size();
        if (share > session.settings().profiles().lossBudget()) {
            throw Failure.user(String.format(
                    Locale.ROOT,
                    "%s. That is more than the loss budget of %.1f %%. Let the workloads run ${subject} and nothing that was"
                            + " built before, or leave them out: -Dpgobolt.merge.lossBudget=%.0f%%",
                    what,
                    session.settings().profiles().lossBudget() * 100,
                    Math.ceil(share * 100)));
        }
        session.log().warn(what + Counted.word(foreign.size(), ". It was", ". They were") + " left out.");
        return foreign;
    }

    private static long bytes(List<ProfileMerge.Input> inputs) throws IOException {
        long bytes = 0;
        for (ProfileMerge.Input input : inputs) {
            bytes += Files.size(input.file());
        }
        return bytes;
    }

    /** Returns how many of the profile's functions the instrumented program has; null if that is unknown. */
    private Integer knownFunctions(Path profile) throws IOException {
        if (session.samples() || session.llvm().nm() == null) {
            return null;
        }
        Path program = session.work().file(records.result(InstrumentStep.KEY).linked());
        if (!new LinkedFile(session, program).hasSymbols()) {
            return null;
        }
        return ProfiledNames.knownTo(
                program,
                profile,
                session.processes(),
                session.llvm().profdata(),
                session.llvm().nm());
    }

    private List<NotUnderstood> notUnderstood(ProfileSummary summary, Integer known) {
        List<String> whats = new ArrayList<>(summary.notUnderstood());
        if (summary.totalCount() == null) {
            whats.add("the sum of the profile's counts (llvm-profdata show --counts)");
        }
        if (known == null && !session.samples() && session.llvm().nm() != null) {
            whats.add("the names of the profile's functions (llvm-profdata show --all-functions)");
        }
        return NotUnderstood.of("llvm-profdata", session.llvm().profdata().version(), whats);
    }

    @Override
    public String summary(MergeResult result) {
        return counts(result)
                + (result.lostFiles() == 0
                        ? ""
                        : "; " + Counted.of(result.lostFiles(), "raw profile") + " could not be used");
    }

    /** Returns what a profile holds, in a few words. */
    static String counts(MergeResult result) {
        return String.format(
                Locale.ROOT,
                "%s, %s, highest %s",
                shown(result.summary().functions(), "function"),
                shown(result.summary().totalCount(), "count"),
                result.summary().maxCount() == null
                        ? "unknown"
                        : String.format(Locale.ROOT, "%,d", result.summary().maxCount()));
    }

    private static String shown(Long number, String what) {
        return number == null
                ? "an unknown number of " + what + "s"
                : String.format(Locale.ROOT, "%,d %s", number, Counted.word(number, what, what + "s"));
    }
}
