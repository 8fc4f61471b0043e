package io.github.pgobolt.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reports, while something takes long, that it is alive: one line for everything that runs at the same time. */
public final class Heartbeat {

    /** When a line is due, in seconds since the start; every 60 s after the last of these. */
    private static final List<Integer> FIRST_BEATS = List.of(5, 15, 30, 60);

    private static final int LATER_BEATS = 60;
    /** A line that is due so soon after another, in seconds, is part of that one. */
    private static final int SOON = 3;

    private final Log log;
    private final Duration second;
    private final List<Beating> running = new ArrayList<>();
    private ScheduledExecutorService clock;

    public Heartbeat(Log log) {
        this(log, Duration.ofSeconds(1));
    }

    /** @param second the length of a second: tests need not wait for real ones */
    Heartbeat(Log log, Duration second) {
        this.log = log;
        this.second = second;
    }

    /** Something that runs until it is closed. */
    public final class Beating implements AutoCloseable {

        private final String goal;
        private final Supplier<String> progress;
        private final long start = System.nanoTime();
        private int due = FIRST_BEATS.get(0);

        private Beating(String goal, Supplier<String> progress) {
            this.goal = goal;
            this.progress = progress;
        }

        double elapsedSeconds() {
            return (double) (System.nanoTime() - start) / second.toNanos();
        }

        private String told() {
            double elapsed = elapsedSeconds();
            due = FIRST_BEATS.stream()
                    .filter(beat -> beat > elapsed + SOON)
                    .findFirst()
                    .orElse(LATER_BEATS * (1 + (int) (elapsed + SOON) / LATER_BEATS));
            return String.format(Locale.ROOT, "%s: %.0f s; %s", goal, elapsed, progress.get());
        }

        @Override
        public void close() {
            ended(this);
        }
    }

    /**
     * Begins to report on something.
     *
     * @param progress what it does and how far it is, asked when a line is due
     */
    public synchronized Beating of(String goal, Supplier<String> progress) {
        Beating beating = new Beating(goal, progress);
        if (running.isEmpty()) {
            clock = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "pgo-bolt heartbeat");
                thread.setDaemon(true);
                return thread;
            });
            clock.scheduleAtFixedRate(this::beat, second.toNanos(), second.toNanos(), TimeUnit.NANOSECONDS);
        }
        running.add(beating);
        return beating;
    }

    private synchronized void beat() {
        if (running.stream().anyMatch(beating -> beating.elapsedSeconds() >= beating.due)) {
            log.info("  … " + running.stream().map(Beating::told).collect(Collectors.joining(" | ")));
        }
    }

    private synchronized void ended(Beating beating) {
        running.remove(beating);
        if (running.isEmpty()) {
            clock.shutdownNow();
        }
    }
}
