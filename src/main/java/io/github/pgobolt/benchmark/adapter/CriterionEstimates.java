package io.github.pgobolt.benchmark.adapter;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Criterion.rs's output for one benchmark, in {@code new/estimates.json}: the median time of an iteration and
 * Criterion's own interval for it.
 */
final class CriterionEstimates {

    private static final double NANO = 1e-9;

    private CriterionEstimates() {}

    /**
     * Returns every benchmark below a Criterion folder, by its full name.
     *
     * @param since the start of this run in milliseconds since the epoch; older files are ignored
     */
    static Map<String, Reading> readAll(Path criterionFolder, long since) {
        Map<String, Reading> all = new TreeMap<>();
        if (!Files.isDirectory(criterionFolder)) {
            throw absent(criterionFolder);
        }
        try (Stream<Path> files = Files.walk(criterionFolder)) {
            List<Path> estimates = files.filter(file -> file.endsWith(Path.of("new", "estimates.json")))
                    .sorted()
                    .toList();
            for (Path file : estimates) {
                if (Files.getLastModifiedTime(file).toMillis() >= since) {
                    all.put(name(criterionFolder, file), read(file));
                }
            }
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.TOOL,
                    "Criterion's results in " + criterionFolder + " cannot be read: " + e.getMessage(),
                    e);
        }
        if (all.isEmpty()) {
            throw absent(criterionFolder);
        }
        return all;
    }

    private static Failure absent(Path folder) {
        return Failure.user(
                "`cargo bench` left no Criterion results (" + folder + "/**/new/estimates.json). Is the bench target a"
                        + " Criterion benchmark with `harness = false`,"
                        + " and does the filter match one? Try `cargo"
                        + " bench -- --list`.");
    }

    private static String name(Path folder, Path estimates) throws IOException {
        Path about = estimates.resolveSibling("benchmark.json");
        if (Files.exists(about)) {
            JsonElement id = parse(about).get("full_id");
            if (id != null && id.isJsonPrimitive()) {
                return id.getAsString();
            }
        }
        return folder.relativize(estimates.getParent().getParent()).toString();
    }

    private static Reading read(Path file) throws IOException {
        try {
            JsonObject median = parse(file).getAsJsonObject("median");
            JsonObject interval = median.getAsJsonObject("confidence_interval");
            Reading read = new Reading(
                    median.get("point_estimate").getAsDouble() * NANO,
                    interval.get("lower_bound").getAsDouble() * NANO,
                    interval.get("upper_bound").getAsDouble() * NANO);
            if (!(read.low() > 0 && read.low() <= read.seconds() && read.seconds() <= read.high())) {
                throw new IllegalStateException("the interval does not hold its estimate");
            }
            return read;
        } catch (NullPointerException
                | IllegalStateException
                | ClassCastException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    file + " is not in the form that Criterion.rs 0.5 writes (median with "
                            + "point_estimate and confidence_interval): " + e.getMessage()
                            + ". Which version does the crate use? "
                            + "`cargo tree -i criterion` says.",
                    e);
        }
    }

    private static JsonObject parse(Path file) throws IOException {
        try {
            return JsonParser.parseString(TextFiles.read(file)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    file + " is not JSON: " + e.getMessage() + ". Remove it and run `cargo bench` again.",
                    e);
        }
    }
}
