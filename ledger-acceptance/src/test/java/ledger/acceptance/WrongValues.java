package ledger.acceptance;

import java.util.List;
import java.util.stream.Stream;

/** What must not be taken for a field, by what the field is; each as JSON. */
enum WrongValues {
    AMOUNT(
            "0",
            "-1",
            "0.0000001",
            "1e-7",
            "1000000000.000001",
            "1e10",
            "1e400",
            "1e-400",
            "1e999999999",
            "-1e999999999",
            "\"1\"",
            "true",
            "[1]",
            "{}"),
    /** An amount that may be negative too. */
    SIGNED("0", "0.0000001", "-0.0000001", "1e10", "-1e10", "1e400", "\"1\"", "true", "[1]", "{}"),
    COUNT("-1", "1.5", "1e-1", "1e13", "1e400", "-1e400", "1e999999999", "\"1\"", "true", "[1]", "{}"),
    SECONDS("-1", "0.0000001", "1e13", "1e400", "\"1\"", "true", "[]", "{}"),
    RATE("-1", "-1e-12", "1e-13", "1e10", "1e400", "1e999999999", "\"1\"", "true", "[]", "{}"),
    REASON("\"\"", "\"NOPE\"", "\"AI_CHAT \"", "\"GRANT_EXPIRED\"", "\"ai-chat\"", "0", "true", "[]", "{}"),
    TYPE("\"\"", "\"NOPE\"", "\"USAGE\"", "\"EXPIRATION\"", "1", "true", "[\"BONUS\"]", "{}"),
    USER("\"\"", "\"" + "u".repeat(129) + "\"", "\"a\\u0000b\"", "\"a\\nb\"", "\"\\ud800\"", "7", "true", "[]", "{}"),
    TEXT("\"" + "x".repeat(1001) + "\"", "7", "true", "[]", "{}", "\"\\udc00x\""),
    METADATA("\"text\"", "7", "true", "[]", "{\"a\":\"" + "x".repeat(4096) + "\"}"),
    FLAG("\"true\"", "1", "0", "[]", "{}", "\"\""),
    KEY("\"\"", "\"" + "k".repeat(256) + "\"", "\"ce:mine\"", "7", "true", "[]", "{}"),
    PROVIDER("\"\"", "\"" + "p".repeat(201) + "\"", "\"a/b\"", "7", "true", "[]", "{}"),
    MODEL("\"\"", "\"" + "m".repeat(201) + "\"", "7", "true", "[]", "{}"),
    TIME(
            "\"\"",
            "\"yesterday\"",
            "\"2999-13-01\"",
            "\"2999-02-30\"",
            "\"2999-01-01T25:00:00Z\"",
            "7",
            "true",
            "[]",
            "{}"),
    ID("7", "true", "[]", "{}"),
    /** A small number, 1 to 255 at most. */
    WHOLE("-1", "1.5", "1e-1", "100000", "1e400", "1e999999999", "\"1\"", "true", "[1]", "{}"),
    OBJECT("7", "true", "[]", "\"text\""),
    LIST("7", "true", "{}", "\"text\"", "[]");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which the checker does not see.
    private final List<String> values;

    WrongValues(String... values) {
        this.values = List.of(values);
    }

    /** All of them, and null where a value is needed. */
    Stream<String> values(boolean isRequired) {
        return isRequired ? Stream.concat(values.stream(), Stream.of("null")) : values.stream();
    }
}
