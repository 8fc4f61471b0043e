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
import io.github.pgobolt.base.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code benchmark.json}: a {@link BenchmarkResult}, field by field. Numbers that are not finite are written as null.
 */
public final class BenchmarkJson {

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(double.class, new Finite(Double.NaN))
            .registerTypeAdapter(Double.class, new Finite(null))
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private BenchmarkJson() {}

    public static void write(Path file, BenchmarkResult result) throws IOException {
        WholeFile.write(file, GSON.toJson(result) + "\n");
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
                    file + " cannot be read as a benchmark's result: " + e.getMessage() + ". Run it again: "
                            + Goals.command("benchmark"),
                    e);
        }
    }

    /** Writes infinity as null: JSON has none, but an interval with too few pairs does. */
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
