package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.api.TestApi.Told;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BadInputTest {
    private static final TestApi API = new TestApi();

    private static final List<String> BAD_AMOUNTS = List.of(
            "0",
            "-1",
            "\"1\"",
            "true",
            "[]",
            "{}",
            "1.0000001",
            "1e-7",
            "1000000000.000001",
            "1e10",
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "9".repeat(900),
            "NaN",
            "Infinity",
            "01",
            "+1",
            ".5");
    private static final List<String> BAD_USERS = List.of(
            "\"\"", "1", "true", "[]", "\"a\\u0000b\"", "\"a\\nb\"", "\"\\ud800\"", "\"" + "x".repeat(129) + "\"");
    private static final List<String> BAD_REASONS =
            List.of("\"\"", "\"NOPE\"", "1", "[]", "\"GRANT_EXPIRED\"", "\" AI_CHAT\"");
    private static final List<String> BAD_DESCRIPTIONS =
            List.of("1", "{}", "\"\\udc00\"", "\"" + "x".repeat(1_001) + "\"");
    private static final List<String> BAD_METADATA = List.of(
            "\"text\"",
            "1",
            "[]",
            "{\"a\":\"" + "x".repeat(4_096) + "\"}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"\\ud800\"}",
            "{\"\\ud800\":1}",
            "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}");
    private static final List<String> BAD_NAMES = List.of("\"\"", "1", "\"a\\tb\"", "\"" + "x".repeat(201) + "\"");
    private static final List<String> BAD_COUNTS =
            List.of("-1", "0.5", "\"1\"", "true", "1e13", "1e999999999", "[]", "1e-1");
    private static final List<String> BAD_KEYS =
            List.of("\"\"", "1", "\"ce:x\"", "\"" + "x".repeat(256) + "\"", "\"a\\nb\"", "\"\\ud83d\"");

    private static final Map<String, String> USE = Map.of("userId", "\"ann\"", "amount", "1", "reason", "\"AI_CHAT\"");
    private static final Map<String, String> USAGE =
            Map.of("userId", "\"ann\"", "provider", "\"openai\"", "modelName", "\"gpt-4\"");
    private static final Map<String, String> COST = Map.of("provider", "\"openai\"", "modelName", "\"gpt-4\"");
    private static final Map<String, String> ADD =
            Map.of("userId", "\"ann\"", "amount", "1", "transactionType", "\"BONUS\"", "reason", "\"AI_CHAT\"");
    private static final Map<String, String> REFUND = Map.of("transactionId", "\"txn.1.YW5u\"");
    private static final Map<String, String> VALIDATE = Map.of("amount", "1");

    @BeforeAll
    static void begin() {
        API.add("ann", "1000");
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    static Stream<Arguments> badFields() {
        List<Arguments> rows = new ArrayList<>();
        for (String path : List.of("/use", "/usage", "/add", "/refund")) {
            bad(rows, path, "userId", BAD_USERS);
            bad(rows, path, "reason", BAD_REASONS);
            bad(rows, path, "description", BAD_DESCRIPTIONS);
            bad(rows, path, "idempotencyKey", BAD_KEYS);
        }
        for (String path : List.of("/use", "/usage", "/add")) {
            bad(rows, path, "metadata", BAD_METADATA);
        }
        for (String path : List.of("/use", "/refund", "/validate")) {
            bad(rows, path, "amount", BAD_AMOUNTS);
        }
        bad(rows, "/add", "amount", List.of("0", "-1", "\"1\"", "1e10", "-1e10", "1.0000001", "1e999999999"));
        bad(rows, "/add", "transactionType", List.of("\"USAGE\"", "\"EXPIRATION\"", "\"NOPE\"", "1", "\"\""));
        bad(rows, "/usage", "allowDebt", List.of("1", "\"true\"", "[]"));
        bad(rows, "/refund", "transactionId", List.of("\"\"", "1", "{}"));
        bad(rows, "/validate", "userId", BAD_USERS);
        for (String path : List.of("/usage", "/calculate-cost")) {
            bad(rows, path, "provider", BAD_NAMES);
            bad(rows, path, "provider", List.of("\"a/b\""));
            bad(rows, path, "modelName", BAD_NAMES);
            for (String count : List.of(
                    "messageCount",
                    "tokenCount",
                    "inputTokens",
                    "cachedInputTokens",
                    "cacheWriteTokens",
                    "outputTokens",
                    "reasoningTokens",
                    "images",
                    "characters")) {
                bad(rows, path, count, BAD_COUNTS);
            }
            bad(rows, path, "audioSeconds", List.of("-1", "0.0000001", "\"1\"", "1e13"));
        }
        for (String unknown : List.of("expiresAt", "effectiveAt", "priority", "holdId")) {
            for (String path : List.of("/use", "/refund", "/validate", "/calculate-cost")) {
                bad(rows, path, unknown, List.of("1"));
            }
        }
        for (String unknown : List.of("expiresInSeconds", "Amount", "__proto__")) {
            for (String path : List.of("/use", "/usage", "/add", "/refund", "/validate", "/calculate-cost")) {
                bad(rows, path, unknown, List.of("1"));
            }
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("badFields")
    void a_bad_field_is_400_and_is_named(String path, String field, String value) {
        Told told = post(path, with(path, field, value));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("INVALID_REQUEST");
        assertThat(told.field()).isEqualTo(field);
        assertThat(told.error()).startsWith(field);
    }

    static Stream<Arguments> missingFields() {
        return Stream.of("/use", "/usage", "/add", "/refund", "/calculate-cost", "/validate")
                .flatMap(path -> valid(path).keySet().stream()
                        .filter(field -> !(path.equals("/add") && field.equals("userId")))
                        .map(field -> Arguments.of(path, field)));
    }

    @ParameterizedTest
    @MethodSource("missingFields")
    void a_missing_field_is_400_and_is_named_and_null_is_missing(String path, String field) {
        Told told = post(path, with(path, field, "null"));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.field()).isEqualTo(field);
        assertThat(told.error()).isEqualTo(field + " is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/use", "/usage", "/add", "/calculate-cost", "/validate"})
    void what_the_table_spoils_is_good_without_it(String path) {
        assertThat(post(path, with(path, "none", null)).status()).isIn(200, 201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/balance?at=yesterday | at",
                "/balance?at=2026-02-30 | at",
                "/balance?at=2026-01-01T00:00:00 | at",
                "/balance?at=-999999999-01-01T00:00:00Z | at",
                "/balance?at=2999-01-01 | at",
                "/balance?at= | at",
                "/balance?userId= | userId",
                "/balance?userId=%00 | userId",
                "/balance?who=me | who",
                "/transactions?limit=0 | limit",
                "/transactions?limit=201 | limit",
                "/transactions?limit=1e1 | limit",
                "/transactions?limit=99999999999999999999 | limit",
                "/transactions?limit=%D9%A1 | limit",
                "/transactions?offset=-1 | offset",
                "/transactions?offset=x | offset",
                "/transactions?orderBy=hash | orderBy",
                "/transactions?orderDirection=up | orderDirection",
                "/transactions?transactionType=GIFT | transactionType",
                "/transactions?reason= | reason",
                "/transactions?startDate=now | startDate",
                "/transactions?endDate=2026-13-01 | endDate",
                "/transactions?startDate=2026-03-02&endDate=2026-03-01 | endDate",
                "/transactions?limit=1&limit=2 | limit",
                "/transactions/txn.1.YW5u?limit=1 | limit",
                "/statistics?startDate=1999-01-01 | startDate",
                "/statistics?startDate=2999-01-01 | startDate",
                "/statistics?startDate=2026-03-02&endDate=2026-03-01 | endDate",
                "/statistics?endDate=x | endDate",
                "/accounts?limit=201 | limit",
                "/accounts?cursor=x | cursor",
            })
    void a_bad_parameter_is_400_and_is_named(String row) {
        String[] parts = row.split(" \\| ", -1);

        Told told = API.get(parts[0], "root:admin");

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("INVALID_REQUEST");
        assertThat(told.field()).isEqualTo(parts[1]);
        assertThat(told.error()).startsWith(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{}}",
                "{} {}",
                "{\"a\"",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "// x\n{}",
                "\uFEFF{}",
                "{\"amount\":1}x"
            })
    void a_body_that_is_no_json_object_is_400(String body) {
        for (String path : List.of("/use", "/usage", "/add", "/refund", "/batch", "/validate", "/calculate-cost")) {
            Told told = post(path, body);

            assertThat(told.status()).as(path).isEqualTo(400);
            assertThat(told.code()).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void a_body_that_is_not_utf_8_is_400() {
        byte[] latin1 = {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};

        Told told = API.send(API.request("/use", "chat:service").POST(BodyPublishers.ofByteArray(latin1)));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.error()).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/use", "/usage", "/add", "/refund", "/batch", "/validate", "/calculate-cost"})
    void a_query_where_there_is_none_is_refused(String path) {
        assertThat(post(path + "?debug=1", "{}").field()).isEqualTo("debug");
    }

    @Test
    void a_key_in_a_header_must_be_one() {
        for (String key : List.of("ce:x", "x".repeat(256))) {
            Told told = API.use("ann", "1", "Idempotency-Key", key);

            assertThat(told.status()).isEqualTo(400);
            assertThat(told.field()).isEqualTo("Idempotency-Key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e0", "1E+0", "1.000000", "10e-1", "0.000001", "1000000000", "1e9", "1.0e3"})
    void amounts_may_be_written_in_any_way(String amount) {
        assertThat(post("/validate", "{\"amount\":" + amount + "}").status()).isEqualTo(200);
    }

    private static Told post(String path, String body) {
        String token = path.startsWith("/add") ? "root:admin" : "chat:service";
        return API.post(path, token, body);
    }

    private static void bad(List<Arguments> rows, String path, String field, List<String> values) {
        values.forEach(value -> rows.add(Arguments.of(path, field, value)));
    }

    private static String with(String path, String field, @Nullable String value) {
        StringBuilder body = new StringBuilder("{");
        valid(path).forEach((name, good) -> {
            if (!name.equals(field)) {
                body.append('"').append(name).append("\":").append(good).append(',');
            }
        });
        if (value != null) {
            body.append('"').append(field).append("\":").append(value).append(',');
        }
        body.setLength(body.length() - 1);
        return body.append('}').toString();
    }

    private static Map<String, String> valid(String path) {
        return switch (path) {
            case "/use" -> USE;
            case "/usage" -> USAGE;
            case "/add" -> ADD;
            case "/refund" -> REFUND;
            case "/validate" -> VALIDATE;
            default -> COST;
        };
    }
}
