package ledger.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of JSON Schema that declarations need. */
public final class Schemas {
    private Schemas() {}

    public static Map<String, Object> of(String word, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(word, value);
        return schema;
    }

    public static Map<String, Object> type(String type) {
        return of("type", type);
    }

    public static Map<String, Object> with(Map<String, Object> schema, String word, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(schema);
        more.put(word, value);
        return more;
    }

    public static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = type("object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        return schema;
    }

    /** What a field holds, or null where it may be written so. */
    static Map<String, Object> of(Field<?> field) {
        Map<String, Object> schema = field.type().schema();
        return field.isWrittenAsNull() && schema.get("type") instanceof String type
                ? with(schema, "type", List.of(type, "null"))
                : schema;
    }
}
