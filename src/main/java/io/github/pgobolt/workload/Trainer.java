package io.github.pgobolt.workload;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs workloads on an instrumented file, so that each of its processes leaves a profile. */
public final class Trainer {

    /** SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE and SIGSEGV. */
    private static final Set<Integer> CRASHES = Set.of(4, 5, 6, 7, 8, 11);

    /** SIGXFSZ. */
    private static final int FILE_TOO_LARGE = 25;

    /** SIGXCPU. */
    private static final int OUT_OF_TIME = 24;

    /** Printed by LLVM's runtime, after which the program ends as if nothing had happened. */
    private static final Pattern UNWRITTEN =
            Pattern.compile("LLVM Profile Error: (?:Failed to write|Unable to (?:open|merge)|Failed to"
                    + " open|File open|Read of|Invalid profile)[^\\n]*");

    private static final int END_SECONDS = 15;

    private final ProcessRunner processes;
    private final Path logs;
    private final int timeoutFactor;
    private final Surroundings surroundings;
    private final AtomicInteger finished = new AtomicInteger();

    /**
     * @param logs the folder for the workloads' standard error
     * @param timeoutFactor how many times its limit a workload may take, since instrumented code is slow
     */
    public Trainer(ProcessRunner processes, Path logs, int timeoutFactor) {
        this(processes, logs, timeoutFactor, Surroundings.NONE);
    }

    /**
     * Creates a trainer for workloads that need something beside them.
     *
     * @param logs the folder for the workloads' standard error
     * @param timeoutFactor how many times its limit a workload may take, since instrumented code is slow
     * @param surroundings whatever the workloads need beside them, such as a server
     */
    public Trainer(ProcessRunner processes, Path logs, int timeoutFactor, Surroundings surroundings) {
        this.processes = processes;
        this.logs = logs;
        this.timeoutFactor = timeoutFactor;
        this.surroundings = surroundings;
    }

    /**
     * The runs of one workload.
     *
     * @param runs how many times it ran
     * @param seconds the total wall time of these runs
     */
    public record Trained(String workload, int runs, double seconds) {}

    /** Returns how many runs have finished, for a heartbeat. */
    public int finishedRuns() {
        return finished.get();
    }

    /**
     * Runs every workload as often as it asks for. Runs go in parallel on all processors, except those that need a
     * shell, write files or talk to a server, which might interfere with each other.
     *
     * @param environment the variables with which a run of a workload writes its profile
     */
    public List<Trained> train(
            List<Workload> workloads, Path subject, Function<Workload, Map<String, String>> environment)
            throws IOException {
        Files.createDirectories(logs);
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Trained> trained = new ArrayList<>();
            for (Workload workload : workloads) {
                boolean alone = workload.shell() || !workload.outputs().isEmpty() || surroundings.has(workload);
                // In the order in which they end: a failed run is noticed even while a longer one is going.
                CompletionService<Double> runs = new ExecutorCompletionService<>(pool);
                int started = 0;
                double seconds = 0;
                for (int i = 0; i < workload.repeat(); i++) {
                    Command command = command(workload, subject, environment.apply(workload));
                    if (alone) {
                        // Closed before the profile is used: a server writes it when it ends.
                        try (Closeable around = surroundings.open(workload, subject, environment.apply(workload))) {
                            seconds += seconds(judge(workload, run(workload, command)));
                        }
                    } else {
                        // Judged immediately: ten thousand outcomes, each with its output, would fill the memory.
                        runs.submit(() -> seconds(judge(workload, run(workload, command))));
                        started++;
                    }
                }
                for (int i = 0; i < started; i++) {
                    seconds += nextResult(runs);
                }
                trained.add(new Trained(workload.name(), workload.repeat(), seconds));
            }
            return trained;
        } finally {
            end(pool);
        }
    }

    private Command command(Workload workload, Path subject, Map<String, String> environment) {
        Command command = workload.on(subject).with(environment);
        return command.writeTo(Path.of("/dev/null"), null)
                .within(command.timeout().multipliedBy(timeoutFactor))
                .logTo(logs.resolve(workload.name() + ".log"));
    }

    private Outcome run(Workload workload, Command command) {
        try {
            Outcome outcome = processes.run(command);
            finished.incrementAndGet();
            return outcome;
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "Workload '" + workload.name() + "' cannot be started: " + e.getMessage()
                            + ". Fix the first word of its <command>: a path, a program that PATH has, or ${subject}.",
                    e);
        }
    }

    private static double seconds(Outcome outcome) {
        return outcome.elapsed().toNanos() / 1e9;
    }

    /** Ends the other runs once one has failed; none of them may continue and write after this step has ended. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double nextResult(CompletionService<Double> runs) throws IOException {
        try {
            return runs.take().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new UncheckedIOException(new IOException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.user(
                    "The build was interrupted while the training workloads ran. Start it again: what was done stays.");
        }
    }

    /** Refuses a run that did not go as the workload says it should. */
    public Outcome judge(Workload workload, Outcome outcome) {
        if (!outcome.timedOut() && outcome.exit() == workload.expectExit()) {
            Matcher unwritten = UNWRITTEN.matcher(outcome.stderr());
            if (unwritten.find()) {
                throw Failure.user("Workload '" + workload.name() + "' ended well but could not write its profile: "
                        + unwritten.group()
                        + "\nRemove what keeps it from writing: a chroot, another user, a read-only file system, a limit on"
                        + " files (ulimit -f, ulimit -n), seccomp or Landlock. The command was:\n  "
                        + outcome.command().line());
            }
            return outcome;
        }
        StringBuilder message = new StringBuilder("Workload '" + workload.name() + "' failed: ");
        if (outcome.timedOut()) {
            message.append("it ran longer than its limit of ")
                    .append(Duration.from(outcome.command().timeout()).toSeconds())
                    .append(" s, and all its processes were ended. Raise <timeoutSeconds> of the workload"
                            + " (-Dpgobolt.workloadTimeoutSeconds), or fix what hangs.");
        } else {
            message.append(outcome.ending()).append(", expected exit ").append(workload.expectExit());
            int signal = outcome.signal().orElse(0);
            if (signal == 9) {
                message.append(
                        ". A process that is killed writes no profile; was it the out-of-memory killer, or the workload itself?"
                                + " Give it more memory or less to do, or let it end by itself.");
            } else if (signal == FILE_TOO_LARGE) {
                message.append(
                        ". A limit on the size of files (ulimit -f) ended it, perhaps while it wrote its profile. Raise the limit:"
                                + " a profile takes some megabytes.");
            } else if (signal == OUT_OF_TIME) {
                message.append(
                        ". A limit on the time of the processor (ulimit -t) ended it. Raise the limit: instrumented code is slow.");
            } else if (CRASHES.contains(signal)) {
                message.append(". A process that crashes writes no profile. Remove the cause of the crash.");
            } else {
                message.append(". If that is right for this workload, set <expectExit>")
                        .append(outcome.exit())
                        .append("</expectExit>.");
            }
        }
        JavaTrouble.explain(outcome).ifPresent(why -> message.append(' ').append(why));
        String tail = outcome.tail();
        message.append(tail.isBlank() ? "" : "\n" + tail.stripTrailing());
        message.append("\nThe command was:\n  ").append(outcome.command().line());
        boolean crashed =
                !outcome.timedOut() && CRASHES.contains(outcome.signal().orElse(0));
        throw crashed ? new Crash(workload, message.toString()) : Failure.user(message.toString());
    }
}
