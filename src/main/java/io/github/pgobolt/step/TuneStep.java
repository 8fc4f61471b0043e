package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkPlan;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Halving;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.benchmark.Span;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.LayoutDraw;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.profile.TunedLayout;
import io.github.pgobolt.step.Settings.TuneSettings;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Races layouts of the file that BOLT reads on the training workloads, and confirms the winner, against all that would ship
 * without it, on workloads that took no part.
 */
public final class TuneStep implements Step<TuneResult> {

    public static final StepKey<TuneResult> KEY = new StepKey<>("tune", "races layouts of the code", TuneResult.class);

    /** What the file of the winner is called where it is compared. */
    private static final String WINNER = "tuned";

    /** A program whose time layout is not shown to move by more is not worth a race. */
    private static final double WORTH = 0.02;

    private static final int DRAWS = 3;
    private static final int MOST_CANDIDATES = 48;

    /** The shares of the time: to find out whether it is worth it, to make the files, to race, to confirm. */
    private static final double SPAN_SHARE = 0.2;

    private static final double MAKING_SHARE = 0.25;
    private static final double RACE_SHARE = 0.3;
    private static final double CONFIRMATION_SHARE = 0.25;

    private final Session session;
    private final Records records;
    private volatile String words = KEY.activity();
    /** Which layout is ahead; empty before any is. */
    private String ahead = "";

    public TuneStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepKey<TuneResult> key() {
        return KEY;
    }

