package io.github.pgobolt.benchmark;

import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What a part has measured so far, a line of JSON for each benchmark, so that a part that was cut goes on. */
record VerdictsStore<T>(Path file, Class<T> type) {

    void add(T outcome) throws IOException {
        String line = SampleLog.GSON.toJson(outcome) + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.err.print(line);
    }

    List<T> read() throws IOException {
        List<T> outcomes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    outcomes.add(SampleLog.GSON.fromJson(line, type));
                } catch (JsonSyntaxException e) {
                    throw new IOException(file + " is damaged; remove the line: " + line, e);
                }
            }
        }
        return outcomes;
    }
}
