package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pgo.ForeignProfiles;
import io.github.pgobolt.pgo.StrayProfiles;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.ChildTime;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.workload.LoadedLibraries;
import io.github.pgobolt.workload.LostProfile;
import io.github.pgobolt.workload.SubjectLibraries;
import io.github.pgobolt.workload.Trainer;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs the training workloads on the instrumented build, or records them on the baseline. */
public final class TrainStep implements Step<TrainResult> {

    public static final StepKey<TrainResult> KEY =
            new StepKey<>("train", "runs the training workloads", TrainResult.class);

    /** With more processes than this, their profiles are merged as they are written, so that disk use stays bounded. */
    private static final int MANY_RUNS = 32;

    private final Session session;
    private final Records records;
    private final CargoExecutables executables;

    public TrainStep(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.executables = new CargoExecutables(session);
    }

    @Override
    public StepKey<TrainResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(session.samples() ? BaselineStep.KEY : InstrumentStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (session.isStored()) {
            return session.insteadOfTraining();
        }
        return session.doesPgo() ? null : session.withoutPgo();
    }

    @Override
    public void preflight() throws IOException {
        if (skippedBecause() == null) {
            Preflight.training(session);
            if (session.samples()) {
                Preflight.sampling(session);
            }
        }
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = session.workloadInputs(session.settings().trainingWorkloads());
        inputs.putAll(Servers.inputs(session, session.settings().trainingWorkloads()));
        if (session.samples()) {
            inputs.put("baseline", records.output(BaselineStep.KEY, 0));
            inputs.put(
                    "llvm-profgen",
                    session.llvm().profgen() == null
                            ? "none"
                            : session.llvm().profgen().identity());
            inputs.put("BOLT", Boolean.toString(session.doesBolt()));
            inputs.putAll(Sampling.inputs(session));
            return inputs;
        }
        inputs.put("instrumented build", records.output(InstrumentStep.KEY, 0));
        String libraries = SubjectLibraries.hash(
                session.work().file(records.result(InstrumentStep.KEY).linked()));
        if (libraries != null) {
            inputs.put("libraries of the instrumented build", libraries);
        }
        if (session.settings().trainingWorkloads().stream()
                .anyMatch(w -> w.cargoTarget().isPresent())) {
            inputs.putAll(session.buildInputs());
        }
        return inputs;
    }

    @Override
    public Asked asked() throws IOException {
        Asked tests = session.startingTests().asked(session);
        return session.samples()
                ? tests
                : tests.and(executables.asked(session.asRun().trainingWorkloads()));
    }

    @Override
    public Done<TrainResult> run() throws IOException {
        return session.watched(
                session.settings().trainingWorkloads(),
                session.samples() ? () -> new SampledTraining(session, records).run() : this::instrumented);
    }

    private Done<TrainResult> instrumented() throws IOException {
        BuildResult instrumented = records.result(InstrumentStep.KEY);
        Path subject = session.work().file(instrumented.linked());
        new LinkedFile(session, subject).requireCounters();
        List<Workload> workloads = session.asRun().trainingWorkloads();
        // Before the folders are emptied: profiles that a build leaves are not training.
        List<Command> commands = new ArrayList<>(executables.build(workloads, subject));
        Path raw = session.work().emptied(session.work().profiles().resolve("raw"));
        // A file that appears here later is from a process that lost its environment, and must not be old.
        Path stray = session.work().emptied(session.work().profiles().resolve("stray"));
        for (Workload workload : workloads) {
            Files.createDirectories(raw.resolve(workload.name()));
        }
        Servers servers =
                new Servers(session.processes(), session.settings().runs().servers(), 2, true);
        Trainer trainer = new Trainer(session.processes(), session.work().file("logs/train"), 2, servers);
        List<Trainer.Trained> trained = new ArrayList<>();
        List<TrainResult.Profile> profiles = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, Double> userSeconds = new TreeMap<>();
        int strays = 0;
        for (Workload workload : workloads) {
            Path folder = raw.resolve(workload.name());
            ChildTime before = ChildTime.now();
            List<Trainer.Trained> runs = trainer.train(List.of(workload), subject, w -> environment(w, folder));
            OptionalDouble taken = before.userSecondsSince();
            trained.addAll(runs);
            if (taken.isPresent()) {
                // Another module's build may be counted, too, and this workload may spend the time waiting.
                userSeconds.put(
                        workload.name(),
                        Math.min(taken.getAsDouble(), runs.get(0).seconds()));
            }
            strays += takeInStrays(workload, subject, stray, folder, warnings);
            List<Path> left = list(folder);
            if (left.isEmpty()) {
                throw servers.has(workload)
                        ? Failure.user(Servers.noProfile(workload))
                        : noProfile(workload, subject, stray);
            }
            for (Path file : left) {
                profiles.add(new TrainResult.Profile(
                        session.work().root().relativize(file).toString(), workload.name(), Files.size(file)));
            }
            files.addAll(left);
        }
        workloads.forEach(workload -> commands.add(workload.on(subject)));
        TrainResult result = new TrainResult(trained, profiles, null, userSeconds, strays, warnings);
        return Done.of(result, files, commands, List.of(), executables.compiles());
    }