    @Override
    public boolean byItsGoalAlone() {
        return true;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(BaselineStep.KEY, OptimizeStep.KEY, BoltProfileStep.KEY, BoltStep.KEY, CheckStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (!session.settings().has(TuneSettings.class)) {
            return "it is asked for by its own goal";
        }
        if (!session.settings().does(BaselineStep.KEY)) {
            return "there is no baseline to compare with";
        }
        return new BoltStep(session, records).skippedBecause();
    }

    @Override
    public void preflight() throws IOException {
        if (skippedBecause() != null) {
            return;
        }
        Preflight.evaluation(session);
        if (racing().isEmpty()) {
            throw Failure.user(
                    "Layouts are raced on workloads that train and that run the subject's own file, and there"
                            + " is none. Give one: -Dpgobolt.train=\"<arguments of one run>\"");
        }
        if (session.settings().bolt().flags() != null) {
            throw Failure.user("boltFlags gives all of llvm-bolt's options, so that a layout that is found would not be"
                    + " used. Take boltFlags out, and race again.");
        }
    }

    private List<Workload> racing() {
        return session.asRun().branchWorkloads();
    }

    /** Returns the workloads that take no part in the race; if there are none, those of the evaluation. */
    private List<Workload> confirming() {
        List<Workload> all = session.asRun().evaluationWorkloads();
        List<Workload> others =
                all.stream().filter(workload -> !workload.use().trains()).toList();
        return others.isEmpty() ? all : others;
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = new TreeMap<>(new VariantFiles(session, records).hashes());
        inputs.putAll(session.workloadInputs(racing()));
        inputs.putAll(session.workloadInputs(confirming()));
        inputs.putAll(Servers.inputs(session, session.settings().runs().workloads()));
        inputs.put("branch profile", records.output(BoltProfileStep.KEY, 0));
        inputs.put("options", session.settings().bolt().toString());
        inputs.put("llvm-bolt", session.bolt().llvmBolt().identity());
        inputs.put("benchmark settings", session.settings().benchmark().fingerprint());
        inputs.put("seconds", String.valueOf(session.settings().section(TuneSettings.class)));
        return inputs;
    }

    @Override
    public Asked asked() throws IOException {
        return session.startingTests().asked(session);
    }

    @Override
    public Done<TuneResult> run() throws IOException {
        Wine.startFor(session);
        List<Workload> all = Stream.concat(racing().stream(), confirming().stream())
                .distinct()
                .toList();
        return session.watched(all, this::race);
    }

    private Done<TuneResult> race() throws IOException {
        Path folder = folder();
        BoltOptions known =
                BoltOptions.probe(session.processes(), session.bolt().llvmBolt());
        List<String> defaults =
                BoltStep.options(session, session.bolt().llvmBolt()).flags();
        Path log = session.work().log(KEY.goal());
        DrawnLayouts drawn = new DrawnLayouts(session, records, log);
        Span span = span(drawn, known, defaults, folder.resolve("span"));
        if (!span.exceeds(WORTH)) {
            return done(folder, new TuneResult(0, null, notWorth(span)));
        }
        say(String.format(
                Locale.ROOT, "Layout alone moves the time by %.1f %%: worth a race.", 100 * (span.ratio() - 1)));
        // As later builds make them: those of the POM go before.
        List<String> own = session.settings().bolt().extraFlags();
        List<LayoutDraw> draws = LayoutDraw.candidates(known, defaults, mostCandidates(runSeconds(folder))).stream()
                .map(one -> new LayoutDraw(one.name(), LayoutDraw.with(one.options(), own)))
                .toList();
        List<RacingLayouts.Candidate> candidates = new RacingLayouts(session, records, folder, log)
                .make(draws, seconds(MAKING_SHARE), number -> words = "makes layout " + number + " of " + draws.size());
        say(Counted.of(candidates.size(), "layout") + " in the race.");
        if (candidates.isEmpty()) {
            throw Failure.tool("llvm-bolt " + session.bolt().llvmBolt().version()
                    + " made no other layout of this file; see " + log + ". Give it more time: -Dpgobolt.tune.seconds="
                    + 2 * seconds());
        }
        RacingLayouts.Candidate winner = winner(candidates, folder);
        return done(folder, confirmed(winner, candidates.size(), folder));
    }

    /** Returns the folder of the race; what an earlier race of the very same files decided there stands. */
    private Path folder() throws IOException {
        Path folder = session.work().buildFolder(KEY.goal());
        Path of = folder.resolve("of.sha256");
        String inputs = Hashes.ofText(inputs().toString());
        if (!Files.exists(of) || !Files.readString(of).strip().equals(inputs)) {
            session.work().emptied(folder);
            WholeFile.write(of, inputs);
        }
        return folder;
    }

    private Done<TuneResult> done(Path folder, TuneResult result) throws IOException {
        session.work().emptied(folder);
        return Done.of(result, List.of(), List.of(), List.of(session.bolt().llvmBolt()));
    }

    private int seconds() {
        return session.settings().section(TuneSettings.class).seconds();
    }

    private int seconds(double share) {
        return (int) Math.max(1, share * seconds());
    }

    private BenchmarkPlan plan(List<Workload> workloads, List<Variant> files, int seconds) {
        return BenchmarkPlans.of(session.asRun(), workloads, files, session.written())
                .of(files, seconds);
    }

    /** Returns one that shows what is done and how many rounds of it are over. */
    private ProgressListener listener(String what) {
        words = what;
        return new ProgressListener() {
            @Override
            public void line(String line) {
                session.log().debug("  " + line);
            }

            @Override
            public void pairs(int pairs, double elapsed) {
                words = what + ", " + Counted.of(pairs, "round");
            }
        };
    }

    private void say(String sentence) {
        words = sentence;
        session.log().info("  " + sentence);
    }

    private Span span(DrawnLayouts drawn, BoltOptions known, List<String> defaults, Path folder) throws IOException {
        List<Variant> files = new ArrayList<>(List.of(drawn.linked()));
        for (DrawnLayouts.Made made : drawn.make(LayoutDraw.random(known, defaults, DRAWS), folder)) {
            files.add(made.file());
        }
        return session.benchmark()
                .span(
                        plan(racing(), files, seconds(SPAN_SHARE)),
                        new Span.Bounds(WORTH, WORTH),
                        folder,
                        listener("finds out whether layout moves the time"));
    }

    private String notWorth(Span span) {
        int needed = Span.fewestRounds(span.files().size());
        if (span.rounds() < needed) {
            return "Nothing better shown: "
                    + (span.rounds() == 0 ? "not one round" : "only " + Counted.of(span.rounds(), "round"))
                    + " fitted the time to find out whether layout moves this program, and " + needed
                    + " are needed. Nothing was written. Give it more: -Dpgobolt.tune.seconds="
                    + (int) Math.ceil((double) seconds() * (needed + 1) * 1.5 / (span.rounds() + 1))
                    + ", or make the training shorter.";
        }
        String most = Double.isFinite(span.high())
                ? String.format(Locale.ROOT, ", and by %.1f %% at most", 100 * (span.high() - 1))
                : "";
        return String.format(
                Locale.ROOT,
                "Nothing better shown: layout alone is not shown to move this program by more than %.0f %% (%d layouts, %s%s)."
                        + " Nothing was written.",
                100 * WORTH,
                span.files().size(),
                Counted.of(span.rounds(), "round"),
                most);
    }

    /** Returns the seconds of one run of all racing workloads. */
    private double runSeconds(Path folder) {
        return Benchmark.samples(folder.resolve("span").resolve(Benchmark.SAMPLES)).stream()
                .mapToDouble(sample -> sample.runs().stream()
                                .mapToDouble(run -> run.wallSeconds())
                                .sum()
                        * racing().size()
                        / sample.runs().size())
                .average()
                .orElse(1);
    }

    private int mostCandidates(double runSeconds) {
        int most = 2;
        while (most < MOST_CANDIDATES && Halving.runs(most + 1) * runSeconds <= seconds(RACE_SHARE)) {
            most++;
        }
        return most;
    }

    private RacingLayouts.Candidate winner(List<RacingLayouts.Candidate> candidates, Path folder) {
        Map<String, RacingLayouts.Candidate> byName = new TreeMap<>();
        candidates.forEach(one -> byName.put(one.draw().name(), one));
        Variant reference = new VariantFiles(session, records).baseline();
        String name = Halving.winner(
                List.copyOf(byName.keySet()),
                (stage, names, rounds) -> {
                    List<Variant> files = new ArrayList<>(List.of(reference));
                    names.forEach(
                            one -> files.add(new Variant(one, byName.get(one).file())));
                    BenchmarkPlan plan =
                            plan(racing(), files, seconds(RACE_SHARE)).withMaxPairs(rounds);
                    List<Double> ratios = session.benchmark()
                            .ratios(
                                    plan,
                                    folder.resolve("stage-" + stage),
                                    listener("stage " + stage + ", " + Counted.of(names.size(), "layout") + " left"
                                            + ahead));
                    return ratios.subList(1, ratios.size());
                },
                (stage, stages, best, ratio, left) -> {
                    ahead = String.format(Locale.ROOT, ", %s is ahead at %.3f of the baseline", best, ratio);
                    say("Stage " + stage + " of " + stages + ": " + Counted.of(left, "layout") + " left" + ahead + ".");
                });
        return byName.get(name);
    }

    private TuneResult confirmed(RacingLayouts.Candidate winner, int raced, Path folder) {
        VariantFiles variants = new VariantFiles(session, records);
        List<Variant> files = new ArrayList<>(List.of(new Variant(WINNER, winner.file()), variants.baseline()));
        files.addAll(variants.notWrong());
        BenchmarkResult fresh = session.benchmark()
                .run(
                        plan(confirming(), files, seconds(CONFIRMATION_SHARE)),
                        folder.resolve("confirmation"),
                        listener("confirms " + winner.draw().name() + " on fresh rounds"));
        boolean onTraining =
                confirming().stream().anyMatch(workload -> workload.use().trains());
        List<TunedLayout.Confirmed> shown = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (Variant other : files.subList(1, files.size())) {
            Optional<Comparison> comparison = fresh.overall(other.name(), WINNER);
            comparison.ifPresent(c -> {
                sentences.add(c.sentence());
                // The comparison is the other way round.
                shown.add(new TunedLayout.Confirmed(
                        other.name(), c.metric(), 1 / c.ratio(), 1 / c.high(), 1 / c.low(), c.pairs()));
            });
        }
        String fromRace = onTraining ? " (on the workloads of the race, since there are no others)" : "";
        if (!Halving.isConfirmed(fresh)) {
            return new TuneResult(
                    raced,
                    null,
                    "Nothing better shown: the winner of " + Counted.of(raced, "layout")
                            + " is not shown faster than all that would ship without it, on fresh rounds" + fromRace
                            + ": "
                            + String.join("; ", sentences) + ". Nothing was written.");
        }
        TunedLayout layout = new TunedLayout(
                TunedLayout.SCHEMA_VERSION,
                session.subject().target(),
                session.boltVariant(),
                winner.draw().options(),
                session.detection().rust().release(),
                session.bolt().llvmBolt().version(),
                raced,
                confirming().stream().map(Workload::name).toList(),
                onTraining,
                shown);
        return new TuneResult(
                raced,
                layout,
                "The winner of " + Counted.of(raced, "layout") + " is shown faster on fresh rounds" + fromRace + ": "
                        + String.join("; ", sentences) + ". Its options: "
                        + String.join(" ", layout.options()));
    }

    /** Writes the winner to the source tree. */
    public static Path write(Session session, TunedLayout layout) throws IOException {
        Path place = new LayoutOfTree(session).place();
        Files.createDirectories(place.getParent());
        return layout.write(place);
    }

    @Override
    public String progress(Double lastSeconds) {
        return words;
    }

    @Override
    public String summary(TuneResult result) {
        return result.layout() == null ? "nothing better shown" : "a better layout of " + result.raced();
    }
}
