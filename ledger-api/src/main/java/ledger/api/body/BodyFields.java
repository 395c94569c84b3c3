package ledger.api.body;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import ledger.api.body.BodyField.Presence;
import ledger.api.http.json.Body;
import ledger.message.RequestField;
import ledger.message.Schemas;

/** The fields of a body, in the order in which they are described. Not changed once they are declared. */
public final class BodyFields {
    private final List<BodyField<?>> all = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> itemNames = new LinkedHashSet<>();
    private final Map<String, List<String>> needs = new LinkedHashMap<>();
    private String text = "";

    /** Says what the fields do not say. */
    public void text(String sentences) {
        text = sentences;
    }

    public <T> BodyField<T> required(String name, BodyType<T> type) {
        return add(new BodyField<>(name, type, Presence.REQUIRED));
    }

    public <T> BodyField<T> required(RequestField name, BodyType<T> type) {
        return required(name.label(), type);
    }

    public <T> BodyField<T> optional(String name, BodyType<T> type) {
        return add(new BodyField<>(name, type, Presence.OPTIONAL));
    }

    public <T> BodyField<T> optional(RequestField name, BodyType<T> type) {
        return optional(name.label(), type);
    }

    public <T> BodyField<T> inPath(RequestField name, BodyType<T> type) {
        return add(new BodyField<>(name.label(), type, Presence.IN_PATH));
    }

    /** A part whose fields stand among these. */
    public void part(BodyShape<?> part) {
        part.fields().all.forEach(this::add);
        needs.putAll(part.fields().needs);
    }

    /** A part that may be left out: then none of its fields must be there. */
    public void optionalPart(BodyShape<?> part) {
        part.fields().all.forEach(field -> optional(field.name(), field.type()));
    }

    /** The first may only stand beside the second. */
    public void needs(BodyField<?> field, BodyField<?> other) {
        needs.put(field.name(), List.of(other.name()));
    }

    public List<BodyField<?>> all() {
        return Collections.unmodifiableList(all);
    }

    /** The names of those that the body has, and not the path. */
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** The names of all, as an item of a batch has them. */
    public Set<String> itemNames() {
        return Collections.unmodifiableSet(itemNames);
    }

    /** JSON Schema of an object with those of them that it has. */
    public Map<String, Object> schema(Predicate<BodyField<?>> has) {
        Map<String, Object> properties = new LinkedHashMap<>();
        all.stream()
                .filter(has)
                .forEach(field -> properties.put(field.name(), field.type().schema()));
        List<String> required = all.stream()
                .filter(has.and(field -> field.presence() != Presence.OPTIONAL))
                .map(BodyField::name)
                .toList();
        Map<String, Object> schema = Schemas.with(Schemas.object(properties, required), "additionalProperties", false);
        if (!text.isEmpty()) {
            schema.put("description", text);
        }
        if (!needs.isEmpty()) {
            schema.put("dependentRequired", needs);
        }
        return schema;
    }

    /** What the schema refers to, by name. */
    public Map<String, Map<String, Object>> components() {
        Map<String, Map<String, Object>> components = new LinkedHashMap<>();
        all.forEach(field -> components.putAll(field.type().components()));
        return components;
    }

    void checkNeeds(Body body) {
        needs.forEach((field, others) -> others.stream()
                .filter(other -> body.has(field) && !body.has(other))
                .forEach(other -> {
                    throw body.invalid(other, " is required beside " + field);
                }));
    }

    private <T> BodyField<T> add(BodyField<T> field) {
        all.add(field);
        itemNames.add(field.name());
        if (field.presence() != Presence.IN_PATH) {
            names.add(field.name());
        }
        return field;
    }
}
