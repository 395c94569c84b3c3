package ledger.api.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual() || !valid.test(node.textValue())) {
            throw invalid(name, " must be " + rule);
        }
        return node.textValue();
    }

    public String text(String name, Predicate<String> valid, String rule) {
        return required(name, textOrNull(name, valid, rule));
    }

    public @Nullable AccountId accountOrNull(String name) {
        String text = textOrNull(name, AccountId::isValid, "a text of 1 to 128 characters without control characters");
        return text == null ? null : new AccountId(text);
    }

    /** An exact number within bounds, both inclusive; {@code rule} follows the field's name in the error. */
    public @Nullable BigDecimal numberOrNull(
            String name, BigDecimal min, BigDecimal max, int decimalsMax, String rule) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        Optional<BigDecimal> number =
                node.isNumber() ? BodyDecimals.within(node, min, max, decimalsMax) : Optional.empty();
        return number.orElseThrow(() -> invalid(name, rule));
    }

    /** A whole number, both bounds inclusive. */
    public @Nullable Integer wholeOrNull(String name, int min, int max) {
        String rule = " must be a whole number from " + min + " to " + max;
        BigDecimal number = numberOrNull(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max), 0, rule);
        return number == null ? null : number.intValueExact();
    }

    public @Nullable Boolean flagOrNull(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            throw invalid(name, " must be true or false");
        }
        return node.booleanValue();
    }

    /** One of the choices, written in any case. */
    public <E extends Enum<E>> @Nullable E choiceOrNull(String name, List<E> choices) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        return Choices.find(node.isTextual() ? node.textValue() : "", choices)
                .orElseThrow(() -> invalid(name, " must be one of " + Choices.listed(choices)));
    }

    /** A JSON object as text, with its keys sorted at every depth. */
    public @Nullable String canonicalObjectOrNull(String name, int bytesMax) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        String text = node.isObject() ? CanonicalJson.text(node) : "";
        if (!node.isObject() || CanonicalJson.utf8Length(text) > bytesMax) {
            throw invalid(name, " must be a JSON object of at most " + bytesMax + " bytes");
        }
        return text;
    }

    /** Epoch milliseconds of a time, or of the first millisecond of a date. */
    public OptionalLong startMillis(String name) {
        return millis(name, Times::start);
    }

    /** Epoch milliseconds of a time, or of the last millisecond of a date. */
    public OptionalLong endMillis(String name) {
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
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ObjectNode inner)) {
            throw invalid(name, " must be a JSON object");
        }
        return new Body(inner, prefix + name + '.');
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

    private OptionalLong millis(String name, Function<String, OptionalLong> reading) {
        JsonNode node = find(name);
        if (node == null) {
            return OptionalLong.empty();
        }
        OptionalLong millis = node.isTextual() ? reading.apply(node.textValue()) : OptionalLong.empty();
        return OptionalLong.of(millis.orElseThrow(() -> invalid(name, Times.RULE)));
    }

    private @Nullable JsonNode find(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }
}
