package io.github.pgobolt.benchmark;

import java.util.Comparator;

/**
 * A place in a round, by number in the plan.
 *
 * @param variant the number of the file; 0 is the reference
 * @param copy 0, or 1 for the reference's second run, the control
 * @param workload the number of the workload
 */
record Slot(int variant, int copy, int workload) {

    static final Comparator<Slot> ORDER = Comparator.comparingInt(Slot::workload)
            .thenComparingInt(Slot::variant)
            .thenComparingInt(Slot::copy);
}
