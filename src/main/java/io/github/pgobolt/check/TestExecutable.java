package io.github.pgobolt.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An executable that cargo built for testing, or the bin that integration tests run.
 *
 * @param name the target's name
 * @param kind the target's kind: test, bin, lib
 * @param harness whether it is a test executable
 * @param file the executable
 */
record TestExecutable(String name, String kind, boolean harness, Path file) {

    boolean integration() {
        return harness && kind.equals("test");
    }

    /** Returns those among cargo's JSON messages; other lines, which build scripts may print, are skipped. */
    static List<TestExecutable> parse(Path messages) throws IOException {
        List<TestExecutable> found = new ArrayList<>();
        try (Lines lines = new Lines(messages)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                parseLine(line).ifPresent(found::add);
            }
        }
        return found;
    }

    static Optional<TestExecutable> parseLine(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonObject message = JsonParser.parseString(line).getAsJsonObject();
            if (!message.has("reason")
                    || !message.get("reason").getAsString().equals("compiler-artifact")
                    || message.get("executable").isJsonNull()) {
                return Optional.empty();
            }
            JsonObject target = message.getAsJsonObject("target");
            JsonArray kinds = target.getAsJsonArray("kind");
            return Optional.of(new TestExecutable(
                    target.get("name").getAsString(),
                    kinds.get(0).getAsString(),
                    message.getAsJsonObject("profile").get("test").getAsBoolean(),
                    Path.of(message.get("executable").getAsString())));
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | NullPointerException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | IllegalArgumentException otherText) {
            return Optional.empty();
        }
    }
}
