package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Has each run find its file in other pages of the memory. A file keeps its pages for as long as it is in the page cache, and
 * which they are moves the time of a program, as the processor's caches go by physical addresses: of twelve copies of rhai, the
 * same bytes, the slowest took 7 % more than the fastest, and 23 % on one workload. A verdict on one draw of pages says nothing of
 * the next one, which every copy and every start of the machine makes; many draws are a part of the noise that it takes into
 * account.
 */
final class PageRenewal {

    /** How much of the time of the runs it may take. Large files are read for longer than short runs last. */
    private static final double SHARE = 0.5;
    /** The share of the runs in which a file may stay in its pages without being worth a word. */
    private static final double SELDOM = 0.1;

    private final RunMeter meter;
    private long nanos;
    private long nanosOfRuns;
    private int tries;
    private int stayed;
    private Path stays;

    PageRenewal(RunMeter meter) {
        this.meter = meter;
    }

    /** Renews the pages of the file that is measured. */
    void before(Path subject) throws IOException {
        if (nanos > nanosOfRuns * SHARE) {
            return;
        }
        long start = System.nanoTime();
        tries++;
        if (!meter.renewPages(subject)) {
            stayed++;
            stays = subject;
        }
        nanos += System.nanoTime() - start;
    }

    void ran(Measurement run) {
        nanosOfRuns += run.wallNanos();
    }

    /** Returns what it means that files stayed in their pages, unless it was seldom. */
    Optional<String> warning() {
        return Optional.ofNullable(stays)
                .filter(file -> stayed > tries * SELDOM)
                .map(file -> "Before " + stayed + " of " + Counted.of(tries, "run")
                        + " a file stayed in its pages of the memory, such as " + file
                        + ". Which pages these are moves the"
                        + " time of some programs by some per cent, so that a verdict may be one on them. They are others in each"
                        + " run on Linux, where there is a rustc for the runner, the file lies on a disk"
                        + " (-Dpgobolt.workDirectory), and no other process runs it.");
    }
}
