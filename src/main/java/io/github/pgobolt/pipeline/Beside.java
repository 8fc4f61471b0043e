package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Cancelled;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Strand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Runs steps in their order, and beside them, at the lowest priority, builds that only a later step needs: the others are the
 * path that a build waits for, and get the processors. In sequence if the user wants it so or memory is scarce.
 *
 * <p>A step that fails ends the others. But simultaneous builds may interfere, for example if a build script creates a folder
 * in the source tree and removes it again; so a build that failed for such a reason beside another is tried once more when that
 * has ended, before it counts as the user's failure. Nor is the other ended then: what its build script left half done would be
 * in the way.
 */
public final class Beside {

    /** For a build whose need is not known. A fat LTO link of a medium-sized crate takes about this much. */
    private static final long BYTES_EACH = 1L << 30;

    private final Log log;
    private final Boolean asked;
    private final Supplier<Optional<FreeMemory>> memory;
    private final ToLongFunction<StepKey<?>> lastPeakBytes;
    private final Predicate<Exception> mayBeTheOthers;
    private final long limitSeconds;
    private final ProcessRunner path;
    private final ProcessRunner aside;

    /** One of several steps. */
    interface Action {

        /**
         * Returns whether cargo compiled anything instead of finding everything up to date.
         *
         * @param processes those of the step, and of no other at the same time
         */
        boolean run(Step<?> step, Strand processes) throws IOException;
    }

    /**
     * @param processes runs those of the whole build
     * @param asked whether builds run at the same time; null if the memory decides
     * @param memory the free memory; empty if it is unknown
     * @param lastPeakBytes the most memory that the last build of a step took; 0 if unknown
     * @param mayBeTheOthers whether a build may have failed so because of another at the same time
     * @param limitSeconds of one build; one that ran this long would only take as long again
     */
    public Beside(
            Log log,
            ProcessRunner processes,
            Boolean asked,
            Supplier<Optional<FreeMemory>> memory,
            ToLongFunction<StepKey<?>> lastPeakBytes,
            Predicate<Exception> mayBeTheOthers,
            long limitSeconds) {
        this.log = log;
        this.path = processes.apart();
        this.aside = processes.atLowestPriority().apart();
        this.asked = asked;
        this.memory = memory;
        this.lastPeakBytes = lastPeakBytes;
        this.mayBeTheOthers = mayBeTheOthers;
        this.limitSeconds = limitSeconds;
    }

    /** Runs the processes of the steps that a build waits for. */
    public ProcessRunner path() {
        return path;
    }

    /** Runs those of the builds beside them, at the lowest priority. */
    public ProcessRunner aside() {
        return aside;
    }

    /**
     * Runs them; returns when all have succeeded.
     *
     * @param quiet gives a step in the form that runs at the lowest priority
     */
    void run(List<Step<?>> steps, UnaryOperator<Step<?>> quiet, Action action) throws IOException {
        List<Step<?>> first =
                steps.stream().takeWhile(step -> step.needs().isEmpty()).toList();
        List<Step<?>> side = first.subList(0, Math.max(0, first.size() - 1));
        String why = side.isEmpty() ? null : whyInTurn(first);
        if (why != null) {
            log.info(names(side.stream().<StepKey<?>>map(Step::key).toList())
                    + " is built first, and not beside the others: " + why);
        }
        if (side.isEmpty() || why != null) {
            for (Step<?> step : steps) {
                action.run(step, path.strand());
            }
            return;
        }
        new Run(quiet, action).all(side, steps.subList(side.size(), steps.size()));
    }

    private String whyInTurn(List<Step<?>> builds) {
        if (asked != null) {
            return asked ? null : "parallelBuilds is false";
        }
        long needed = builds.stream().mapToLong(step -> needed(step.key())).sum();
        return memory.get()
                .filter(free -> free.bytes() < needed)
                .map(free -> free(free) + ", and " + builds.size() + " builds at once may take " + gib(needed)
                        + "; -Dpgobolt.parallelBuilds=true builds them at once")
                .orElse(null);
    }

    private long needed(StepKey<?> step) {
        long last = lastPeakBytes.applyAsLong(step);
        return last == 0 ? BYTES_EACH : last;
    }

