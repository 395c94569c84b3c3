package ledger.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.api.http.json.ApiException;
import ledger.api.http.json.Body;
import ledger.api.http.json.ErrorCode;
import ledger.api.http.json.Names;
import org.jspecify.annotations.Nullable;

/** Reads the query of a URL, and what only a query has: numbers and flags that are texts. */
public final class Query {
    private Query() {}

    /** A whole number, both bounds inclusive. */
    public static int integer(Body query, String name, int min, int max, int absent) {
        String digits =
                query.textOrNull(name, text -> isWithin(text, min, max), "a whole number from " + min + " to " + max);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    public static @Nullable Boolean flagOrNull(Body query, String name) {
        String text = query.textOrNull(name, value -> value.equals("true") || value.equals("false"), "true or false");
        return text == null ? null : text.equals("true");
    }

    /**
     * Reads a raw query; one that is malformed, or has a parameter twice or not among these, is refused. Javalin's own
     * parameters would not do: what is no UTF-8 is another character there, and what is no hexadecimal has no name.
     */
    static Body read(@Nullable String raw, Set<String> allowed) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                String[] sides = part.split("=", 2);
                add(parameters, sides[0], sides.length == 1 ? "" : sides[1], allowed);
            }
        }
        return Body.ofTexts(parameters);
    }

    /** Nine digits fit an int; a sign or a space is no number here. */
    private static boolean isWithin(String text, int min, int max) {
        return text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max;
    }

    private static void add(Map<String, String> parameters, String rawName, String rawValue, Set<String> allowed) {
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

    private static ApiException invalid(String shown, String rule) {
        return ApiException.invalid(shown, shown + rule);
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
