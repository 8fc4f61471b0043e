package io.github.pgobolt.benchmark;

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

    private final RunMeter meter;
    private long nanos;
    private long nanosOfRuns;
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
        if (!meter.renewPages(subject) && stays == null) {
            stays = subject;
        }
        nanos += System.nanoTime() - start;
    }

    void ran(Measurement run) {
        nanosOfRuns += run.wallNanos();
    }

    /** Returns what it means that a file stayed in its pages, if one did. */
    Optional<String> warning() {
        return Optional.ofNullable(stays)
                .map(file -> "Every run found " + file
                        + " in the same pages of the memory, and which pages these are moves the"
                        + " time of some programs by some per cent, so that a verdict may be one on them. They are others in each"
                        + " run on Linux, where there is a rustc for the runner, the file lies on a disk"
                        + " (-Dpgobolt.workDirectory), and no other process runs it.");
    }
}
