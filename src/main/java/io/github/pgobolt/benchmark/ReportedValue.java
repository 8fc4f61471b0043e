package io.github.pgobolt.benchmark;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Redaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the number that a workload reports. */
final class ReportedValue {

    private ReportedValue() {}

    /** Returns the number in its own unit. */
    static double in(ReportedMetric metric, String output) {
        String text = metric.pattern() != null ? byPattern(metric, output) : byPointer(metric, output);
        try {
            double value = Double.parseDouble(text.strip().replace("_", "").replace(",", ""));
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with the text found.
        }
        throw Failure.user("The reported metric of workload " + metric.workload() + " is \"" + text
                + "\", and a number above 0 is needed. Correct its " + source(metric) + ".");
    }

    /** Returns the value as one where less is better, so that a ratio reads like one of times. */
    static double asTime(ReportedMetric metric, double value) {
        return metric.lowerIsBetter() ? value : 1 / value;
    }

    private static String byPattern(ReportedMetric metric, String output) {
        Matcher matcher = Pattern.compile(metric.pattern(), Pattern.MULTILINE).matcher(output);
        String last = null;
        while (matcher.find()) {
            last = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        }
        if (last == null) {
            throw notFound(metric, output);
        }
        return last;
    }

    private static String byPointer(ReportedMetric metric, String output) {
        try {
            JsonElement at = JsonParser.parseString(output);
            for (String key : metric.pointer().isEmpty()
                    ? new String[0]
                    : metric.pointer().substring(1).split("/", -1)) {
                String name = key.replace("~1", "/").replace("~0", "~");
                at = at.isJsonArray()
                        ? at.getAsJsonArray().get(Integer.parseInt(name))
                        : at.getAsJsonObject().get(name);
                if (at == null) {
                    throw notFound(metric, output);
                }
            }
            return at.getAsString();
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | NumberFormatException e) {
            throw notFound(metric, output);
        }
    }

    private static Failure notFound(ReportedMetric metric, String output) {
        String start = output.length() > 300 ? output.substring(0, 300) + "…" : output;
        return Failure.user(
                "The reported metric of workload " + metric.workload() + " was not found in its output: the "
                        + source(metric) + " matches nothing. The output begins:\n" + Redaction.text(start)
                        + "\nCorrect the " + source(metric) + ", or write the metric to standard output.");
    }

    private static String source(ReportedMetric metric) {
        return metric.pattern() != null ? "pattern `" + metric.pattern() + "`" : "pointer `" + metric.pointer() + "`";
    }
}
