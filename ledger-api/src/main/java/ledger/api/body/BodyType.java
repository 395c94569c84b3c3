package ledger.api.body;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import ledger.api.http.json.Body;
import ledger.message.Schemas;
import org.jspecify.annotations.Nullable;

/**
 * The type of a field.
 *
 * @param schema its JSON Schema
 * @param components what the schema refers to, by name
 * @param reading takes a field from a body, null where it is absent; throws {@link ledger.api.http.json.ApiException}
 *     where it does not fit
 */
public record BodyType<T>(
        Map<String, Object> schema,
        Map<String, Map<String, Object>> components,
        BiFunction<Body, String, @Nullable T> reading) {
    /** A type of JSON, as JSON Schema calls it. */
    public static <T> BodyType<T> of(String type, BiFunction<Body, String, @Nullable T> reading) {
        return new BodyType<>(Schemas.type(type), Map.of(), reading);
    }

    /** What else its schema says. */
    public BodyType<T> with(String word, Object value) {
        return new BodyType<>(Schemas.with(schema, word, value), components, reading);
    }

    /** A line of text for whoever reads the schema. */
    public BodyType<T> says(String text) {
        return with("description", text);
    }

    /** The same, described once under a name that others refer to. */
    public BodyType<T> named(String name) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(components);
        all.put(name, schema);
        return new BodyType<>(reference(name), all, reading);
    }

    /** The same, of which the schema says that null is as absent. */
    public BodyType<T> orNull() {
        return schema.get("type") instanceof String type
                ? with("type", List.of(type, "null"))
                : new BodyType<>(Schemas.of("anyOf", List.of(schema, Schemas.type("null"))), components, reading);
    }

    /** The same, an array of objects with these fields. */
    BodyType<T> ofItems(String name, BodyFields fields) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(fields.components());
        all.put(name, fields.schema(field -> true));
        return new BodyType<>(Schemas.with(schema, "items", reference(name)), all, reading);
    }

    private static Map<String, Object> reference(String name) {
        return Schemas.of("$ref", "#/components/schemas/" + name);
    }
}
