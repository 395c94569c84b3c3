package ledger.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import ledger.api.body.BodyField;
import ledger.api.body.BodyField.Presence;
import ledger.api.body.BodyFields;
import ledger.message.Schemas;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The schemas of bodies in {@code openapi.yaml} are what the declarations say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestSchemasTest {
    private static final Path DESCRIPTION = Path.of("src", "main", "resources", "ledger", "api", "openapi.yaml");
    private static final String BEGIN =
            "    # RequestSchemasTest writes what follows from the declarations in WriteTypes.\n";
    private static final String END = "    # This is the end of what RequestSchemasTest writes.\n";

    private final Map<String, Object> parts = new TreeMap<>();
    private final Map<String, Object> bodies = new LinkedHashMap<>();

    @Test
    void the_description_has_the_bodies_as_they_are_declared() throws IOException {
        String found = Files.readString(DESCRIPTION);
        assertThat(found).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        int begin = found.indexOf(BEGIN) + BEGIN.length();
        String expected = found.substring(0, begin) + YamlBlock.of(schemas()) + found.substring(found.indexOf(END));
        if (!found.equals(expected)) {
            Files.writeString(DESCRIPTION, expected);
        }

        assertThat(found)
                .as("openapi.yaml was stale; it is written anew, commit it")
                .isEqualTo(expected);
    }

    /** First what others refer to, then bodies, then items of batches. */
    private Map<String, Object> schemas() {
        Map<String, Object> key = Map.of("idempotencyKey", reference("IdempotencyKey"));
        add("ValidateRequest", CostReads.VALIDATE.fields(), Map.of(), RequestSchemasTest::isAlone, Map.of());
        add("CostRequest", CostReads.CALCULATE.fields(), Map.of(), RequestSchemasTest::isAlone, Map.of());
        for (WriteKind write : WriteTypes.ALL) {
            add(capital(write) + "Request", write.body(), Map.of(), RequestSchemasTest::isAlone, key);
        }
        bodies.put("BatchItem", choiceOfItems());
        for (WriteKind write : WriteTypes.IN_BATCHES) {
            Map<String, Object> kind = Schemas.with(Schemas.type("string"), "enum", List.of(write.label()));
            add(capital(write) + "Item", write.body(), Map.of("kind", kind), field -> true, key);
        }
        // Answers show it too, and may have more one day.
        ((Map<?, ?>) Objects.requireNonNull(parts.get("AlertRule"))).remove("additionalProperties");
        Map<String, Object> all = new LinkedHashMap<>(parts);
        all.putAll(bodies);
        return all;
    }

    private void add(
            String name,
            BodyFields fields,
            Map<String, Object> first,
            Predicate<BodyField<?>> has,
            Map<String, Object> last) {
        parts.putAll(fields.components());
        Map<String, Object> schema = fields.schema(has);
        Map<String, Object> properties = new LinkedHashMap<>(first);
        ((Map<?, ?>) Objects.requireNonNull(schema.get("properties")))
                .forEach((field, type) -> properties.put(field.toString(), type));
        properties.putAll(last);
        List<Object> required = new ArrayList<>(first.keySet());
        required.addAll((List<?>) schema.getOrDefault("required", List.of()));
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        bodies.put(name, schema);
    }

    private static Map<String, Object> choiceOfItems() {
        List<Object> items = new ArrayList<>();
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (WriteKind write : WriteTypes.IN_BATCHES) {
            Map<String, Object> item = reference(capital(write) + "Item");
            items.add(item);
            mapping.put(write.label(), item.get("$ref"));
        }
        Map<String, Object> schema = Schemas.of(
                "description",
                "The fields of the call that `kind` names; capture and void name their hold by `holdId`.");
        schema.put("oneOf", items);
        schema.put("discriminator", Schemas.with(Schemas.of("propertyName", "kind"), "mapping", mapping));
        return schema;
    }

    private static boolean isAlone(BodyField<?> field) {
        return field.presence() != Presence.IN_PATH;
    }

    private static Map<String, Object> reference(String name) {
        return Schemas.of("$ref", "#/components/schemas/" + name);
    }

    private static String capital(WriteKind write) {
        return write.label().substring(0, 1).toUpperCase(Locale.ROOT)
                + write.label().substring(1);
    }
}
