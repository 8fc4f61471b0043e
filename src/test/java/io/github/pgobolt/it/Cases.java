package io.github.pgobolt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Several cases in one integration test: all are tried, each is named in the output, and one failure fails the test.
 */
public final class Cases {

    /** A case, which throws if it fails. */
    public interface Case {
        void run() throws Exception;
    }

    private final List<String> lines = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** @param name a sentence that says what must hold */
    public void check(String name, Case test) {
        long start = System.nanoTime();
        String outcome = "passed";
        try {
            test.run();
        } catch (Exception | AssertionError | LinkageError e) {
            outcome = "failed";
            failures.add(name + ": " + e);
            System.out.println(prefix() + name + ": " + e);
        }
        String line = outcome + "\t" + name;
        lines.add(line);
        System.out.printf(
                "%s%s  %s (%.1f s)%n",
                prefix(), outcome.equals("passed") ? "ok    " : "FAILED", name, (System.nanoTime() - start) / 1e9);
    }

    /** Names a case that cannot run on this machine, and why. */
    public void skip(String name, String why) {
        lines.add("skipped\t" + name);
        System.out.printf("%sskipped  %s: %s%n", prefix(), name, why);
    }

    /** The test that it is of, since two may run at a time. */
    private static String prefix() {
        return "  " + Thread.currentThread().getName() + ": ";
    }

    /** Writes cases.tsv, which .ci/run counts, and fails if a case failed. */
    public void end(Path directory) throws IOException {
        Files.write(directory.resolve("cases.tsv"), lines);
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    failures.size() + " of " + lines.size() + " cases failed:\n" + String.join("\n\n", failures));
        }
    }
}
