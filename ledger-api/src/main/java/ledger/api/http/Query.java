package ledger.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import ledger.AccountId;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Choices;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.Names;
import ledger.api.http.json.Times;
import org.jspecify.annotations.Nullable;

/** The query of a URL. Every getter refuses what does not fit with an {@link ApiException} that names the parameter. */
public final class Query {
    private final Map<String, String> parameters = new HashMap<>();

    /**
     * Reads a raw query; one that is malformed, or has a parameter twice or not among these, is refused. Javalin's own
     * parameters would not do: what is no UTF-8 is another character there, and what is no hexadecimal has no name.
     */
    Query(@Nullable String raw, Set<String> allowed) {
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                String[] sides = part.split("=", 2);
                add(sides[0], sides.length == 1 ? "" : sides[1], allowed);
            }
        }
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    public @Nullable String textOrNull(String name, Predicate<String> valid, String rule) {
        return read(name, text -> Optional.of(text).filter(valid), " must be " + rule)
                .orElse(null);
    }

    public @Nullable AccountId accountOrNull(String name) {
        String text = textOrNull(name, AccountId::isValid, "a text of 1 to 128 characters without control characters");
        return text == null ? null : new AccountId(text);
    }

    /** A whole number, both bounds inclusive. */
    public int integer(String name, int min, int max, int absent) {
        // Nine digits fit an int; a sign or a space is no number here.
        return read(
                        name,
                        text -> Optional.of(text)
                                .filter(digits -> digits.matches("[0-9]{1,9}"))
                                .map(Integer::valueOf)
                                .filter(number -> number >= min && number <= max),
                        " must be a whole number from " + min + " to " + max)
                .orElse(absent);
    }

    public <E extends Enum<E>> @Nullable E choiceOrNull(String name, List<E> choices) {
        return read(name, text -> Choices.find(text, choices), " must be one of " + Choices.listed(choices))
                .orElse(null);
    }

    public @Nullable Boolean flagOrNull(String name) {
        String text = textOrNull(name, value -> value.equals("true") || value.equals("false"), "true or false");
        return text == null ? null : text.equals("true");
    }

    /** Epoch milliseconds of a time, or of the first millisecond of a date. */
    public OptionalLong startMillis(String name) {
        return millis(name, Times::start);
    }

    /** Epoch milliseconds of a time, or of the last millisecond of a date. */
    public OptionalLong endMillis(String name) {
        return millis(name, Times::end);
    }

    /** 400 that names the parameter; {@code rule} follows its name. */
    public ApiException invalid(String name, String rule) {
        return ApiException.invalid(name, name + rule);
    }

    private OptionalLong millis(String name, Function<String, OptionalLong> reader) {
        return read(name, text -> Optional.of(reader.apply(text)).filter(OptionalLong::isPresent), Times.RULE)
                .orElse(OptionalLong.empty());
    }

    /** Empty where it is not there. */
    private <T> Optional<T> read(String name, Function<String, Optional<T>> reader, String rule) {
        return Optional.ofNullable(parameters.get(name))
                .map(text -> reader.apply(text).orElseThrow(() -> invalid(name, rule)));
    }

    private void add(String rawName, String rawValue, Set<String> allowed) {
        String name = decoded(rawName)
                .orElseThrow(() ->
                        new ApiException(ErrorCode.INVALID_REQUEST, "the query is not valid percent-encoded UTF-8"));
        String shown = Names.shown(name);
        if (!allowed.contains(name)) {
            throw invalid(shown, " is not a query parameter of this request");
        }
        String value = decoded(rawValue).orElseThrow(() -> invalid(shown, " is not valid percent-encoded UTF-8"));
        if (parameters.put(name, value) != null) {
            throw invalid(shown, " stands more than once");
        }
    }

    /** Empty where it is malformed. Java's decoder makes bytes here, takes signed numbers, and is kept from those. */
    private static Optional<String> decoded(String text) {
        try {
            String bytes = URLDecoder.decode(new String(text.getBytes(UTF_8), ISO_8859_1), ISO_8859_1);
            return text.contains("%+") || text.contains("%-")
                    ? Optional.empty()
                    : Optional.of(UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                            .toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
