package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.pgobolt.base.NotUnderstood;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportSchemaTest {

    private final ObjectMapper mapper = new ObjectMapper();

    private JsonNode schema() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("report.schema.json")) {
            return mapper.readTree(in);
        }
    }

    private List<String> problems(JsonNode schema, String json) throws IOException {
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        return compiled.validate(mapper.readTree(json)).stream()
                .map(Object::toString)
                .toList();
    }

    /** Forbids additional names, which the published schema allows for later versions. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && object.has("type")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ReportSchemaTest::close);
    }

    @Test
    void describesEveryNameOfAFullReportAndNoOther() throws IOException {
        JsonNode closed = schema();
        close(closed);
        assertThat(problems(closed, ReportJson.toJson(Reports.rhai().build()))).isEmpty();
        assertThat(problems(closed, ReportJson.toJson(Report.builder().build())))
                .isEmpty();
        Report unknown = Reports.rhai()
                .notUnderstood(List.of(new NotUnderstood("llvm-bolt", null, "how many functions have a profile")))
                .build();
        assertThat(problems(closed, ReportJson.toJson(unknown))).isEmpty();
    }

    /** So that an added or removed component or enum word is noticed here and not by a reader. */
    @Test
    void theSchemaIsThatOfTheRecords() throws IOException {
        List<String> differences = new ArrayList<>();
        new SchemaOfRecords(schema()).compare(Report.class, differences);
        assertThat(differences).isEmpty();
        ObjectNode drifted = (ObjectNode) schema();
        ((ObjectNode) drifted.at("/properties/steps/items/properties")).remove("reason");
        ((ArrayNode) drifted.at("/properties/steps/items/properties/status/enum")).remove(0);
        new SchemaOfRecords(drifted).compare(Report.class, differences);
        assertThat(differences).hasSize(2);
    }

    @Test
    void theClosedSchemaSeesANameTooMany() throws IOException {
        JsonNode closed = schema();
        close(closed);
        String json = ReportJson.toJson(Reports.rhai().build()).replaceFirst("\"sizeBytes\"", "\"size\"");
        assertThat(problems(closed, json)).anyMatch(p -> p.contains("size"));
    }

    @Test
    void refusesAWrongVerdictVersionAndHash() throws IOException {
        String json = ReportJson.toJson(Reports.rhai().build());
        assertThat(problems(schema(), json.replaceFirst("\"FASTER\"", "\"quicker\"")))
                .isNotEmpty();
        assertThat(problems(schema(), json.replaceFirst("\"schemaVersion\": 1", "\"schemaVersion\": 2")))
                .isNotEmpty();
        assertThat(problems(schema(), json.replaceFirst(Reports.SHA, "ABC"))).isNotEmpty();
    }

    @Test
    void describesEveryNameInASentence() throws IOException {
        assertThat(schema().findValues("description"))
                .hasSizeGreaterThan(100)
                .allMatch(d -> d.asText().endsWith("."));
    }
}
