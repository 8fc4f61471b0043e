package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether an evaluation reads what the training read, by the content of the files and not by their names. */
final class TrainingInput {

    private TrainingInput() {}

    static boolean evaluatedOnTraining(List<Workload> training, List<Workload> evaluation) {
        Set<String> trained = new HashSet<>();
        training.forEach(workload -> trained.addAll(data(workload)));
        return evaluation.stream().anyMatch(workload -> {
            Set<String> read = data(workload);
            return training.stream().anyMatch(workload::equals)
                    || !read.isEmpty() && trained.containsAll(read)
                    || read.isEmpty() && training.stream().anyMatch(t -> hasCommandOf(t, workload));
        });
    }

    private static boolean hasCommandOf(Workload one, Workload other) {
        return one.command().equals(other.command()) && one.environment().equals(other.environment());
    }

    private static Set<String> data(Workload workload) {
        try {
            return workload.dataHashes();
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "What workload " + workload.name() + " reads cannot be read: " + e.getMessage()
                            + ". Correct its `stdin` or `inputs`.",
                    e);
        }
    }
}
