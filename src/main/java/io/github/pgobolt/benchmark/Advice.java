package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Advice from the measurement itself on the chances of PGO and BOLT, and on measuring better. */
record Advice(Terms terms, List<RunSummary> summaries) {

    private static final double SHORT_SECONDS = 0.02;
    private static final double LONG_SECONDS = 1;
    private static final double MOSTLY = 0.5;
    private static final long TINY_TEXT = 512 * 1024;

    List<String> lines() {
        List<String> advice = new ArrayList<>();
        summaries.stream()
                .filter(s -> s.variant().equals(terms.variants().get(0)) && s.runs() > 0)
                .forEach(s -> {
                    double wall = s.wallSeconds().median();
                    if (wall < SHORT_SECONDS) {
                        advice.add(String.format(
                                Locale.ROOT,
                                "A run of %s takes %.1f ms, of which starting the process is a good part: PGO and BOLT"
                                        + " can gain little here. A larger input (50 to 200 ms) shows what the code itself"
                                        + " gains.",
                                s.workload(),
                                wall * 1e3));
                    }
                    if (wall > LONG_SECONDS) {
                        advice.add(String.format(
                                Locale.ROOT,
                                "A run of %s takes %.1f s. Four times shorter runs in the same time "
                                        + "halve the interval: 50 to 200 ms are best.",
                                s.workload(),
                                wall));
                    }
                    if (s.cpuSeconds() != null
                            && s.cpuSeconds().median() < MOSTLY * wall
                            && wall >= SHORT_SECONDS
                            && s.counters()
                                            .getOrDefault("voluntary_switches", new Spread(0, 0, 0))
                                            .median()
                                    > 10) {
                        advice.add(String.format(
                                Locale.ROOT,
                                "%s waits %.0f %% of its time, for files, the network or other "
                                        + "threads: PGO and BOLT change only the time it computes.",
                                s.workload(),
                                100 * (1 - s.cpuSeconds().median() / wall)));
                    }
                    if (s.cpuSeconds() != null
                            && s.sysSeconds().median() > MOSTLY * s.cpuSeconds().median()) {
                        advice.add(String.format(
                                Locale.ROOT,
                                "%s spends %.0f %% of its CPU time in the kernel, which PGO and BOLT do "
                                        + "not change: fewer system calls (buffered I/O) would gain more.",
                                s.workload(),
                                100 * s.sysSeconds().median() / s.cpuSeconds().median()));
                    }
                });
        Long text = terms.textBytes().get(0);
        if (text != null && text < TINY_TEXT) {
            advice.add(String.format(
                    Locale.ROOT,
                    "The code is small (%d KiB): what of it is hot fits the instruction cache "
                            + "and the TLB as it is, so that BOLT's layout can gain little; PGO's inlining still may.",
                    text / 1024));
        }
        return List.copyOf(advice);
    }
}
