package io.github.pgobolt.benchmark.adapter;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The output of JMH with {@code -rf json}: every benchmark's score, converted to seconds per call. */
final class JmhResults {

    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86400.0);

    private JmhResults() {}

    /** Returns every benchmark by its name, its parameters, and its mode if a benchmark has several. */
    static Map<String, Reading> read(Path file) {
        try {
            JsonArray results = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
            Map<String, Reading> all = new TreeMap<>();
            for (JsonElement element : results) {
                JsonObject result = element.getAsJsonObject();
                JsonObject metric = result.getAsJsonObject("primaryMetric");
                Reading reading = reading(metric, metric.get("scoreUnit").getAsString());
                String name = name(result);
                all.put(all.containsKey(name) ? name + " (" + result.get("mode").getAsString() + ")" : name, reading);
            }
            return all;
        } catch (IOException e) {
            throw new Failure(Failure.Kind.USER, "JMH left no results in " + file + ": " + e.getMessage(), e);
        } catch (JsonParseException
                | NullPointerException
                | IllegalStateException
                | ClassCastException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    file + " is not in the form that JMH 1.37 writes with -rf json (a list with"
                            + " primaryMetric, score, scoreConfidence and scoreUnit): " + e.getMessage()
                            + ". Which version does the project use? `mvn dependency:tree -Dincludes=org.openjdk.jmh` says.",
                    e);
        }
    }

    private static String name(JsonObject result) {
        String name = result.get("benchmark").getAsString();
        JsonObject params = result.getAsJsonObject("params");
        return params == null || params.size() == 0
                ? name
                : name + " "
                        + params.entrySet().stream()
                                .map(p -> p.getKey() + "=" + p.getValue().getAsString())
                                .sorted()
                                .collect(Collectors.joining(", "));
    }

    private static Reading reading(JsonObject metric, String unit) {
        double score = metric.get("score").getAsDouble();
        JsonArray interval = metric.getAsJsonArray("scoreConfidence");
        // JMH writes "NaN" if it has only one measurement and so no interval.
        double low = interval.get(0).getAsDouble();
        double high = interval.get(1).getAsDouble();
        boolean perTime = unit.startsWith("ops/");
        double factor = SECONDS.getOrDefault(perTime ? unit.substring(4) : unit.replaceFirst("/op$", ""), Double.NaN);
        if (!(score > 0) || Double.isNaN(factor)) {
            throw new IllegalStateException("the score is " + score + " " + unit);
        }
        // The interval of a normal distribution may extend below zero, but a time cannot.
        double least = low > 0 ? low : Double.NaN;
        return perTime
                ? new Reading(factor / score, factor / high, factor / least)
                : new Reading(score * factor, least * factor, high * factor);
    }
}
