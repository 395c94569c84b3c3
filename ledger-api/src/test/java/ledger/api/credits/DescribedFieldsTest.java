package ledger.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a write takes and what its description says it takes are the same. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DescribedFieldsTest {
    private static final JsonNode DESCRIPTION = description();

    static Stream<Arguments> writes() {
        return Map.ofEntries(
                        Map.entry("post /use", WriteTypes.USE),
                        Map.entry("post /usage", WriteTypes.USAGE),
                        Map.entry("post /add", WriteTypes.ADD),
                        Map.entry("post /refund", WriteTypes.REFUND),
                        Map.entry("post /holds", WriteTypes.HOLD),
                        Map.entry("post /holds/{id}/capture", WriteTypes.CAPTURE),
                        Map.entry("post /holds/{id}/void", WriteTypes.VOID),
                        Map.entry("post /transactions/{id}/reverse", WriteTypes.REVERSE),
                        Map.entry("post /grants/{id}/revoke", WriteTypes.REVOKE),
                        Map.entry("put /plan", WriteTypes.PLAN),
                        Map.entry("put /limits", WriteTypes.LIMITS),
                        Map.entry("put /alerts", WriteTypes.ALERTS))
                .entrySet()
                .stream()
                .map(write -> Arguments.of(write.getKey(), write.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void a_write_takes_the_fields_that_are_described(String operation, WriteKind kind) {
        Set<String> taken = new TreeSet<>(kind.fields());
        taken.add("idempotencyKey");

        assertThat(fields(body(operation))).isEqualTo(taken);
    }

    @Test
    void a_question_of_cost_takes_the_fields_that_are_described() {
        assertThat(fields(body("post /validate")))
                .isEqualTo(new TreeSet<>(CostReads.VALIDATE.fields().names()));
        assertThat(fields(body("post /calculate-cost")))
                .isEqualTo(new TreeSet<>(CostReads.CALCULATE.fields().names()));
    }

    @Test
    void an_item_of_a_batch_takes_the_fields_that_are_described_for_its_kind() {
        JsonNode commands = body("post /batch").path("properties").path("commands");
        JsonNode kinds = resolved(commands.path("items")).path("discriminator").path("mapping");
        assertThat(kinds.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")))
                .isEqualTo(WriteTypes.listed());

        for (Map.Entry<String, JsonNode> kind : kinds.properties()) {
            WriteKind write = WriteTypes.inBatch(kind.getKey()).orElseThrow();
            JsonNode item = at(kind.getValue().asText());
            Set<String> taken = new TreeSet<>(write.itemFields());
            taken.addAll(Set.of("kind", "idempotencyKey"));
            assertThat(fields(item)).as(kind.getKey()).isEqualTo(taken);
            assertThat(item.path("properties").path("kind").path("enum"))
                    .extracting(JsonNode::asText)
                    .containsExactly(kind.getKey());
        }
    }

    private static JsonNode body(String operation) {
        String[] methodAndPath = operation.split(" ", 2);
        return resolved(DESCRIPTION
                .path("paths")
                .path("/api/credits" + methodAndPath[1])
                .path(methodAndPath[0])
                .path("requestBody")
                .at("/content/application~1json/schema"));
    }

    private static JsonNode resolved(JsonNode schema) {
        return at(schema.path("$ref").asText());
    }

    private static JsonNode at(String reference) {
        return DESCRIPTION.at(reference.substring(1));
    }

    private static Set<String> fields(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode description() {
        try (InputStream in = DescribedFieldsTest.class.getResourceAsStream("/ledger/api/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
