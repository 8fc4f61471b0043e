package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order of the runs: in each round every file once and the reference twice, on every workload, shuffled. The runs
 * of one workload stay together, because pairs that are close in time share the machine's drift. The order of a round
 * depends only on the seed and the round's number, so that a killed benchmark continues with the same orders.
 */
record Schedule(int variants, int workloads, long seed) {

    List<Slot> round(int number) {
        // The odd factor gives (seed, round) and (seed + 1, round - 1) different values.
        Random random = Shuffles.random(seed + number * 0x9E3779B97F4A7C15L);
        List<Integer> order = new ArrayList<>();
        for (int workload = 0; workload < workloads; workload++) {
            order.add(workload);
        }
        Collections.shuffle(order, random);
        List<Slot> slots = new ArrayList<>();
        for (int workload : order) {
            List<Slot> runs = new ArrayList<>();
            for (int variant = 0; variant < variants; variant++) {
                runs.add(new Slot(variant, 0, workload));
            }
            runs.add(new Slot(0, 1, workload));
            Collections.shuffle(runs, random);
            slots.addAll(runs);
        }
        return slots;
    }
}
