package io.github.pgobolt.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends raw samples to {@code benchmark.jsonl}: a header, then a line per run as it ends, and a line that completes a
 * round. Every line is passed to the operating system before the next run starts, so that a killed benchmark loses at
 * most one run.
 */
final class SampleLog implements AutoCloseable {

    static final String KIND = "pgobolt-benchmark";
    static final int SCHEMA_VERSION = 1;
    static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** The kinds of lines. The file calls a round a block, as its first version did. */
    enum Line {
        header,
        warmup,
        metric,
        run,
        block,
        resume,
        end
    }

    private final OutputStream out;

    private SampleLog(OutputStream out) {
        this.out = out;
    }

    static SampleLog create(
            Path file, Terms terms, String planHash, String measuredBy, int budgetSeconds, MachineState machine)
            throws IOException {
        SampleLog log = new SampleLog(Files.newOutputStream(file));
        JsonObject header = line(Line.header);
        header.addProperty("kind", KIND);
        header.addProperty("schemaVersion", SCHEMA_VERSION);
        header.addProperty("planHash", planHash);
        header.addProperty("measuredBy", measuredBy);
        header.addProperty("budgetSeconds", budgetSeconds);
        header.add("terms", GSON.toJsonTree(terms));
        header.add("machine", GSON.toJsonTree(machine));
        log.append(header);
        return log;
    }

    /** Continues after the sound part of a file; runs of an incomplete round no longer count. */
    static SampleLog resume(Path file, StoredSamples stored, int budgetSeconds) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(stored.soundBytes());
        }
        SampleLog log = new SampleLog(Files.newOutputStream(file, StandardOpenOption.APPEND));
        JsonObject resume = line(Line.resume);
        resume.addProperty("budgetSeconds", budgetSeconds);
        log.append(resume);
        return log;
    }

    void warmup(Slot slot, Measurement run) throws IOException {
        append(sample(Line.warmup, slot, run));
    }

    void declare(Declaration declaration) throws IOException {
        JsonObject line = line(Line.metric);
        line.addProperty("metric", declaration.metric().name());
        line.addProperty("why", declaration.why());
        append(line);
    }

    void run(int round, Slot slot, Measurement run) throws IOException {
        JsonObject line = sample(Line.run, slot, run);
        line.addProperty("block", round);
        append(line);
    }

    /**
     * Completes a round.
     *
     * @param startedAt milliseconds since the epoch
     * @param load the load average of one minute at its start, or null
     */
    void round(int round, long startedAt, Double load, double elapsedSeconds) throws IOException {
        JsonObject line = line(Line.block);
        line.addProperty("block", round);
        line.addProperty("startedAt", startedAt);
        line.addProperty("load", load);
        line.addProperty("elapsedSeconds", elapsedSeconds);
        append(line);
    }

    void end(String reason, double elapsedSeconds, MachineState machine) throws IOException {
        JsonObject line = line(Line.end);
        line.addProperty("stopReason", reason);
        line.addProperty("elapsedSeconds", elapsedSeconds);
        line.add("machine", GSON.toJsonTree(machine));
        append(line);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static JsonObject line(Line type) {
        JsonObject line = new JsonObject();
        line.addProperty("type", type.name());
        return line;
    }

    private static JsonObject sample(Line type, Slot slot, Measurement run) {
        JsonObject line = line(type);
        line.addProperty("variant", slot.variant());
        line.addProperty("copy", slot.copy());
        line.addProperty("workload", slot.workload());
        line.add("run", GSON.toJsonTree(run));
        return line;
    }

    private void append(JsonObject line) throws IOException {
        // Unbuffered: one write per line, so that a killed process leaves whole lines except for the last.
        out.write((GSON.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
