package io.github.pgobolt.check;

import io.github.pgobolt.base.Lines;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares two runs of the same workload: how they ended, their streams, their named files. */
final class OutputComparison {

    /** The name of a difference in how the runs ended. */
    static final String ENDING = "ending";

    private final OutputRules rules;
    private final NormalForm normalForm;
    private final Path folder;

    /** @param folder for normal forms and diffs */
    OutputComparison(OutputRules rules, NormalForm normalForm, Path folder) {
        this.rules = rules;
        this.normalForm = normalForm;
        this.folder = folder;
    }

    /**
     * Returns every output that differs.
     *
     * @param leftOut outputs that are not compared
     */
    List<Difference> differences(OutputRun reference, OutputRun run, Set<String> leftOut) throws IOException {
        List<Difference> differences = new ArrayList<>();
        if (!leftOut.contains(ENDING) && !ending(reference).equals(ending(run))) {
            differences.add(new Difference(ENDING, ending(run) + " instead of " + ending(reference) + tail(run), null));
        }
        TreeSet<String> names = new TreeSet<>(reference.outputs().keySet());
        names.addAll(run.outputs().keySet());
        names.removeAll(leftOut);
        for (String name : names) {
            if (!reference.outputs().containsKey(name) || !run.outputs().containsKey(name)) {
                String which = reference.outputs().containsKey(name)
                        ? " was not written"
                        : " was written, and the baseline does not write it";
                differences.add(new Difference(name, "the file " + name + which, null));
            } else {
                compare(name, reference, run).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private Optional<Difference> compare(String name, OutputRun reference, OutputRun run) throws IOException {
        Path expected = reference.outputs().get(name);
        Path seen = run.outputs().get(name);
        // Equal bytes are equal under any rule, and most outputs are: then no lines need to be read.
        if (Files.mismatch(expected, seen) < 0) {
            return Optional.empty();
        }
        Path expectedForm = expected.resolveSibling(expected.getFileName() + ".compared");
        Path seenForm = seen.resolveSibling(seen.getFileName() + ".compared");
        try {
            normalForm.write(expected, reference.subject(), expectedForm);
            normalForm.write(seen, run.subject(), seenForm);
            if (same(expectedForm, seenForm)) {
                return Optional.empty();
            }
            return Optional.of(TextDiff.of(name, expectedForm, seenForm, rules.unordered(), folder));
        } finally {
            Files.deleteIfExists(expectedForm);
            Files.deleteIfExists(seenForm);
        }
    }

    private boolean same(Path expected, Path seen) throws IOException {
        if (Files.mismatch(expected, seen) < 0) {
            return true;
        }
        if (rules.unordered()) {
            return multiset(expected).equals(multiset(seen));
        }
        return rules.relativeTolerance() > 0 && withinTolerance(expected, seen);
    }

    private boolean withinTolerance(Path expected, Path seen) throws IOException {
        NearNumbers numbers = new NearNumbers(rules.relativeTolerance());
        try (Lines left = new Lines(expected);
                Lines right = new Lines(seen)) {
            while (true) {
                String a = left.next();
                String b = right.next();
                if (a == null || b == null) {
                    return a == null && b == null;
                }
                if (!numbers.same(a, b)) {
                    return false;
                }
            }
        }
    }

    /**
     * Returns a number that is equal for the same lines in any order: the sum of their SHA-256 modulo 2^256. It needs
     * no memory for a file of any size.
     */
    private BigInteger multiset(Path file) throws IOException {
        BigInteger sum = BigInteger.ZERO;
        try (Lines lines = new Lines(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String line = lines.next(); line != null; line = lines.next()) {
                // The last line may lack its line feed, and be at another place in the other run.
                String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
                byte[] hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
                sum = sum.add(new BigInteger(1, hash));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        return sum.mod(BigInteger.ONE.shiftLeft(256));
    }

    private static String ending(OutputRun run) {
        return run.outcome().ending();
    }

    private static String tail(OutputRun run) throws IOException {
        String text = TextDiff.tail(run.outputs().get("stderr"));
        return text.isBlank() ? "" : "; the end of its standard error:\n" + text;
    }
}
