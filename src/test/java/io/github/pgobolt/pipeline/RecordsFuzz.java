package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records of steps that somebody changed by hand, or that another program wrote. */
public final class RecordsFuzz {

    private static final StepKey<String> TRAIN = new StepKey<>("train", "trains", String.class);

    private RecordsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path root = Files.createDirectories(Path.of(
                System.getProperty("java.io.tmpdir"),
                "records-" + ProcessHandle.current().pid()));
        Path record = root.resolve("steps").resolve(TRAIN.goal() + ".json");
        Files.createDirectories(record.getParent());
        Files.write(record, input);
        try {
            new WorkFolder(root).read(TRAIN);
        } catch (Failure declared) {
            // A record of a newer plugin, reported as such.
        }
    }
}
