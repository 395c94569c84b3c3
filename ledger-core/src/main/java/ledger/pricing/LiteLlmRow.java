package ledger.pricing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One model of LiteLLM's price list.
 *
 * @param key the name of the row: a model, or provider and model
 * @param provider its {@code litellm_provider}, or null where that is missing or no text
 * @param mode its {@code mode}, or null where that is missing or no text
 * @param numbers its fields that are numbers; those that are not ours are ignored
 * @param unreadable the names of its fields that are neither a number nor null; those that are not ours are ignored
 */
public record LiteLlmRow(
        String key,
        @Nullable String provider,
        @Nullable String mode,
        Map<String, BigDecimal> numbers,
        Set<String> unreadable) {
    /** What the file calls the row that describes the fields. */
    private static final String EXAMPLE_KEY = "sample_spec";

    public LiteLlmRow {
        numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
        unreadable = Collections.unmodifiableSet(new TreeSet<>(unreadable));
    }

    /** Whether it is no model but describes the fields. */
    boolean isExample() {
        return key.equals(EXAMPLE_KEY);
    }

    /** The first of our fields whose value is invalid. */
    Optional<LiteLlmField> fault() {
        return Arrays.stream(LiteLlmField.values())
                .filter(field -> unreadable.contains(field.key()) || !isValid(field))
                .findFirst();
    }

    /** US dollars for one unit, by field: the fields that we know, that the row has, and that mean the same in it. */
    Map<LiteLlmField, BigDecimal> costs() {
        Map<LiteLlmField, BigDecimal> costs = new EnumMap<>(LiteLlmField.class);
        for (LiteLlmField field : LiteLlmField.values()) {
            @Nullable BigDecimal usd = numbers.get(field.key());
            if (usd != null && field.isMeantBy(mode)) {
                costs.put(field, usd);
            }
        }
        return costs;
    }

    /** The first cost above zero for which there is no meter here. */
    Optional<String> unmetered() {
        Set<String> metered = costs().keySet().stream().map(LiteLlmField::key).collect(Collectors.toSet());
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue().signum() > 0)
                .map(Map.Entry::getKey)
                .filter(name -> name.contains("cost") && !metered.contains(name))
                .findFirst();
    }

    /** The model's name, without the provider in front of it. */
    String modelName() {
        String prefix = provider + "/";
        return key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    }

    private boolean isValid(LiteLlmField field) {
        @Nullable BigDecimal usd = numbers.get(field.key());
        return usd == null || field.isValid(usd);
    }
}
