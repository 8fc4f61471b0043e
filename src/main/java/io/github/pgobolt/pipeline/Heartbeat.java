package io.github.pgobolt.pipeline;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reports, while a step takes long, that it is alive: what it does, how long it has run, and how long it took last
 * time.
 */
final class Heartbeat implements AutoCloseable {

    /** When a line is due, in seconds since the start; every 60 s after the last of these. */
    private static final int[] FIRST_BEATS = {5, 15, 30, 60};

    private static final int LATER_BEATS = 60;

    private final Log log;
    private final String goal;
    private final Supplier<String> activity;
    private final OptionalDouble expectedSeconds;
    private final Duration second;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pgo-bolt heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    Heartbeat(Log log, String goal, Supplier<String> activity, OptionalDouble expectedSeconds) {
        this(log, goal, activity, expectedSeconds, Duration.ofSeconds(1));
    }

    /** @param second the length of a second: tests need not wait for real ones */
    Heartbeat(Log log, String goal, Supplier<String> activity, OptionalDouble expectedSeconds, Duration second) {
        this.log = log;
        this.goal = goal;
        this.activity = activity;
        this.expectedSeconds = expectedSeconds;
        this.second = second;
        for (int beat : FIRST_BEATS) {
            clock.schedule(this::beat, beat * second.toNanos(), TimeUnit.NANOSECONDS);
        }
        clock.scheduleAtFixedRate(
                this::beat,
                (60L + LATER_BEATS) * second.toNanos(),
                LATER_BEATS * second.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    double elapsedSeconds() {
        return (double) (System.nanoTime() - start) / second.toNanos();
    }

    private void beat() {
        String expected = expectedSeconds.isPresent()
                ? String.format(Locale.ROOT, ", took %.0f s last time", expectedSeconds.getAsDouble())
                : "";
        log.info(String.format(Locale.ROOT, "  … %s: %.0f s%s; %s", goal, elapsedSeconds(), expected, activity.get()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
