package io.github.pgobolt.elf;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repairs the JSON of llvm-readobj of LLVM 16 and 17, which holds the dynamic section as a table for people. */
final class OlderReadobj {

    // DynamicSection [ (28 entries)
    //   Tag                Type         Name/Value
    //   0x0000000000000001 NEEDED       Shared library: [libc.so.6]
    // ]
    // No comma before it, and one after it if something follows.
    private static final Pattern TABLE = Pattern.compile("DynamicSection \\[ \\(\\d+ entries\\)\\R((?s:.*?))\\R]\\R");
    private static final Pattern ENTRY = Pattern.compile("\\s*0x[0-9A-F]+\\s+(\\S+)\\s*(.*?)\\s*");
    private static final Pattern NAMED = Pattern.compile(".*: \\[(.*)]");

    private OlderReadobj() {}

    /** Returns the text with the table replaced; unchanged if there is no such table. */
    static String repaired(String json) {
        Matcher table = TABLE.matcher(json);
        return table.find()
                ? json.substring(0, table.start()) + ",\"DynamicSection\":" + entries(table.group(1))
                        + json.substring(table.end())
                : json;
    }

    private static JsonArray entries(String table) {
        JsonArray entries = new JsonArray();
        for (String line : table.lines().toList()) {
            Matcher matcher = ENTRY.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            JsonObject entry = new JsonObject();
            String type = matcher.group(1);
            entry.addProperty("Type", type);
            Matcher named = NAMED.matcher(matcher.group(2));
            if (type.startsWith("FLAGS")) {
                JsonArray flags = new JsonArray();
                List.of(matcher.group(2).split("\\s+")).stream()
                        .filter(flag -> !flag.isEmpty())
                        .forEach(flags::add);
                entry.add("Flags", flags);
            } else if (named.matches()) {
                entry.addProperty("Name", named.group(1));
            }
            entries.add(entry);
        }
        return entries;
    }
}
