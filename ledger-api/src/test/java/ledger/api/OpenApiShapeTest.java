package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * What generators of clients need of the description, so that a client sends every field and understands every answer.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiShapeTest {
    private static final Set<String> EXAMPLES = Set.of("example", "examples");

    private final JsonNode description = description();
    private final JsonNode schemas = description.path("components").path("schemas");

    @Test
    void a_schema_is_flat() {
        List<String> offenders = new ArrayList<>();
        eachSchema((name, schema) -> {
            if (schema.has("allOf") || schema.has("unevaluatedProperties") || schema.has("const")) {
                offenders.add(name);
            }
            boolean isChoice = schema.has("oneOf") || schema.has("anyOf");
            if (isChoice && !isChoiceOfItems(schema) && !isReferenceOrNull(schema)) {
                offenders.add(name);
            }
        });

        assertThat(offenders).isEmpty();
    }

    @Test
    void a_body_is_one_schema_that_lists_every_field() {
        List<String> bodies = new ArrayList<>();
        eachOperation(operation -> {
            JsonNode schema = operation.path("requestBody").at("/content/application~1json/schema");
            if (!schema.isMissingNode()) {
                bodies.add(schema.path("$ref").asText());
            }
        });

        assertThat(bodies).isNotEmpty().doesNotHaveDuplicates().allSatisfy(body -> {
            assertThat(body).endsWith("Request");
            assertThat(description
                            .at(body.substring(1))
                            .path("additionalProperties")
                            .toString())
                    .as(body)
                    .isEqualTo("false");
        });
    }

    /** Generators name the parameters of a call so, and two types of one name do not compile. */
    @Test
    void no_schema_has_the_name_of_a_calls_parameters() {
        List<String> names = new ArrayList<>();
        eachOperation(operation -> {
            String id = operation.path("operationId").asText();
            names.add(id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1) + "Request");
        });

        assertThat(names).isNotEmpty().noneMatch(schemas::has);
    }

    /** Generators make the parameters of a call anew for each of its tags. */
    @Test
    void a_call_has_one_tag() {
        eachOperation(operation -> assertThat(operation.path("tags"))
                .as(operation.path("operationId").asText())
                .hasSize(1));
    }

    @Test
    void a_whole_number_has_a_width() {
        List<String> offenders = new ArrayList<>();
        eachSchema((name, schema) -> {
            if (schema.path("type").toString().contains("\"integer\"") && !schema.has("format")) {
                offenders.add(name);
            }
        });

        assertThat(offenders).isEmpty();
    }

    /** A client would send it where the caller said nothing, and some fields may not stand beside others. */
    @Test
    void no_field_of_a_body_has_a_default() {
        List<String> offenders = new ArrayList<>();
        eachSchema((name, schema) -> {
            if (schema.has("default") && name.startsWith("/components/schemas/")) {
                offenders.add(name);
            }
        });

        assertThat(offenders).isEmpty();
    }

    /** A client in Java would send an empty one where the caller said nothing, and that says something else. */
    @Test
    void a_list_that_may_be_absent_from_a_body_may_be_null() {
        List<String> offenders = new ArrayList<>();
        eachSchema((name, schema) -> {
            boolean isOfRequest = schema.has("additionalProperties") && schema.has("properties");
            if (isOfRequest) {
                schema.path("properties").properties().forEach(field -> {
                    boolean isList = field.getValue().path("type").asText().equals("array");
                    if (isList && !schema.path("required").toString().contains('"' + field.getKey() + '"')) {
                        offenders.add(name + ": " + field.getKey());
                    }
                });
            }
        });

        assertThat(offenders).isEmpty();
    }

    /** In {@code { description: one, two }} the comma begins a key without a value. */
    @Test
    void no_comma_cuts_a_sentence() {
        List<String> offenders = new ArrayList<>();
        eachSchema((name, schema) -> schema.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                offenders.add(name + ": " + member.getKey());
            }
        }));

        assertThat(offenders).isEmpty();
    }

    /** Items of several kinds, told apart by one field. */
    private static boolean isChoiceOfItems(JsonNode schema) {
        return schema.has("oneOf") && schema.has("discriminator") && !schema.has("properties");
    }

    private static boolean isReferenceOrNull(JsonNode schema) {
        JsonNode choice = schema.path("anyOf");
        return choice.size() == 2
                && choice.path(0).has("$ref")
                && choice.path(1).path("type").asText().equals("null");
    }

    private void eachOperation(Consumer<JsonNode> then) {
        description
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId")) {
                        then.accept(operation);
                    }
                }));
    }

    /** Every object of the description that is no example, with the path to it. */
    private void eachSchema(BiConsumer<String, JsonNode> then) {
        walk("", description, then);
    }

    private static void walk(String path, JsonNode node, BiConsumer<String, JsonNode> then) {
        if (node.isObject()) {
            then.accept(path, node);
        }
        node.properties().forEach(member -> {
            if (!EXAMPLES.contains(member.getKey())) {
                walk(path + '/' + member.getKey(), member.getValue(), then);
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(path + '/' + i, node.path(i), then);
        }
    }

    private static JsonNode description() {
        try (InputStream in = OpenApiShapeTest.class.getResourceAsStream("/ledger/api/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
