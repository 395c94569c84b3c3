package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ledger.account.AlertType;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.api.auth.Role;
import ledger.api.http.Headers;
import ledger.api.http.Route;
import ledger.api.http.json.ErrorCode;
import ledger.pricing.Meter;
import ledger.pricing.Rate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    /** What the page of /docs loads, which nobody calls. */
    private static final String ASSETS = "/docs/{file}";

    private final JsonNode description = description();

    @Test
    void every_route_is_described_with_its_role_and_every_description_is_a_route() {
        Map<String, String> routed = new TreeMap<>();
        for (Route route : TestApi.routes()) {
            if (!route.path().equals(ASSETS)) {
                routed.put(route.method() + ' ' + route.path(), role(route.least()));
            }
        }

        assertThat(described()).isEqualTo(routed);
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(description, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(description.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @Test
    void the_parameters_of_a_path_are_described() {
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> assertThat(pathParameters(path.getValue(), operation.getValue()))
                                .as(operation.getKey() + " " + path.getKey())
                                .isEqualTo(placeholders(path.getKey()))));
    }

    @Test
    void enumerations_and_fields_are_those_of_the_code() {
        JsonNode schemas = description.path("components").path("schemas");

        assertThat(texts(schemas.path("TransactionType").path("enum"))).isEqualTo(names(TransactionType.values()));
        assertThat(texts(schemas.path("AlertType").path("enum"))).isEqualTo(names(AlertType.values()));
        assertThat(texts(schemas.path("Reason").path("enum"))).isEqualTo(names(Reason.values()));
        assertThat(texts(schemas.path("ErrorAnswer")
                        .path("properties")
                        .path("code")
                        .path("enum")))
                .isEqualTo(names(ErrorCode.values()));
        assertThat(keys(schemas.path("Rates").path("properties")))
                .isEqualTo(
                        Arrays.stream(Rate.values()).map(Rate::field).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(keys(schemas.path("RatesPatch").path("properties")))
                .isEqualTo(keys(schemas.path("Rates").path("properties")));
        assertThat(keys(schemas.path("CostRequest").path("properties")))
                .containsAll(Arrays.stream(Meter.values()).map(Meter::field).toList());
    }

    @Test
    void whatever_needs_a_token_may_be_asked_too_often() {
        description
                .path("paths")
                .forEach(path -> path.forEach(
                        operation -> assertThat(operation.path("responses").has("429"))
                                .as(operation.path("operationId").asText())
                                .isEqualTo(operation.path("responses").has("401"))));
    }

    @Test
    void every_header_of_ours_is_described() {
        String text = description.toString();

        assertThat(List.of(
                        Headers.REQUEST_ID,
                        Headers.POSITION,
                        Headers.MIN_POSITION,
                        Headers.IDEMPOTENCY_KEY,
                        Headers.IDEMPOTENT_REPLAYED,
                        Headers.RETRY_AFTER))
                .allSatisfy(header -> assertThat(text).contains('"' + header + '"'));
    }

    private Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(),
                                operation
                                        .getValue()
                                        .path("security")
                                        .path(0)
                                        .path("token")
                                        .path(0)
                                        .asText())));
        return described;
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collectReferences(child, references));
    }

    private Set<String> pathParameters(JsonNode path, JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameters : List.of(path.path("parameters"), operation.path("parameters"))) {
            for (JsonNode parameter : parameters) {
                JsonNode found = parameter.has("$ref")
                        ? description.at(parameter.path("$ref").asText().substring(1))
                        : parameter;
                if (found.path("in").asText().equals("path")) {
                    names.add(found.path("name").asText());
                }
            }
        }
        return names;
    }

    private static Set<String> placeholders(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Set<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String role(@Nullable Role least) {
        return least == null ? "" : least.name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode description() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/ledger/api/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