    private static String free(FreeMemory free) {
        return gib(free.bytes()) + " of memory are free (" + free.source() + ")";
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / (1L << 30));
    }

    private static String names(Collection<StepKey<?>> steps) {
        return steps.stream().map(StepKey::goal).collect(Collectors.joining(" and "));
    }

    /** A run of all steps. */
    private final class Run {

        private final UnaryOperator<Step<?>> quiet;
        private final Action action;
        private final Map<StepKey<?>, Step<?>> side = new LinkedHashMap<>();
        private final Map<StepKey<?>, CompletableFuture<Attempt>> running = new LinkedHashMap<>();
        private final List<CompletableFuture<Void>> endings = new ArrayList<>();

        private Run(UnaryOperator<Step<?>> quiet, Action action) {
            this.quiet = quiet;
            this.action = action;
        }

        private void all(List<Step<?>> beside, List<Step<?>> steps) throws IOException {
            beside.forEach(step -> side.put(step.key(), step));
            try {
                beside.forEach(this::start);
                for (Step<?> step : steps) {
                    waitFor(step.needs());
                    if (step.compiles()) {
                        waitForMemory(step);
                    }
                    onPath(step);
                }
                waitFor(List.copyOf(running.keySet()));
            } catch (Failure failure) {
                if (failure instanceof GoesOn) {
                    running.values().forEach(CompletableFuture::join);
                }
                throw failure;
            } finally {
                end();
                path.strand().clear();
                aside.strand().clear();
            }
        }

        private void start(Step<?> step) {
            CompletableFuture<Attempt> build =
                    CompletableFuture.supplyAsync(() -> Attempt.of(quiet.apply(step), action, aside.strand()));
            running.put(step.key(), build);
            // Its failure is there before a step is ended by it, so that the failure is what is shown.
            endings.add(build.thenAccept(attempt -> {
                if (attempt.failed() && !mayBeTheOthers(attempt)) {
                    path.strand().cancel(step.key() + " failed");
                }
            }));
        }

        /** Waits for builds that run beside; one that failed is tried once more, now that nothing else runs. */
        private void waitFor(Collection<StepKey<?>> needed) throws IOException {
            for (StepKey<?> key : needed) {
                CompletableFuture<Attempt> build = running.get(key);
                if (build == null) {
                    continue;
                }
                Attempt attempt = build.join();
                running.remove(key);
                if (attempt.failed()) {
                    if (!mayBeTheOthers(attempt)) {
                        attempt.fail();
                    }
                    sayAgain(key, "another build ran");
                    action.run(side.get(key), path.strand());
                }
            }
        }

        private void sayAgain(StepKey<?> failed, String beside) {
            log.info(
                    failed + ": failed while " + beside
                            + " at the same time; it is tried once more, alone (-Dpgobolt.parallelBuilds=false builds one after the other)");
        }

        /** Waits for the builds beside a step if memory does not hold both. */
        private void waitForMemory(Step<?> step) throws IOException {
            if (Boolean.TRUE.equals(asked) || running.values().stream().allMatch(CompletableFuture::isDone)) {
                return;
            }
            long needed = lastPeakBytes.applyAsLong(step.key());
            Optional<FreeMemory> free = memory.get().filter(found -> found.bytes() < needed);
            if (free.isPresent()) {
                log.info(step.key() + ": waits for " + names(running.keySet()) + ": " + free(free.get())
                        + ", and such a build took " + gib(needed)
                        + "; -Dpgobolt.parallelBuilds=true builds them at once");
                waitFor(List.copyOf(running.keySet()));
            }
        }

        private void onPath(Step<?> step) throws IOException {
            waitFor(failed());
            running.values().removeIf(CompletableFuture::isDone);
            Attempt attempt = Attempt.of(step, action, path.strand());
            if (!attempt.failed()) {
                return;
            }
            // What failed beside it ended it, unless both failed of the same.
            waitFor(failed());
            if (running.isEmpty() || !step.compiles() || !mayBeTheOthers(attempt)) {
                attempt.fail();
            }
            String others = names(running.keySet());
            boolean compiled = running.values().stream()
                            .map(CompletableFuture::join)
                            .filter(Attempt::compiled)
                            .count()
                    > 0;
            waitFor(failed());
            if (!compiled) {
                attempt.fail();
            }
            sayAgain(step.key(), others + " was built");
            action.run(step, path.strand());
        }

        private List<StepKey<?>> failed() {
            return running.entrySet().stream()
                    .filter(build ->
                            build.getValue().isDone() && build.getValue().join().failed())
                    .<StepKey<?>>map(Map.Entry::getKey)
                    .toList();
        }

        /** Ends the builds beside. */
        private void end() {
            if (running.values().stream().anyMatch(build -> !build.isDone())) {
                aside.strand().cancel("another step failed");
            }
            endings.forEach(CompletableFuture::join);
        }

        /** Whether another build may be the cause: not for an error of this program. */
        private boolean mayBeTheOthers(Attempt attempt) {
            return (attempt.failure instanceof Failure || attempt.failure instanceof IOException)
                    && !(attempt.failure instanceof Cancelled)
                    && !(attempt.failure instanceof GoesOn)
                    && attempt.seconds < limitSeconds
                    && mayBeTheOthers.test(attempt.failure);
        }
    }

    /**
     * @param failure how it ended; null if it succeeded
     * @param compiled whether it compiled anything; a failure counts as that
     */
    private record Attempt(Exception failure, boolean compiled, double seconds) {

        static Attempt of(Step<?> step, Action action, Strand processes) {
            long start = System.nanoTime();
            Exception failure = null;
            boolean compiled = true;
            try {
                compiled = action.run(step, processes);
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            return new Attempt(failure, compiled, (System.nanoTime() - start) / 1e9);
        }

        boolean failed() {
            return failure != null;
        }

        void fail() throws IOException {
            if (failure instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) failure;
        }
    }
}
