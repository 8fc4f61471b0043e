package io.github.pgobolt.report;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Locale;

/** A verdict stands in JSON by the name that benchmark.json has too, {@code NO_DIFFERENCE_SHOWN}, and in words elsewhere. */
final class VerdictName extends TypeAdapter<String> {

    @Override
    public void write(JsonWriter out, String words) throws IOException {
        out.value(words == null ? null : words.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    @Override
    public String read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        return in.nextString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
