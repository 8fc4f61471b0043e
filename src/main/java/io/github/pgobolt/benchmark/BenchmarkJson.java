package io.github.pgobolt.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code benchmark.json}: a {@link BenchmarkResult}, field by field. What is not a finite number is null there. */
public final class BenchmarkJson {

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(double.class, new Finite(Double.NaN))
            .registerTypeAdapter(Double.class, new Finite(null))
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private BenchmarkJson() {}

    /** Writes to a temporary name first, so that a reader never sees half a file. */
    public static void write(Path file, BenchmarkResult result) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, GSON.toJson(result) + "\n");
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public static BenchmarkResult read(Path file) {
        try {
            BenchmarkResult result = GSON.fromJson(TextFiles.read(file), BenchmarkResult.class);
            if (result != null
                    && result.schemaVersion() == BenchmarkResult.SCHEMA_VERSION
                    && result.comparisons() != null) {
                return result;
            }
            throw new JsonParseException("it is not of schema version " + BenchmarkResult.SCHEMA_VERSION);
        } catch (IOException | JsonParseException | NumberFormatException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    file + " cannot be read as a benchmark's result: " + e.getMessage()
                            + ". Run it again: " + Goals.command("benchmark"),
                    e);
        }
    }

    /** JSON has no infinity, and an interval without enough pairs has one. */
    private static final class Finite extends TypeAdapter<Double> {

        private final Double absent;

        Finite(Double absent) {
            this.absent = absent;
        }

        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            out.value(value == null || !Double.isFinite(value) ? null : value);
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return absent;
            }
            return in.nextDouble();
        }
    }
}
