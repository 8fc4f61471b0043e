package io.github.pgobolt.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code report.json}: the names and the order of {@link Report}'s components, with nulls written out. A file that is
 * read may be damaged, enormous or from a newer plugin; each is a {@link Failure} that names the file and what to do.
 */
public final class ReportJson {

    /** Far more than any real report; a larger file is something else. */
    static final long MAX_BYTES = 64L << 20;
    /** A report is six levels deep. */
    private static final int MAX_DEPTH = 24;

    private static final Gson PRETTY = builder().setPrettyPrinting().create();
    private static final Gson COMPACT = builder().create();

    private ReportJson() {}

    private static GsonBuilder builder() {
        return new GsonBuilder().serializeNulls().disableHtmlEscaping().setStrictness(Strictness.STRICT);
    }

    public static String toJson(Report report) {
        return PRETTY.toJson(report) + "\n";
    }

    public static void write(Report report, Path file) {
        ReportFiles.write(file, toJson(report));
    }

    /** @throws Failure if the file is not a report that this version understands */
    public static Report read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Failure.user(file + " is " + Files.size(file) + " bytes long, which no report is. "
                        + "Give the path of a report.json, or write it anew with " + Goals.command("report") + ".");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "There is no report at " + file + ". Write it with " + Goals.command("report") + ".",
                    e);
        } catch (CharacterCodingException e) {
            throw damaged(file.toString(), "it is not UTF-8", e);
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "Cannot read the report at " + file + " (" + e + "). " + "Give the path of a report.json.",
                    e);
        }
    }

    /** @param from the origin of the text, for messages */
    static Report parse(String json, String from) {
        JsonObject tree = tree(json, from);
        int version = version(tree, from);
        if (version > Report.SCHEMA_VERSION) {
            throw Failure.user(from + " has schemaVersion " + version + ", and this plugin reads up to "
                    + Report.SCHEMA_VERSION + ": a newer plugin" + by(tree) + " wrote it. Use that one, or write the "
                    + "report anew with " + Goals.command("report") + ".");
        }
        try {
            return COMPACT.fromJson(tree, Report.class);
        } catch (RuntimeException e) {
            throw damaged(from, e.getMessage(), e);
        }
    }

    private static JsonObject tree(String json, String from) {
        try (Reader text = new StringReader(json);
                JsonReader reader = new JsonReader(text)) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(MAX_DEPTH);
            JsonElement element = COMPACT.fromJson(reader, JsonElement.class);
            if (element == null || !element.isJsonObject()) {
                throw damaged(from, "it does not hold a JSON object", null);
            }
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw damaged(from, "something follows the report", null);
            }
            return element.getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw damaged(from, e.getMessage(), e);
        }
    }

    private static int version(JsonObject tree, String from) {
        JsonElement version = tree.get("schemaVersion");
        try {
            int number = version.getAsBigDecimal().intValueExact();
            if (number >= 1) {
                return number;
            }
        } catch (RuntimeException e) {
            throw damaged(from, "its schemaVersion is " + version + ", not a whole number", e);
        }
        throw damaged(from, "its schemaVersion is " + version, null);
    }

    private static String by(JsonObject tree) {
        JsonElement version = tree.get("pluginVersion");
        return version != null && version.isJsonPrimitive() ? " (" + version.getAsString() + ")" : "";
    }

    private static Failure damaged(String from, String why, Exception cause) {
        String reason =
                why == null ? "it cannot be read" : why.lines().findFirst().orElse(why);
        return new Failure(
                Failure.Kind.USER,
                from + " is not a report, or is damaged: " + reason + ". Write it anew with " + Goals.command("report")
                        + ".",
                cause);
    }
}
