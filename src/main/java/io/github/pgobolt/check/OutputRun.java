package io.github.pgobolt.check;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of one run of a workload: its streams and named files, as files, and how it ended.
 *
 * @param subject the file that ran
 * @param outputs its outputs, by "stdout", "stderr" and the names of files; a file that it did not write is missing
 * @param outcome how it ended
 */
record OutputRun(Path subject, Map<String, Path> outputs, Outcome outcome) {

    /** Runs the workload and saves its outputs in the folder, which must be the check's own. */
    static OutputRun of(ProcessRunner processes, Workload workload, Path subject, SavedOutputs saved, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        saved.restore();
        Path stdout = folder.resolve("stdout");
        Path stderr = folder.resolve("stderr");
        Command command = workload.on(subject).writeTo(stdout, stderr);
        Outcome outcome = processes.run(command);
        Map<String, Path> outputs = new TreeMap<>();
        outputs.put("stdout", stdout);
        outputs.put("stderr", stderr);
        int number = 0;
        for (Path written : saved.written()) {
            Path kept = folder.resolve("file-" + number++);
            // Copied and not moved: the program's next run may look for a file that it made, and restoring removes it
            // then.
            Files.copy(written, kept, StandardCopyOption.REPLACE_EXISTING);
            outputs.put(saved.nameOf(written), kept);
        }
        return new OutputRun(subject, outputs, outcome);
    }

    /** Removes the saved outputs, once nothing was found in them. */
    void delete() throws IOException {
        for (Path output : outputs.values()) {
            Files.deleteIfExists(output);
        }
    }
}
