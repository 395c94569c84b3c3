package ledger.api.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import ledger.AccountId;
import org.jspecify.annotations.Nullable;

/** The query of a URL. Every getter refuses what does not fit with an {@link ApiException} that names the parameter. */
public final class Query {
    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Reads a raw query; one that is malformed, or has a parameter twice or not among these, is refused. */
    static Query of(@Nullable String raw, Set<String> allowed) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String part : raw.split("&", -1)) {
                if (!part.isEmpty()) {
                    add(parameters, part, allowed);
                }
            }
        }
        return new Query(parameters);
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    public @Nullable String textOrNull(String name, Predicate<String> valid, String rule) {
        String text = parameters.get(name);
        if (text != null && !valid.test(text)) {
            throw invalid(name, " must be " + rule);
        }
        return text;
    }

    public @Nullable AccountId accountOrNull(String name) {
        String text = textOrNull(name, AccountId::isValid, "a text of 1 to 128 characters without control characters");
        return text == null ? null : new AccountId(text);
    }

    /** A whole number, both bounds inclusive. */
    public int integer(String name, int min, int max, int absent) {
        String text = parameters.get(name);
        if (text == null) {
            return absent;
        }
        // Nine digits fit an int; a sign or a space is no number here.
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw invalid(name, " must be a whole number from " + min + " to " + max);
    }

    public <E extends Enum<E>> @Nullable E choiceOrNull(String name, List<E> choices) {
        String text = parameters.get(name);
        if (text == null) {
            return null;
        }
        return Choices.find(text, choices)
                .orElseThrow(() -> invalid(name, " must be one of " + Choices.listed(choices)));
    }

    public @Nullable Boolean flagOrNull(String name) {
        String text = textOrNull(name, value -> value.equals("true") || value.equals("false"), "true or false");
        return text == null ? null : text.equals("true");
    }

    /** Epoch milliseconds of a time, or of the first millisecond of a date. */
    public OptionalLong startMillis(String name) {
        String text = parameters.get(name);
        return text == null ? OptionalLong.empty() : OptionalLong.of(time(name, Times.start(text)));
    }

    /** Epoch milliseconds of a time, or of the last millisecond of a date. */
    public OptionalLong endMillis(String name) {
        String text = parameters.get(name);
        return text == null ? OptionalLong.empty() : OptionalLong.of(time(name, Times.end(text)));
    }

    /** 400 that names the parameter; {@code rule} follows its name. */
    public ApiException invalid(String name, String rule) {
        return ApiException.invalid(name, name + rule);
    }

    private long time(String name, OptionalLong millis) {
        return millis.orElseThrow(() -> invalid(name, Times.RULE));
    }

    private static void add(Map<String, String> parameters, String part, Set<String> allowed) {
        int equals = part.indexOf('=');
        Optional<String> name = Percent.decodeQuery(equals < 0 ? part : part.substring(0, equals));
        Optional<String> value = Percent.decodeQuery(equals < 0 ? "" : part.substring(equals + 1));
        if (name.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "the query is not valid percent-encoded UTF-8");
        }
        String shown = Names.shown(name.get());
        if (!allowed.contains(name.get())) {
            throw ApiException.invalid(shown, shown + " is not a query parameter of this request");
        }
        if (value.isEmpty()) {
            throw ApiException.invalid(shown, shown + " is not valid percent-encoded UTF-8");
        }
        if (parameters.put(name.get(), value.get()) != null) {
            throw ApiException.invalid(shown, shown + " stands more than once");
        }
    }
}
