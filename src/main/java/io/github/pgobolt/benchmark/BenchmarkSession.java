package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.StackTraces;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One benchmark from its first run to its last. Single use. */
final class BenchmarkSession {

    private static final String OUTPUTS = "runs";
    private static final int TAIL = 2000;

    private final BenchmarkPlan plan;
    private final Terms terms;
    private final Stopping.Choice stopping;
    private final ProcessRunner processes;
    private final RunMeter meter;
    private final PageRenewal pages;
    private final Path folder;
    private final ProgressListener progress;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final long start = System.nanoTime();
    private double earlierSeconds;

    BenchmarkSession(
            BenchmarkPlan plan,
            Terms terms,
            Stopping.Choice stopping,
            ProcessRunner processes,
            RunMeter meter,
            Path folder,
            ProgressListener progress) {
        this.plan = plan;
        this.terms = terms;
        this.stopping = stopping;
        this.processes = processes;
        this.meter = meter;
        this.pages = new PageRenewal(meter);
        this.folder = folder;
        this.progress = progress;
    }

    /** Measures, and then deletes the runs' output: it has been compared by then, and may hold secrets. */
    BenchmarkResult run() throws IOException {
        try {
            return measure();
        } finally {
            removeOutputs();
        }
    }

    /** Wine has this machine's processor run the code itself. */
    private static boolean isWine(String program) {
        return Path.of(program).getFileName().toString().startsWith("wine");
    }

