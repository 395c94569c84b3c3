package ledger.api.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * An object that a caller sent. Every getter refuses what does not fit with an {@link ApiException} that names the
 * field; null means absent.
 */
public final class Body {
    /** Writes equal JSON equally, whatever the order of its keys. */
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final ObjectNode object;
    private final String prefix;

    Body(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** Reads a whole body. */
    public static Body of(byte[] bytes) {
        return new Body(StrictJson.object(bytes), "");
    }

    /** A body that says nothing. */
    public static Body empty() {
        return new Body(JsonNodeFactory.instance.objectNode(), "");
    }

    /** A body of which every field is a text, as a query is: {@code Query} reads the numbers and flags of it. */
    public static Body ofTexts(Map<String, String> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(object::put);
        return new Body(object, "");
    }

    /** Refuses every field that is not one of these, by its name. */
    public Body only(Set<String> fields, String... more) {
        for (String name : names()) {
            if (!fields.contains(name) && !List.of(more).contains(name)) {
                String shown = prefix + Names.shown(name);
                throw ApiException.invalid(shown, shown + " is not a field of this request");
            }
        }
        return this;
    }

    /** The names of all fields, as sent. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** Whether the field is present and null. Most requests treat that as absent. */
    public boolean isNull(String name) {
        JsonNode node = object.get(name);
        return node != null && node.isNull();
    }

    /** The name of a field as errors say it: with the fields it stands in. */
    public String path(String name) {
        return prefix + name;
    }

    /** A text that the predicate holds for; {@code rule} says what is expected. */
    public @Nullable String textOrNull(String name, Predicate<String> valid, String rule) {
        return read(name, node -> text(node).filter(valid), " must be " + rule);
    }

    public String text(String name, Predicate<String> valid, String rule) {
        return required(name, textOrNull(name, valid, rule));
    }

    public @Nullable AccountId accountOrNull(String name) {
        String text = textOrNull(name, AccountId::isValid, "a text of 1 to 128 characters without control characters");
        return text == null ? null : new AccountId(text);
    }

    /**
     * An exact number within bounds, both inclusive, without trailing zeros; {@code rule} follows the field's name in
     * the error.
     */
    public @Nullable BigDecimal numberOrNull(
            String name, BigDecimal min, BigDecimal max, int decimalsMax, String rule) {
        // Comparing looks at magnitudes first, so 1e999999999 costs nothing and is never written out.
        return read(
                name,
                node -> Optional.of(node)
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::decimalValue)
                        .filter(number -> number.compareTo(min) >= 0 && number.compareTo(max) <= 0)
                        .map(BigDecimal::stripTrailingZeros)
                        .filter(number -> number.scale() <= decimalsMax),
                rule);
    }

    /** A whole number, both bounds inclusive. */
    public @Nullable Integer wholeOrNull(String name, int min, int max) {
        String rule = " must be a whole number from " + min + " to " + max;
        BigDecimal number = numberOrNull(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max), 0, rule);
        return number == null ? null : number.intValueExact();
    }

    public @Nullable Boolean flagOrNull(String name) {
        return read(
                name,
                node -> Optional.of(node).filter(JsonNode::isBoolean).map(JsonNode::booleanValue),
                " must be true or false");
    }

    /** One of the choices, written in any case. */
    public <E extends Enum<E>> @Nullable E choiceOrNull(String name, List<E> choices) {
        return read(
                name,
                node -> text(node).flatMap(text -> Choices.find(text, choices)),
                " must be one of " + Choices.listed(choices));
    }

    /** A JSON object as text, with its keys sorted at every depth. */
    public @Nullable String canonicalObjectOrNull(String name, int bytesMax) {
        return read(
                name,
                node -> Optional.of(node)
                        .filter(JsonNode::isObject)
                        .map(Body::sortedText)
                        .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= bytesMax),
                " must be a JSON object of at most " + bytesMax + " bytes");
    }

    /** Epoch milliseconds of a time, or of the first millisecond of a date. */
    public Optional<Long> startMillis(String name) {
        return millis(name, Times::start);
    }

    /** Epoch milliseconds of a time, or of the last millisecond of a date. */
    public Optional<Long> endMillis(String name) {
        return millis(name, Times::end);
    }

    public boolean isObject(String name) {
        return find(name) instanceof ObjectNode;
    }

    /** The text, and null for anything else. */
    public @Nullable String anyTextOrNull(String name) {
        JsonNode node = find(name);
        return node == null ? null : node.textValue();
    }

    /** The fields that are numbers, as they are: their exponents may be huge. */
    public Map<String, BigDecimal> numbers() {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isNumber()) {
                numbers.put(field.getKey(), field.getValue().decimalValue());
            }
        }
        return numbers;
    }

    /** The fields that are there and no numbers. */
    public Set<String> notNumbers() {
        Set<String> names = new LinkedHashSet<>(names());
        names.removeIf(name -> find(name) == null || object.get(name).isNumber());
        return names;
    }

    /** An object within; its fields are named {@code name.field} in errors. */
    public @Nullable Body objectOrNull(String name) {
        return read(
                name,
                node -> node instanceof ObjectNode inner
                        ? Optional.of(new Body(inner, prefix + name + '.'))
                        : Optional.empty(),
                " must be a JSON object");
    }

    /** The elements of an array that must be there. */
    public List<Element> elements(String name, int countMin, int countMax) {
        JsonNode node = required(name, find(name));
        if (!(node instanceof ArrayNode array) || array.size() < countMin || array.size() > countMax) {
            throw invalid(name, " must be an array of " + countMin + " to " + countMax + " elements");
        }
        List<Element> elements = new ArrayList<>(array.size());
        array.forEach(element -> elements.add(new Element(element)));
        return elements;
    }

    /** The value of a field that must be there. */
    public <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw invalid(name, " is required");
        }
        return value;
    }

    /** 400 that names the field; {@code rule} follows its name. */
    public ApiException invalid(String name, String rule) {
        return ApiException.invalid(prefix + name, prefix + name + rule);
    }

    private Optional<Long> millis(String name, Function<String, Optional<Long>> reading) {
        return Optional.ofNullable(read(name, node -> text(node).flatMap(reading), Times.RULE));
    }

    /** The one way to read a field: null where it is absent; what cannot be read does not follow the rule. */
    private <T> @Nullable T read(String name, Function<JsonNode, Optional<T>> reading, String rule) {
        JsonNode node = find(name);
        return node == null ? null : reading.apply(node).orElseThrow(() -> invalid(name, rule));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private static String sortedText(JsonNode node) {
        try {
            return SORTED.writeValueAsString(node);
        } catch (JsonProcessingException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
    }

    private @Nullable JsonNode find(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }
}
