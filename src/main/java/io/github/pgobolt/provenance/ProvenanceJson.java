package io.github.pgobolt.provenance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** The JSON of statements and bills of materials: names in the order of the records, what is null left out. */
public final class ProvenanceJson {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ProvenanceJson() {}

    public static String text(Statement statement) {
        return GSON.toJson(statement) + "\n";
    }

    public static String text(Bom bom) {
        return GSON.toJson(bom) + "\n";
    }
}