    /**
     * Takes in profiles of processes that lost LLVM_PROFILE_FILE: those of this build count, and the others are named.
     */
    private int takeInStrays(Workload workload, Path subject, Path stray, Path folder, List<String> warnings)
            throws IOException {
        List<Path> found = list(stray);
        if (found.isEmpty()) {
            return 0;
        }
        StrayProfiles strays = new StrayProfiles(
                new ForeignProfiles(session.processes(), session.llvm().profdata()));
        int own = strays.takeIn(found, workload.cargoTarget().isPresent() ? null : subject, folder, list(folder));
        if (own > 0) {
            session.log()
                    .info("  workload '" + workload.name()
                            + "' starts processes without the environment that it was given: "
                            + Counted.of(own, "raw profile") + " of this build" + Counted.word(own, " was", " were")
                            + " found in " + stray
                            + Counted.word(own, " and counts", " and count") + " with the others");
        }
        List<Path> others = list(stray);
        if (!others.isEmpty()) {
            String warning =
                    "workload '" + workload.name() + "' ran another instrumented program, or an older build of "
                            + session.subject().name() + ": " + Counted.of(others.size(), "raw profile")
                            + Counted.word(others.size(), " was", " were") + " left out, such as "
                            + others.get(0).getFileName();
            // Moved aside, so that the next workload's are reported separately.
            Path kept = Files.createDirectories(stray.resolve("left-out"));
            for (Path other : others) {
                Files.move(other, kept.resolve(workload.name() + "_" + other.getFileName()));
            }
            session.log().warn(warning + ". They lie in " + kept);
            warnings.add(warning);
        }
        return own;
    }

    private Map<String, String> environment(Workload workload, Path folder) {
        Map<String, String> environment = new TreeMap<>(Map.of("LLVM_PROFILE_FILE", pattern(folder, workload)));
        if (workload.cargoTarget().isPresent()) {
            environment.putAll(CargoExecutables.environment(session));
        }
        return environment;
    }

    private static String pattern(Path folder, Workload workload) {
        // %m: one file per binary, merged into on write, so that a reused process id loses nothing.
        String name = workload.repeat() > MANY_RUNS ? "%8m.profraw" : "%m_%p.profraw";
        return folder.resolve(name).toString();
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Failure noProfile(Workload workload, Path subject, Path stray) throws IOException {
        Path leftOut = stray.resolve("left-out");
        List<Path> strays = Files.isDirectory(leftOut) ? list(leftOut) : List.of();
        // A test, bench or example contains the library's code itself and loads none.
        boolean library = session.subject().kind() == Subject.Kind.lib
                && workload.cargoTarget().isEmpty();
        if (strays.isEmpty()
                && library
                && Platform.ofTriple(session.subject().target()).os().equals("linux")) {
            Path folder = session.work().emptied(session.work().file("logs/loaded"));
            return Failure.user("Workload '" + workload.name() + "' ended well but left no profile. "
                    + new LoadedLibraries(session.processes(), folder).whyNoProfile(workload, subject)
                    + " The dynamic loader's account is in " + folder);
        }
        String why = strays.isEmpty()
                ? workload.cargoTarget().isPresent()
                        ? "Its process ended by a signal, abort() or _exit, which write no profile. Let it end by itself. "
                                + LostProfile.OTHER_REASONS
                        : "Either it never ran ${subject}, or that process ended by a signal, abort() or _exit, which write no profile."
                                + " Check that its command names ${subject}, and that the program ends by itself. "
                                + LostProfile.OTHER_REASONS
                : "What ran was another instrumented program, or an older build, which wrote " + strays.get(0)
                        + ". Let its command run ${subject}.";
        return Failure.user("Workload '" + workload.name() + "' ended well but left no profile. " + why);
    }

    @Override
    public String summary(TrainResult result) {
        int runs = result.workloads().stream().mapToInt(Trainer.Trained::runs).sum();
        return Counted.of(runs, "run") + " left "
                + Counted.of(result.profiles().size(), result.sampled() == null ? "raw profile" : "sample profile")
                + ", "
                + result.bytes() / 1024 + " KiB"
                + (result.strays() == 0
                        ? ""
                        : "; " + result.strays() + " of them from processes without their environment");
    }
}
