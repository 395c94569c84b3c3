package ledger.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a write takes and what its description says it takes are the same. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DescribedFieldsTest {
    private static final JsonNode DESCRIPTION = description();

    static Stream<Arguments> writes() {
        return Map.ofEntries(
                        Map.entry("post /use", WriteKind.USE),
                        Map.entry("post /usage", WriteKind.USAGE),
                        Map.entry("post /add", WriteKind.ADD),
                        Map.entry("post /refund", WriteKind.REFUND),
                        Map.entry("post /holds", WriteKind.HOLD),
                        Map.entry("post /holds/{id}/capture", WriteKind.CAPTURE),
                        Map.entry("post /holds/{id}/void", WriteKind.VOID),
                        Map.entry("post /transactions/{id}/reverse", WriteKind.REVERSE),
                        Map.entry("post /grants/{id}/revoke", WriteKind.REVOKE),
                        Map.entry("put /plan", WriteKind.PLAN),
                        Map.entry("put /limits", WriteKind.LIMITS),
                        Map.entry("put /alerts", WriteKind.ALERTS))
                .entrySet()
                .stream()
                .map(write -> Arguments.of(write.getKey(), write.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void a_write_takes_the_fields_that_are_described(String operation, WriteKind kind) {
        String[] methodAndPath = operation.split(" ", 2);
        JsonNode schema = DESCRIPTION
                .path("paths")
                .path("/api/credits" + methodAndPath[1])
                .path(methodAndPath[0])
                .path("requestBody")
                .at("/content/application~1json/schema");
        Set<String> described = new TreeSet<>();
        collectFields(schema, described);

        Set<String> taken = new TreeSet<>(kind.fields());
        taken.add("idempotencyKey");

        assertThat(described).isEqualTo(taken);
    }

    /** Of the schema, and of all that it is made of. */
    private static void collectFields(JsonNode schema, Set<String> fields) {
        if (schema.has("$ref")) {
            collectFields(DESCRIPTION.at(schema.path("$ref").asText().substring(1)), fields);
        }
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        schema.path("allOf").forEach(part -> collectFields(part, fields));
        schema.path("oneOf").forEach(part -> collectFields(part, fields));
    }

    private static JsonNode description() {
        try (InputStream in = DescribedFieldsTest.class.getResourceAsStream("/ledger/api/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
