package io.github.pgobolt.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The formats as others have written them down. */
public final class Schemas {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Schemas() {}

    /** Returns what is wrong with a statement. */
    public static List<String> problemsOfStatement(String json) throws IOException {
        try (InputStream in = Schemas.class.getResourceAsStream("statements.schema.json")) {
            return problems(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(in),
                    json);
        }
    }

    /** Returns what CycloneDX's own schema, with those that it refers to, finds wrong with a bill of materials. */
    public static List<String> problemsOfBom(String json) throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V7,
                builder -> builder.schemaMappers(
                        mappers -> mappers.mapPrefix("http://cyclonedx.org/schema/", "classpath:")));
        try (InputStream in = Schemas.class.getResourceAsStream("/bom-1.6.schema.json")) {
            return problems(factory.getSchema(MAPPER.readTree(in)), json);
        }
    }

    private static List<String> problems(JsonSchema schema, String json) throws IOException {
        JsonNode tree = MAPPER.readTree(json);
        return schema.validate(tree).stream().map(Object::toString).toList();
    }
}
