package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.pipeline.Log;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The progress of a benchmark. Its remarks go to the log; the number of pairs waits for the one line of progress. */
final class BenchmarkProgress implements ProgressListener {

    private final Log log;
    private final long budgetSeconds;
    private final Set<String> warned = new HashSet<>();
    private volatile String words;

    BenchmarkProgress(Log log, long budgetSeconds) {
        this.log = log;
        this.budgetSeconds = budgetSeconds;
        this.words = "runs the workloads for at most " + budgetSeconds + " s";
    }

    String words() {
        return words;
    }

    /** Logs a warning once, when it is found. */
    @Override
    public void warning(String warning) {
        if (warned.add(warning)) {
            log.warn(warning);
        }
    }

    @Override
    public void line(String line) {
        log.info("  " + line);
    }

    /** Returns one that shows how far it is, and no remarks: those of a measurement beside the benchmark say nothing new. */
    ProgressListener quiet() {
        return new ProgressListener() {
            @Override
            public void line(String line) {
                log.debug("  " + line);
            }

            @Override
            public void pairs(int pairs, double seconds) {
                BenchmarkProgress.this.pairs(pairs, seconds);
            }
        };
    }

    @Override
    public void pairs(int pairs, double seconds) {
        words = String.format(
                Locale.ROOT, "%s in %.0f s of at most %d s", Counted.of(pairs, "pair"), seconds, budgetSeconds);
    }
}
