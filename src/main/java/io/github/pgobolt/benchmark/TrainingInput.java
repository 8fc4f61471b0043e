package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether an evaluation reads what the training read, by the content of the files and not by their names. */
final class TrainingInput {

    private TrainingInput() {}

    /**
     * Where it has data, whether training had all of it, under whatever options; in any case whether it does the same as a
     * training workload.
     *
     * @param written what runs wrote: no data
     */
    static boolean evaluatedOnTraining(List<Workload> training, List<Workload> evaluation, WrittenFiles written) {
        Set<String> trained = new HashSet<>();
        Set<String> runs = new HashSet<>();
        training.forEach(workload -> {
            trained.addAll(read(workload, () -> workload.dataHashes(written)));
            runs.add(read(workload, () -> workload.contentHash(written)));
        });
        return evaluation.stream().anyMatch(workload -> {
            Set<String> data = read(workload, () -> workload.dataHashes(written));
            return !data.isEmpty() && trained.containsAll(data)
                    || runs.contains(read(workload, () -> workload.contentHash(written)));
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Workload workload, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "What workload " + workload.name() + " reads cannot be read: " + e.getMessage()
                            + ". Correct its `stdin` or `inputs`.",
                    e);
        }
    }
}
