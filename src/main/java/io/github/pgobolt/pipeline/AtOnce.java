package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Runs builds that do not depend on each other: at the same time, or in sequence if the user wants it so or memory is
 * scarce. Simultaneous builds may interfere, for example if a build script creates a folder in the source tree and
 * removes it again; so a failed build is tried once more alone before it counts as the user's failure.
 */
public final class AtOnce {

    /** For each of the builds. A fat LTO link of a medium-sized crate takes about this much. */
    private static final long BYTES_EACH = 1L << 30;

    private final Log log;
    private final Boolean asked;
    private final Optional<FreeMemory> memory;
    private final long limitSeconds;

    /** One of several builds. */
    interface Action {

        /** Returns whether cargo compiled anything instead of finding everything up to date. */
        boolean run(Step<?> step) throws IOException;
    }

    /**
     * @param asked whether they run at the same time; null if the memory decides
     * @param memory the free memory; empty if it is unknown
     * @param limitSeconds of one build; one that ran this long is not tried again
     */
    public AtOnce(Log log, Boolean asked, Optional<FreeMemory> memory, long limitSeconds) {
        this.log = log;
        this.asked = asked;
        this.memory = memory;
        this.limitSeconds = limitSeconds;
    }

    /** Runs them; returns when all have succeeded. */
    void run(List<Step<?>> steps, Action build) throws IOException {
        String why = whyInTurn(steps.size());
        if (why != null) {
            log.info(names(steps) + " are built one after the other: " + why);
            for (Step<?> step : steps) {
                build.run(step);
            }
            return;
        }
        Map<Step<?>, Attempt> attempts = atOnce(steps, build);
        List<Step<?>> side =
                steps.stream().filter(step -> attempts.get(step).compiled).toList();
        for (Step<?> step : steps) {
            Attempt attempt = attempts.get(step);
            if (attempt.failure != null) {
                if (side.size() < 2 || !attempt.mayBeTheOthers(limitSeconds)) {
                    attempt.fail();
                }
                log.info(step.key() + ": failed while "
                        + names(side.stream().filter(s -> s != step).toList())
                        + " was built at the same time; it is tried once more, alone (-Dpgobolt.parallelBuilds=false builds one"
                        + " after the other)");
                build.run(step);
            }
        }
    }

    private String whyInTurn(int builds) {
        if (asked != null) {
            return asked ? null : "parallelBuilds is false";
        }
        return memory.filter(free -> free.bytes() < builds * BYTES_EACH)
                .map(free -> String.format(
                        Locale.ROOT,
                        "%.1f GiB of memory are free (%s), and %d builds at once may take %d GiB; -Dpgobolt.parallelBuilds=true"
                                + " builds them at once",
                        (double) free.bytes() / (1L << 30),
                        free.source(),
                        builds,
                        builds * BYTES_EACH >> 30))
                .orElse(null);
    }

    private static Map<Step<?>, Attempt> atOnce(List<Step<?>> steps, Action build) {
        Map<Step<?>, CompletableFuture<Attempt>> running = new LinkedHashMap<>();
        // The last one runs on this thread.
        for (Step<?> step : steps.subList(0, steps.size() - 1)) {
            running.put(step, CompletableFuture.supplyAsync(() -> Attempt.of(step, build)));
        }
        Attempt last = Attempt.of(steps.get(steps.size() - 1), build);
        Map<Step<?>, Attempt> ended = new LinkedHashMap<>();
        running.forEach((step, future) -> ended.put(step, future.join()));
        ended.put(steps.get(steps.size() - 1), last);
        return ended;
    }

    private static String names(List<Step<?>> steps) {
        return steps.stream().map(step -> step.key().goal()).collect(Collectors.joining(" and "));
    }

    /**
     * @param failure how it ended; null if it succeeded
     * @param compiled whether it compiled anything; a failure counts as that
     */
    private record Attempt(Exception failure, boolean compiled, double seconds) {

        static Attempt of(Step<?> step, Action build) {
            long start = System.nanoTime();
            Exception failure = null;
            boolean compiled = true;
            try {
                compiled = build.run(step);
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            return new Attempt(failure, compiled, (System.nanoTime() - start) / 1e9);
        }

        /**
         * Whether another build may be the cause: not for an error of this program, and a build that reached its limit
         * would only take as long again.
         */
        boolean mayBeTheOthers(long limitSeconds) {
            return (failure instanceof Failure || failure instanceof IOException) && seconds < limitSeconds;
        }

        void fail() throws IOException {
            if (failure instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) failure;
        }
    }
}
