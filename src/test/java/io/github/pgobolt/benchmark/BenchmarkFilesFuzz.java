package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stored samples, a stored result, and the value that a workload reports. */
public final class BenchmarkFilesFuzz {

    private static final ReportedMetric POINTER = new ReportedMetric("fuzz", null, "/a/0/b", "things", true);
    private static final ReportedMetric PATTERN = new ReportedMetric("fuzz", "rate: ([^ ]+)", null, "things", false);

    private BenchmarkFilesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path root = Files.createDirectories(Path.of(
                System.getProperty("java.io.tmpdir"),
                "benchmark-" + ProcessHandle.current().pid()));
        Path samples = Files.write(root.resolve("benchmark.jsonl"), input);
        Path result = Files.write(root.resolve("benchmark.json"), input);
        String text = new String(input, StandardCharsets.UTF_8);
        answers(() -> StoredSamples.read(samples));
        answers(() -> BenchmarkJson.read(result));
        answers(() -> ReportedValue.in(POINTER, text));
        answers(() -> ReportedValue.in(PATTERN, text));
    }

    private static void answers(Runnable reader) {
        try {
            reader.run();
        } catch (Failure declared) {
            // The failure says what is wrong.
        }
    }
}
