package io.github.pgobolt.layout;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.report.Layout;
import java.util.ArrayList;
import java.util.List;

/** The sections of a file, as {@code llvm-readobj --elf-output-style=JSON --sections} tells them. */
final class FileSections {

    private FileSections() {}

    /**
     * Those that take room in the file; {@code .bss} and the like do not.
     *
     * @throws IllegalArgumentException when the text is not what the tool writes
     */
    static List<Layout.Section> parse(String json, String variant) {
        try {
            List<Layout.Section> sections = new ArrayList<>();
            JsonObject file = JsonParser.parseString(json).getAsJsonArray().get(0).getAsJsonObject();
            for (JsonElement element : file.getAsJsonArray("Sections")) {
                JsonObject section = element.getAsJsonObject().getAsJsonObject("Section");
                String name = name(section.getAsJsonObject("Name"));
                String type = name(section.getAsJsonObject("Type"));
                long size = section.get("Size").getAsLong();
                if (!type.equals("SHT_NOBITS") && !name.isEmpty() && size > 0) {
                    sections.add(new Layout.Section(name, variant, size));
                }
            }
            return sections;
        } catch (RuntimeException e) {
            // Gson's tree throws half a dozen kinds where a value is of another form than asked for.
            throw new IllegalArgumentException("llvm-readobj's JSON is of another form: " + e.getMessage(), e);
        }
    }

    /** LLVM 16 has the name under "Value". */
    private static String name(JsonObject named) {
        return named.get(named.has("Name") ? "Name" : "Value").getAsString();
    }
}
