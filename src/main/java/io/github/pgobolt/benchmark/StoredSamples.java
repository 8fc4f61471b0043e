package io.github.pgobolt.benchmark;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of a {@code benchmark.jsonl}.
 *
 * @param terms of the plan that it was measured for
 * @param planHash identifies that plan
 * @param measuredBy as in the result
 * @param budgetSeconds of the last session
 * @param machine at the end, or at the start if there is no end
 * @param warmups by workload
 * @param declaration the metric, or null if the benchmark was killed before that
 * @param rounds the complete rounds
 * @param starts when each of them began
 * @param elapsedSeconds up to the last complete round, or to the end
 * @param stopReason why it ended, or null if it was killed
 * @param soundBytes the length of the file without a truncated last line
 * @param warnings for the user
 */
record StoredSamples(
        Terms terms,
        String planHash,
        String measuredBy,
        int budgetSeconds,
        MachineState machine,
        Map<String, List<Measurement>> warmups,
        Declaration declaration,
        List<Round> rounds,
        List<Start> starts,
        double elapsedSeconds,
        String stopReason,
        long soundBytes,
        List<String> warnings) {

    /** When a round began, in milliseconds since the epoch, and the load then; null if an older file lacks it. */
    record Start(Long at, Double load) {}

    boolean ended() {
        return stopReason != null;
    }

    /** Returns the metric, also that of a benchmark that was killed before it was declared. */
    Declaration declared() {
        return declaration == null
                ? new Declaration(
                        terms.metric() == Metric.auto ? Metric.wall : terms.metric(), "the warm-up was not completed")
                : declaration;
    }

    /** Reads a file; a truncated last line gives a warning, any other damage a failure that says where. */
    static StoredSamples read(Path file) {
        String text;
        try {
            text = TextFiles.read(file);
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "The samples " + file + " cannot be read: " + e.getMessage()
                            + ". Name a benchmark.jsonl that this plugin wrote.",
                    e);
        }
        Reader reader = new Reader(file);
        int from = 0;
        int number = 1;
        int sound = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            reader.accept(text.substring(from, end), number++);
            from = end + 1;
            sound = from;
        }
        if (sound < text.length()) {
            if (reader.terms == null) {
                throw reader.foreign("it has no complete line");
            }
            reader.warnings.add(
                    "The last line of " + file + " is truncated and does not count: the benchmark was killed there.");
        }
        return reader.result(text.substring(0, sound).getBytes(StandardCharsets.UTF_8).length);
    }

    /** Collects lines one by one. */
    private static final class Reader {

        private final Path file;
        private final List<String> warnings = new ArrayList<>();
        private final Map<String, List<Measurement>> warmups = new LinkedHashMap<>();
        private final List<Round> rounds = new ArrayList<>();
        private final List<Start> starts = new ArrayList<>();
        private final Map<Slot, Measurement> open = new HashMap<>();
        private Terms terms;
        private String planHash;
        private String measuredBy;
        private int budgetSeconds;
        private MachineState machine;
        private Declaration declaration;
        private double elapsedSeconds;
        private String stopReason;

        Reader(Path file) {
            this.file = file;
        }

        void accept(String text, int number) {
            try {
                JsonObject line = JsonParser.parseString(text).getAsJsonObject();
                SampleLog.Line type = SampleLog.Line.valueOf(line.get("type").getAsString());
                if ((terms == null) != (type == SampleLog.Line.header)) {
                    throw new IllegalStateException(
                            terms == null ? "it does not begin with a header" : "it has a second header");
                }
                take(type, line);
            } catch (JsonParseException
                    | IllegalStateException
                    | IllegalArgumentException
                    | NullPointerException
                    | UnsupportedOperationException
                    | ClassCastException e) {
                throw number == 1
                        ? foreign("its first line is no header of " + SampleLog.KIND)
                        : Failure.user("The samples " + file + " are damaged at line " + number + " (" + e.getMessage()
                                + "), so that no verdict is drawn from them. Move the file away and measure"
                                + " again, or cut it before that line.");
            }
        }

        private void take(SampleLog.Line type, JsonObject line) {
            switch (type) {
                case header -> header(line);
                case warmup ->
                    warmups.computeIfAbsent(terms.workloads().get(slot(line).workload()), w -> new ArrayList<>())
                            .add(run(line));
                case metric ->
                    declaration = new Declaration(
                            Metric.valueOf(line.get("metric").getAsString()),
                            line.get("why").getAsString());
                case run -> open.put(slot(line), run(line));
                case block -> round(line);
                case resume -> {
                    open.clear();
                    stopReason = null;
                    budgetSeconds = line.get("budgetSeconds").getAsInt();
                }
                case end -> {
                    stopReason = line.get("stopReason").getAsString();
                    elapsedSeconds = line.get("elapsedSeconds").getAsDouble();
                    machine = SampleLog.GSON.fromJson(line.get("machine"), MachineState.class);
                }
            }
        }

        private void header(JsonObject line) {
            if (!SampleLog.KIND.equals(line.get("kind").getAsString())) {
                throw new IllegalStateException("another kind of file");
            }
            int version = line.get("schemaVersion").getAsInt();
            if (version != SampleLog.SCHEMA_VERSION) {
                throw foreign(
                        "it is of version " + version + ", and this plugin reads version " + SampleLog.SCHEMA_VERSION);
            }
            planHash = line.get("planHash").getAsString();
            measuredBy = line.get("measuredBy").getAsString();
            budgetSeconds = line.get("budgetSeconds").getAsInt();
            machine = SampleLog.GSON.fromJson(line.get("machine"), MachineState.class);
            terms = SampleLog.GSON.fromJson(line.get("terms"), Terms.class);
        }

        private void round(JsonObject line) {
            int expected = terms.workloads().size() * (terms.variants().size() + 1);
            if (declaration == null
                    || open.size() != expected
                    || line.get("block").getAsInt() != rounds.size()) {
                throw new IllegalStateException("round " + line.get("block") + " has " + Counted.of(open.size(), "run")
                        + " of " + expected + " and follows " + Counted.of(rounds.size(), "round"));
            }
            rounds.add(new Round(open));
            starts.add(SampleLog.GSON.fromJson(start(line), Start.class));
            open.clear();
            elapsedSeconds = line.get("elapsedSeconds").getAsDouble();
        }

        private static JsonObject start(JsonObject round) {
            JsonObject start = new JsonObject();
            start.add("at", round.get("startedAt"));
            start.add("load", round.get("load"));
            return start;
        }

        private Slot slot(JsonObject line) {
            Slot slot = new Slot(
                    line.get("variant").getAsInt(),
                    line.get("copy").getAsInt(),
                    line.get("workload").getAsInt());
            if (slot.variant() < 0
                    || slot.variant() >= terms.variants().size()
                    || slot.workload() < 0
                    || slot.workload() >= terms.workloads().size()) {
                throw new IllegalStateException("no such file or workload in the plan");
            }
            return slot;
        }

        private static Measurement run(JsonObject line) {
            Measurement run = SampleLog.GSON.fromJson(line.get("run"), Measurement.class);
            if (run == null || run.wallNanos() <= 0) {
                throw new IllegalStateException("a run without a time");
            }
            return run;
        }

        Failure foreign(String why) {
            return Failure.user(file + " is not a benchmark.jsonl of this plugin: " + why
                    + ". Name another file with -Dpgobolt.benchmark.replay, or move this one away.");
        }

        StoredSamples result(long soundBytes) {
            if (terms == null) {
                throw foreign("it is empty");
            }
            return new StoredSamples(
                    terms,
                    planHash,
                    measuredBy,
                    budgetSeconds,
                    machine,
                    warmups,
                    declaration,
                    rounds,
                    starts,
                    elapsedSeconds,
                    stopReason,
                    soundBytes,
                    warnings);
        }
    }
}
