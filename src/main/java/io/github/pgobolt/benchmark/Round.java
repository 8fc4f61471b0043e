package io.github.pgobolt.benchmark;

import java.util.Map;

/** A complete round: one run in each slot. */
record Round(Map<Slot, Measurement> runs) {

    Round {
        runs = Map.copyOf(runs);
    }

    double value(Metric metric, int variant, int copy, int workload) {
        return metric.of(runs.get(new Slot(variant, copy, workload)));
    }
}
