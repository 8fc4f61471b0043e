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
 * Builds that do not need each other: at the same time, or one after the other where the user wants it so or memory is
 * scarce. Builds that run at once may be in each other's way, as where a build script makes a folder in the source tree and
 * removes it again; so what fails then is tried once more alone before it is the user's failure.
 */
public final class AtOnce {

    /** For each of the builds. A link with fat LTO of a middling crate takes about as much. */
    private static final long BYTES_EACH = 1L << 30;

    private final Log log;
    private final Boolean asked;
    private final Optional<FreeMemory> memory;
    private final long limitSeconds;

    /** One build, of which there are several. */
    interface Action {

        /** Returns whether cargo compiled anything, and did not find everything done. */
        boolean run(Step<?> step) throws IOException;
    }

    /**
     * @param asked whether they run at the same time; null where the memory decides
     * @param memory what is free; empty where nobody can tell
     * @param limitSeconds of one build; what ran so long is not tried again
     */
    public AtOnce(Log log, Boolean asked, Optional<FreeMemory> memory, long limitSeconds) {
        this.log = log;
        this.asked = asked;
        this.memory = memory;
        this.limitSeconds = limitSeconds;
    }

    /** Runs them; returns when all have ended well. */
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
        List<Step<?>> side = steps.stream().filter(step -> attempts.get(step).compiled).toList();
        for (Step<?> step : steps) {
            Attempt attempt = attempts.get(step);
            if (attempt.failure != null) {
                if (side.size() < 2 || !attempt.mayBeTheOthers(limitSeconds)) {
                    attempt.fail();
                }
                log.info(step.key() + ": failed while " + names(side.stream().filter(s -> s != step).toList())
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
                        (double) free.bytes() / (1L << 30), free.source(), builds, builds * BYTES_EACH >> 30))
                .orElse(null);
    }

    private static Map<Step<?>, Attempt> atOnce(List<Step<?>> steps, Action build) {
        Map<Step<?>, CompletableFuture<Attempt>> running = new LinkedHashMap<>();
        // The last one on this thread.
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
     * @param failure what it ended with; null where it went well
     * @param compiled whether it compiled anything; a failure is taken for that
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

        /** An error of this program is nobody's build, and a build that was ended at its limit would only last as long again. */
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
