package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import ledger.command.CommandTypes;
import ledger.event.EventFacts;
import ledger.event.EventTypes;
import ledger.event.LedgerEvent;
import ledger.fold.EventEnvelope;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.MessageType;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/asyncapi.yaml says of commands and events is what their declarations say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AsyncApiDeclarationsTest {
    private static final JsonNode DOCUMENT = document();

    static Stream<MessageType<? extends LedgerEvent, EventFacts>> events() {
        return EventTypes.ALL.all().stream();
    }

    @Test
    void each_field_of_any_command_is_described_with_its_type_and_no_other() {
        Map<String, String> declared = new TreeMap<>(Map.of("type", "string", "version", "integer"));
        declared.putAll(types(CommandTypes.HEADER.fields()));
        CommandTypes.ALL.all().forEach(type -> declared.putAll(types(type.fields())));

        assertDescribed(DOCUMENT.at("/components/schemas/Command"), declared);
    }

    @ParameterizedTest
    @MethodSource("events")
    void each_field_of_an_event_is_described_with_its_type_and_no_other(
            MessageType<? extends LedgerEvent, EventFacts> type) {
        Map<String, String> declared = types(EventEnvelope.with(type));
        declared.putAll(Map.of("previousHash", "string", "hash", "string"));
        JsonNode payload = DOCUMENT.at("/components/messages/" + type.name() + "/payload");

        if (type.fields().named("transactionType") == null) {
            declared.remove("transactionId");
        }
        assertDescribed(payload, declared);
    }

    @Test
    void each_message_is_summed_up_in_the_words_of_its_declaration() {
        Stream.concat(CommandTypes.ALL.all().stream(), EventTypes.ALL.all().stream())
                .forEach(type -> assertThat(DOCUMENT.at("/components/messages/" + type.name() + "/summary")
                                .asText())
                        .as(type.name())
                        .isEqualTo(type.summary()));
    }

    private static Map<String, String> types(Fields<?> fields) {
        Map<String, String> types = new TreeMap<>();
        for (Field<?> field : fields.all()) {
            types.put(field.name(), String.valueOf(field.type().schema().get("type")));
        }
        return types;
    }

    private static void assertDescribed(JsonNode schema, Map<String, String> declared) {
        Map<String, JsonNode> described = new TreeMap<>();
        collect(schema, described);
        assertThat(described.keySet()).isEqualTo(declared.keySet());
        described.forEach(
                (name, property) -> assertThat(typesOf(property)).as(name).contains(declared.get(name)));
    }

    /** The properties of a schema, and of all that it is made of. */
    private static void collect(JsonNode schema, Map<String, JsonNode> properties) {
        JsonNode found = resolved(schema);
        found.path("properties").properties().forEach(one -> properties.put(one.getKey(), one.getValue()));
        found.path("allOf").forEach(part -> collect(part, properties));
    }

    private static Set<String> typesOf(JsonNode property) {
        JsonNode schema = resolved(property);
        Set<String> types = new TreeSet<>();
        if (schema.path("type").isTextual()) {
            types.add(schema.path("type").asText());
        }
        schema.path("type").forEach(type -> types.add(type.asText()));
        if (schema.has("enum") || schema.path("const").isTextual()) {
            types.add("string");
        }
        if (schema.path("const").isInt()) {
            types.add("integer");
        }
        Stream.of("oneOf", "anyOf", "allOf")
                .forEach(of -> schema.path(of).forEach(part -> types.addAll(typesOf(part))));
        return types;
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref")
                ? resolved(DOCUMENT.at(schema.path("$ref").asText().substring(1)))
                : schema;
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper().readTree(Files.readString(Path.of("../docs/asyncapi.yaml")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
