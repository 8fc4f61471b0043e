package io.github.pgobolt.elf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the output of {@code llvm-readobj --elf-output-style=JSON}. Gson limits the depth of nesting. */
final class ReadobjJson {

    /** A property note with the processor features that the whole file supports. */
    private static final Pattern FEATURES = Pattern.compile("(?:x86|aarch64) feature: ([A-Z, ]{1,100})");

    /** Set for a section that is part of the process's memory (ELF specification). */
    private static final int SHF_ALLOC = 2;

    private final JsonObject file;

    private ReadobjJson(JsonObject file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException if the text is not the tool's output; nothing else is thrown */
    static ElfFacts parse(String json) {
        try {
            JsonElement root = JsonParser.parseString(OlderReadobj.repaired(json));
            JsonElement first = root.isJsonArray() && root.getAsJsonArray().size() == 1
                    ? root.getAsJsonArray().get(0)
                    : null;
            if (first == null
                    || !first.isJsonObject()
                    || !first.getAsJsonObject().has("ProgramHeaders")) {
                throw new IllegalArgumentException("no list of one file with ProgramHeaders");
            }
            return new ReadobjJson(first.getAsJsonObject()).facts();
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | NullPointerException
                | NumberFormatException
                | UnsupportedOperationException
                | ArithmeticException e) {
            // All exceptions of Gson's tree for a value of another kind than requested.
            throw new IllegalArgumentException("JSON of another form: " + e.getMessage(), e);
        }
    }

    private ElfFacts facts() {
        boolean interpreter = false;
        boolean relro = false;
        boolean stackHeader = false;
        boolean executableStack = false;
        boolean writableCode = false;
        long threadLocal = 0;
        for (JsonObject header : objects("ProgramHeaders", "ProgramHeader")) {
            String type = name(header.get("Type"));
            int flags = value(header.getAsJsonObject("Flags"));
            boolean executable = (flags & 1) != 0;
            switch (type) {
                case "PT_INTERP" -> interpreter = true;
                case "PT_GNU_RELRO" -> relro = true;
                case "PT_TLS" -> threadLocal = header.get("MemSize").getAsLong();
                case "PT_LOAD" -> writableCode |= executable && (flags & 2) != 0;
                case "PT_GNU_STACK" -> {
                    stackHeader = true;
                    executableStack = executable;
                }
                default -> {}
            }
        }
        SortedSet<String> exports = new TreeSet<>();
        SortedSet<String> imports = new TreeSet<>();
        symbols(exports, imports);
        List<String> flags = dynamicFlags();
        SortedSet<String> needed = new TreeSet<>(dynamic("NEEDED", "Library"));
        List<String> soname = dynamic("SONAME", "Name");
        return new ElfFacts(
                interpreter,
                Collections.unmodifiableSortedSet(exports),
                Collections.unmodifiableSortedSet(imports),
                Collections.unmodifiableSortedSet(needed),
                soname.isEmpty() ? null : soname.get(0),
                Collections.unmodifiableSortedSet(searchPaths()),
                relro,
                flags.contains("NOW") || flags.contains("BIND_NOW"),
                flags.contains("PIE"),
                stackHeader,
                executableStack || !stackHeader,
                writableCode,
                flags.contains("TEXTREL"),
                Collections.unmodifiableSortedSet(branchProtection()),
                threadLocal,
                buildId(),
                Collections.unmodifiableSortedSet(unloaded()),
                Collections.unmodifiableSortedMap(sections()));
    }

    private void symbols(SortedSet<String> exports, SortedSet<String> imports) {
        for (JsonObject symbol : objects("DynamicSymbols", "Symbol")) {
            String name = name(symbol.get("Name"));
            if (name.isEmpty() || name(symbol.get("Binding")).equals("Local")) {
                continue;
            }
            if (name(symbol.get("Section")).equals("Undefined")) {
                imports.add(name);
            } else {
                exports.add(name.replaceFirst("@.*", ""));
            }
        }
    }

    private SortedMap<String, Long> sections() {
        SortedMap<String, Long> sections = new TreeMap<>();
        for (JsonObject section : objects("Sections", "Section")) {
            String name = name(section.get("Name"));
            if (!name.isEmpty()) {
                sections.merge(name, section.get("Size").getAsLong(), Long::sum);
            }
        }
        return sections;
    }

    private SortedSet<String> unloaded() {
        List<JsonObject> segments = objects("ProgramHeaders", "ProgramHeader").stream()
                .filter(header -> name(header.get("Type")).equals("PT_LOAD"))
                .toList();
        SortedSet<String> unloaded = new TreeSet<>();
        for (JsonObject section : objects("Sections", "Section")) {
            boolean inMemory = (value(section.getAsJsonObject("Flags")) & SHF_ALLOC) != 0;
            boolean inFile = !name(section.get("Type")).equals("SHT_NOBITS")
                    && section.get("Size").getAsLong() > 0;
            if (inMemory && inFile && segments.stream().noneMatch(segment -> loads(segment, section))) {
                unloaded.add(name(section.get("Name")));
            }
        }
        return unloaded;
    }

    private static boolean loads(JsonObject segment, JsonObject section) {
        long into = section.get("Offset").getAsLong() - segment.get("Offset").getAsLong();
        return into >= 0
                && into + section.get("Size").getAsLong()
                        <= segment.get("FileSize").getAsLong()
                && into
                        == section.get("Address").getAsLong()
                                - segment.get("VirtualAddress").getAsLong();
    }

    /** Returns the flags of DT_FLAGS and DT_FLAGS_1, and the older tags with the same meaning. */
    private List<String> dynamicFlags() {
        List<String> flags = new ArrayList<>();
        for (JsonElement element : array(file, "DynamicSection")) {
            JsonObject entry = element.getAsJsonObject();
            String type = entry.get("Type").getAsString();
            if (type.equals("BIND_NOW") || type.equals("TEXTREL")) {
                flags.add(type);
            }
            array(entry, "Flags").forEach(flag -> flags.add(flag.getAsString()));
        }
        return flags;
    }

    private List<String> dynamic(String type, String field) {
        List<String> values = new ArrayList<>();
        for (JsonElement element : array(file, "DynamicSection")) {
            JsonObject entry = element.getAsJsonObject();
            if (entry.get("Type").getAsString().equals(type)) {
                JsonElement value = entry.has(field) ? entry.get(field) : textOf(entry);
                // A search path with several folders is a list.
                values.add(
                        value.isJsonArray()
                                ? String.join(
                                        ":",
                                        value.getAsJsonArray().asList().stream()
                                                .map(JsonElement::getAsString)
                                                .toList())
                                : value.getAsString());
            }
        }
        return values;
    }

    /** LLVM's majors name the text of an entry differently ("Library", "Name", "Path"). */
    private static JsonElement textOf(JsonObject entry) {
        for (Map.Entry<String, JsonElement> field : entry.entrySet()) {
            if (!field.getKey().equals("Type")
                    && field.getValue().isJsonPrimitive()
                    && field.getValue().getAsJsonPrimitive().isString()) {
                return field.getValue();
            }
        }
        throw new IllegalArgumentException("a dynamic entry without a name");
    }

    private SortedSet<String> searchPaths() {
        SortedSet<String> paths = new TreeSet<>(dynamic("RPATH", "Path"));
        paths.addAll(dynamic("RUNPATH", "Path"));
        return paths;
    }

    private String buildId() {
        return notes().stream()
                .filter(note -> note.has("Build ID"))
                .map(note -> note.get("Build ID").getAsString())
                .findFirst()
                .orElse(null);
    }

    private SortedSet<String> branchProtection() {
        SortedSet<String> features = new TreeSet<>();
        for (JsonObject note : notes()) {
            for (JsonElement property : array(note, "Property")) {
                Matcher matcher = FEATURES.matcher(property.getAsString());
                if (matcher.matches()) {
                    features.addAll(List.of(matcher.group(1).split(",\\s*")));
                }
            }
        }
        return features;
    }

    private List<JsonObject> notes() {
        List<JsonObject> notes = new ArrayList<>();
        objects("NoteSections", "NoteSection")
                .forEach(section -> array(section, "Notes").forEach(note -> notes.add(note.getAsJsonObject())));
        // LLVM 17 and older: one note in each section.
        objects("Notes", "NoteSection").stream()
                .filter(section -> section.has("Note"))
                .forEach(section -> notes.add(section.getAsJsonObject("Note")));
        return notes;
    }

    private List<JsonObject> objects(String list, String inner) {
        List<JsonObject> objects = new ArrayList<>();
        array(file, list)
                .forEach(element -> objects.add(element.getAsJsonObject().getAsJsonObject(inner)));
        return objects;
    }

    private static JsonArray array(JsonObject object, String name) {
        return object.has(name) ? object.getAsJsonArray(name) : new JsonArray();
    }

    /**
     * Returns a name. LLVM 16 writes {"Value": name, "RawValue": number}, LLVM 17 and newer {"Name": name, "Value":
     * number}.
     */
    private static String name(JsonElement named) {
        JsonObject object = named.getAsJsonObject();
        return object.get(object.has("Name") ? "Name" : "Value").getAsString();
    }

    private static int value(JsonObject flags) {
        return flags.get(flags.has("RawFlags") ? "RawFlags" : "Value").getAsInt();
    }
}
