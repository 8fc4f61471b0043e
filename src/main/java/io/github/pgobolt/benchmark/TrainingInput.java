package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Detects an evaluation on the training input, by the content of the files and not by their names. */
final class TrainingInput {

    private TrainingInput() {}

    /**
     * Whether some evaluation workload works on data that was all part of the training, whatever its options, or does
     * the same as a training workload.
     *
     * @param written the files that runs wrote, which are not data
     */
    static boolean evaluatedOnTraining(List<Workload> training, List<Workload> evaluation, WrittenFiles written) {
        if (evaluation.stream().anyMatch(training::contains)) {
            // Nothing has to be read for that, which may be large, and may change between two looks.
            return true;
        }
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
