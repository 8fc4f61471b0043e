package io.github.pgobolt.benchmark.adapter;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Output of hyperfine and Criterion, or anything in its place: an answer, or a failure that names the file. */
public final class AdapterFilesFuzz {

    private AdapterFilesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path root = Files.createDirectories(Path.of(
                System.getProperty("java.io.tmpdir"),
                "adapters-" + ProcessHandle.current().pid()));
        Path export = Files.write(root.resolve("hyperfine.json"), input);
        try {
            Hyperfine.read(export, "fuzz");
        } catch (Failure declared) {
            // The failure says what is wrong with the file.
        }
        Path estimates = root.resolve("criterion/one/new/estimates.json");
        Files.createDirectories(estimates.getParent());
        Files.write(estimates, input);
        Files.write(estimates.resolveSibling("benchmark.json"), input);
        try {
            CriterionEstimates.readAll(root.resolve("criterion"), 0);
        } catch (Failure declared) {
            // The failure says what is wrong with the file.
        }
    }
}