    private void removeOutputs() throws IOException {
        Path outputs = folder.resolve(OUTPUTS);
        if (Files.isDirectory(outputs)) {
            try (Stream<Path> files = Files.list(outputs)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(outputs);
        }
    }

    private BenchmarkResult measure() throws IOException {
        MachineProbe probe = MachineProbe.ofThisMachine();
        MachineState before = probe.before();
        long[] ticks = probe.ticks();
        if (meter.warning() != null) {
            warn(meter.warning());
        }
        if (!plan.effort().pinCpus().isEmpty() && !meter.measuredBy().equals("runner")) {
            warn("The runs were not confined to processors " + plan.effort().pinCpus() + ": that takes the runner.");
        }
        plan.workloads().stream()
                .map(Workload::runner)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .ifPresent(words -> warn("Every run went through the runner " + String.join(" ", words)
                        + ", and its time is in what is measured."
                        + (isWine(words.get(0))
                                ? ""
                                : " Where it emulates another processor, the verdict says nothing of the speed on that"
                                        + " processor.")));
        Path file = folder.resolve(Benchmark.SAMPLES);
        String planHash = terms.planHash(plan);
        StoredSamples stored = Benchmark.goOn(file, planHash, meter.measuredBy());
        List<Round> rounds = new ArrayList<>();
        Declaration declaration = null;
        if (stored != null) {
            rounds.addAll(stored.rounds());
            declaration = stored.declaration();
            earlierSeconds = stored.elapsedSeconds();
            stored.warnings().forEach(this::warn);
            progress.line("Going on from " + Counted.of(rounds.size(), "pair") + " of a benchmark that was killed.");
        }
        try (SampleLog log = stored != null
                ? SampleLog.resume(file, stored, plan.effort().budgetSeconds())
                : SampleLog.create(
                        file, terms, planHash, meter.measuredBy(), plan.effort().budgetSeconds(), before)) {
            if (declaration == null) {
                declaration = warmUp(log);
            }
            String reason = measure(log, rounds, declaration, probe);
            pages.warning().ifPresent(this::warn);
            log.end(reason, elapsedSeconds(), probe.after(before, ticks));
        }
        return new ResultAssembly(StoredSamples.read(file), List.copyOf(warnings)).result();
    }

    private Declaration warmUp(SampleLog log) throws IOException {
        Map<String, List<Measurement>> runs = new LinkedHashMap<>();
        for (int repeat = 0; repeat < plan.effort().warmups(); repeat++) {
            for (int workload = 0; workload < terms.workloads().size(); workload++) {
                for (int variant = 0;
                        variant < terms.variants().size()
                                && elapsedSeconds() < plan.effort().budgetSeconds();
                        variant++) {
                    Slot slot = new Slot(variant, 0, workload);
                    Measurement run = runOnce(slot);
                    log.warmup(slot, run);
                    runs.computeIfAbsent(terms.workloads().get(workload), w -> new ArrayList<>())
                            .add(run);
                }
            }
        }
        Declaration declaration = MetricChoice.declare(plan, runs);
        if (declaration.metric() == Metric.cpu && !meter.measuredBy().equals("runner")) {
            throw Failure.user("CPU time is asked for and cannot be measured: " + meter.warning()
                    + ". Fix that, or set -Dpgobolt.benchmark.metric=wall.");
        }
        log.declare(declaration);
        progress.line("Comparing " + declaration.metric().words() + ": " + declaration.why() + ".");
        return declaration;
    }

    private String measure(SampleLog log, List<Round> rounds, Declaration declaration, MachineProbe probe)
            throws IOException {
        Schedule schedule =
                new Schedule(terms.variants().size(), terms.workloads().size(), terms.seed());
        Stopping rule = stopping.by(declaration.metric());
        while (true) {
            Analysis analysis = new Analysis(terms, rounds);
            Optional<String> reason = rule.stop(analysis, elapsedSeconds());
            if (reason.isPresent()) {
                return reason.get();
            }
            int round = rounds.size();
            long startedAt = System.currentTimeMillis();
            Double load = probe.load();
            Map<Slot, Measurement> runs = new HashMap<>();
            for (Slot slot : schedule.round(round)) {
                Measurement run = runOnce(slot);
                log.run(round, slot, run);
                runs.put(slot, run);
            }
            rounds.add(new Round(runs));
            log.round(round, startedAt, load, elapsedSeconds());
            progress.pairs(rounds.size(), elapsedSeconds());
        }
    }

    private Measurement runOnce(Slot slot) throws IOException {
        Workload workload = plan.workloads().get(slot.workload());
        Variant variant = plan.variants().get(slot.variant());
        // Absolute, because the workload may run in another directory.
        Path subject = variant.file().toAbsolutePath();
        Command command = workload.on(subject);
        Path output = folder.resolve(OUTPUTS).resolve(slot.variant() + "-" + slot.workload() + ".out");
        Path errors = folder.resolve(OUTPUTS).resolve(slot.variant() + "-" + slot.workload() + ".err");
        Files.createDirectories(output.getParent());
        pages.before(subject);
        ServerSetup setup = plan.serverOf(workload);
        try (RunningServer server = setup == null ? null : RunningServer.start(processes, setup, subject)) {
            Measurement run = meter.measure(command, output, errors);
            pages.ran(run);
            if (server != null && !server.stop()) {
                warn("The server of workload " + workload.name() + " did not end within " + setup.stopSeconds()
                        + " s of SIGTERM and was killed: a profile that it writes at its end is lost. Let it handle"
                        + " SIGTERM, or raise the limit of its stop.");
            }
            requireSuccess(workload, variant, command, run, output, errors);
            ReportedMetric reported = plan.reportedBy(workload);
            return reported == null
                    ? run
                    : run.reporting(ReportedValue.asTime(reported, ReportedValue.in(reported, text(output))));
        }
    }

    private void requireSuccess(
            Workload workload, Variant variant, Command command, Measurement run, Path output, Path errors)
            throws IOException {
        if (!run.timedOut() && run.signal() == 0 && run.exit() == workload.expectExit()) {
            return;
        }
        String ending = run.timedOut()
                ? "was ended after its limit of " + workload.timeoutSeconds() + " s"
                : run.signal() != 0
                        ? "was killed by " + Outcome.signalName(run.signal())
                        : "ended with exit " + run.exit() + " where " + workload.expectExit() + " is expected";
        String all = text(errors).isBlank() ? text(output) : text(errors);
        String said = String.join("\n", StackTraces.folded(all.strip().lines().toList()));
        said = said.length() > TAIL ? "…" + said.substring(said.length() - TAIL) : said;
        throw Failure.user("Workload " + workload.name() + " " + ending + " on " + variant.name()
                + ", so that there is nothing to compare."
                + (said.isBlank() ? "" : "\n" + Redaction.text(said, command))
                + "\nThe command was:\n  " + command.line()
                + "\nRun it by hand, and fix what it complains of.");
    }

    /** Returns a file as text, whatever its bytes: a program may print anything. */
    private static String text(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    private void warn(String warning) {
        if (warnings.add(warning)) {
            progress.warning(warning);
        }
    }

    private double elapsedSeconds() {
        return earlierSeconds + (System.nanoTime() - start) * 1e-9;
    }
}
