package io.github.pgobolt.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.annotations.SerializedName;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares a JSON schema with the records that the JSON is written from: names, and enum words. */
final class SchemaOfRecords {

    private final JsonNode root;

    SchemaOfRecords(JsonNode root) {
        this.root = root;
    }

    /** Adds the differences, each with its place. */
    void compare(Class<? extends Record> type, List<String> differences) {
        type(type, root, "", differences);
    }

    private void type(Type type, JsonNode schema, String place, List<String> differences) {
        JsonNode node = schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        if (type instanceof ParameterizedType generic) {
            boolean map = generic.getRawType() == Map.class;
            Type item = generic.getActualTypeArguments()[map ? 1 : 0];
            type(item, node.path(map ? "additionalProperties" : "items"), place + (map ? ".*" : "[]"), differences);
        } else if (type instanceof Class<?> c && c.isEnum()) {
            Set<String> words = new TreeSet<>();
            node.path("enum").forEach(word -> words.add(word.asText()));
            words.remove("null");
            equal(constants(c), words, place, differences);
        } else if (type instanceof Class<?> c && c.isRecord()) {
            Set<String> names = new TreeSet<>();
            node.path("properties").fieldNames().forEachRemaining(names::add);
            equal(
                    new TreeSet<>(Stream.of(c.getRecordComponents())
                            .map(one -> name(c, one))
                            .toList()),
                    names,
                    place,
                    differences);
            for (RecordComponent component : c.getRecordComponents()) {
                String name = name(c, component);
                if (names.contains(name)) {
                    type(
                            component.getGenericType(),
                            node.path("properties").get(name),
                            place + "." + name,
                            differences);
                }
            }
        }
    }

    private static void equal(Set<String> ofRecord, Set<String> ofSchema, String place, List<String> differences) {
        if (!ofRecord.equals(ofSchema)) {
            differences.add(place + ": records have " + ofRecord + ", the schema " + ofSchema);
        }
    }

    private static Set<String> constants(Class<?> type) {
        Set<String> words = new TreeSet<>();
        for (Field field : type.getFields()) {
            if (field.isEnumConstant()) {
                words.add(serialized(field));
            }
        }
        return words;
    }

    private static String name(Class<?> type, RecordComponent component) {
        try {
            return serialized(type.getDeclaredField(component.getName()));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serialized(Field field) {
        SerializedName name = field.getAnnotation(SerializedName.class);
        return name == null ? field.getName() : name.value();
    }
}
