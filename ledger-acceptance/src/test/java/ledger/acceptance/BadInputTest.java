package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint with every field wrong in every way: refused by name, and never a failure of ours. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class BadInputTest {
    private static final String USAGE = "provider!PROVIDER modelName!MODEL messageCount:COUNT inputTokens:COUNT"
            + " cachedInputTokens:COUNT cacheWriteTokens:COUNT outputTokens:COUNT reasoningTokens:COUNT images:COUNT"
            + " audioSeconds:SECONDS characters:COUNT tokenCount:COUNT";
    private static final String NOTE = "description:TEXT metadata:METADATA idempotencyKey:KEY";

    private final LedgerClient admin;

    BadInputTest(LedgerProcess ledger) {
        admin = ledger.admin();
    }

    static Stream<PostedRequest> requests() {
        return Stream.of(
                new PostedRequest(
                        "/use",
                        "{'userId':'bad','amount':1,'reason':'AI_CHAT'}",
                        "userId!USER amount!AMOUNT reason!REASON " + NOTE),
                new PostedRequest(
                        "/usage",
                        "{'userId':'bad','provider':'ollama','modelName':'llama2'}",
                        "userId!USER reason:REASON allowDebt:FLAG holdId:ID " + USAGE + " " + NOTE),
                new PostedRequest(
                        "/add",
                        "{'userId':'bad','amount':1,'transactionType':'BONUS','reason':'REFERRAL_BONUS'}",
                        "userId:USER amount!AMOUNT transactionType!TYPE reason!REASON priority:WHOLE expiresAt:TIME"
                                + " effectiveAt:TIME referredUserId:USER " + NOTE),
                new PostedRequest(
                        "/add",
                        "{'userId':'bad','amount':1,'transactionType':'ADJUSTMENT','reason':'MANUAL_ADJUSTMENT'}",
                        "amount!SIGNED"),
                new PostedRequest(
                        "/refund",
                        "{'transactionId':'txn.1.YmFk'}",
                        "transactionId!ID userId:USER amount:AMOUNT reason:REASON description:TEXT"
                                + " idempotencyKey:KEY expired:REASON"),
                new PostedRequest(
                        "/refund", "{'transactionId':'txn.1.YmFk','expired':'REGRANT','days':7}", "days!WHOLE"),
                new PostedRequest(
                        "/holds",
                        "{'userId':'bad','amount':1,'reason':'AI_CHAT'}",
                        "userId!USER amount!AMOUNT reason!REASON expiresInSeconds:WHOLE " + NOTE),
                new PostedRequest(
                        "/holds",
                        "{'userId':'bad','provider':'ollama','modelName':'llama2','reason':'AI_CHAT'}",
                        USAGE),
                new PostedRequest("/holds/hold.1.YmFk/capture", "{'amount':1}", "amount!AMOUNT userId:USER " + NOTE),
                new PostedRequest("/holds/hold.1.YmFk/capture", "{'provider':'ollama','modelName':'llama2'}", USAGE),
                new PostedRequest("/validate", "{'userId':'bad','amount':1}", "userId:USER amount:AMOUNT"),
                new PostedRequest("/validate", "{'userId':'bad','provider':'ollama','modelName':'llama2'}", USAGE),
                new PostedRequest("/calculate-cost", "{'provider':'ollama','modelName':'llama2'}", USAGE),
                new PostedRequest(
                        "/pricing",
                        "{'provider':'bad','modelName':'m','costPerMessage':1}",
                        "provider!PROVIDER modelName!MODEL costPerMessage:RATE costPer1kTokens:RATE isDefaultModel:FLAG"
                                + " isActive:FLAG effectiveFrom:TIME rates:OBJECT"),
                new PostedRequest(
                        "/pricing/import",
                        "{'creditsPerUsd':1,'prices':{}}",
                        "creditsPerUsd!RATE prices!OBJECT" + " markup:RATE"),
                new PostedRequest("/batch", "{'commands':[{'kind':'use'}]}", "commands!LIST"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_wrong_value_is_refused_naming_its_field(PostedRequest request) {
        SoftAssertions soft = new SoftAssertions();
        assertThat(admin.post(request.path(), request.body()).status())
                .as("%s as it should be", request)
                .isIn(200, 201, 402, 404);
        request.fields().forEach((field, wrong) -> {
            boolean isRequired = request.isRequired(field);
            wrong.values(isRequired).forEach(value -> {
                Answer answer = admin.postBytes(
                        request.path(), request.with(field, value).getBytes(UTF_8));
                requireNamed(soft, answer, field, "%s = %s".formatted(field, value));
            });
            if (isRequired) {
                ObjectNode without = request.body();
                without.remove(field);
                requireNamed(soft, admin.post(request.path(), without), field, field + " left out");
            }
        });
        soft.assertAll();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_is_no_request_at_all_is_refused(PostedRequest request) {
        SoftAssertions soft = new SoftAssertions();
        ObjectNode surprised = request.body().put("surprise", 1);
        requireNamed(soft, admin.post(request.path(), surprised), "surprise", "a field nobody knows");
        requireNamed(
                soft,
                admin.post(request.path() + "?surprise=1", request.body()),
                "surprise",
                "a parameter nobody knows");
        String whole = request.body().toString();
        for (String body : List.of(
                "",
                " ",
                "{",
                whole + "}",
                whole + whole,
                whole.substring(0, whole.length() - 1),
                "[" + whole + "]",
                "null",
                "\"text\"",
                "7",
                "[".repeat(20_000),
                "{\"a\":".repeat(10_000),
                whole.replaceFirst("\\{", "{\"surprise\":" + "9".repeat(5_000) + ","),
                whole.replaceFirst("\\{(\"\\w+\")", "{$1:1,$1"),
                whole.replace('"', '\''))) {
            Answer answer = admin.postBytes(request.path(), body.getBytes(UTF_8));
            soft.assertThat(answer.status() + " " + answer.code())
                    .as(answer.toString())
                    .isEqualTo("400 INVALID_REQUEST");
        }
        byte[] notUtf8 = whole.getBytes(UTF_8);
        notUtf8[notUtf8.length - 3] = (byte) 0xff;
        Answer garbled = admin.postBytes(request.path(), notUtf8);
        soft.assertThat(garbled.status()).as(garbled.toString()).isEqualTo(400);
        Answer text = admin.with("Content-Type", "text/plain").post(request.path(), request.body());
        soft.assertThat(text.status()).as(text.toString()).isEqualTo(415);
        soft.assertThat(text.body().path("success").asBoolean(true)).isFalse();
        soft.assertThat(text.header("Connection")).as("its body was not read").contains("close");
        soft.assertAll();
    }

    @ParameterizedTest
    @CsvSource({
        "/use, 65537",
        "/usage, 65537",
        "/add, 65537",
        "/pricing, 65537",
        "/batch, 2097153",
        "/pricing/import, 8388609"
    })
    void a_body_beyond_its_bound_is_too_large(String path, int bytes) {
        byte[] spaces = new byte[bytes];
        Arrays.fill(spaces, (byte) ' ');

        Answer answer = admin.postBytes(path, spaces);

        answer.expect(413, "TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource({
        "/balance, userId, '', %00, %FF",
        "/balance, at, yesterday, 2999-01-01, 7",
        "/transactions, limit, 0, 201, x",
        "/transactions, limit, -1, 1.5, 99999999999999999999",
        "/transactions, offset, -1, x, 99999999999999999999",
        "/transactions, orderBy, name, '', 1",
        "/transactions, orderDirection, up, '', 1",
        "/transactions, transactionType, GIFT, '', 1",
        "/transactions, reason, NOPE, '', 1",
        "/transactions, startDate, yesterday, 2026-13-01, 2026-02-30",
        "/transactions, endDate, tomorrow, 2026-01-01T99:00, 1",
        "/transactions, cursor, x, %00, AAAA",
        "/transactions, surprise, 1, 2, 3",
        "/statistics, startDate, yesterday, 2026-13-01, 99999-01-01",
        "/statistics, endDate, yesterday, 2026-13-01, x",
        "/accounts, limit, 0, x, 99999",
        "/accounts, cursor, x, %00, AAAA",
        "/pricing, isActive, yes, 1, ''",
        "/pricing, at, yesterday, 2026-13-01, 7",
        "/pricing, provider, a/b, '', %00"
    })
    void a_wrong_parameter_is_refused_naming_it(String path, String name, String one, String two, String three) {
        SoftAssertions soft = new SoftAssertions();
        for (String value : List.of(one, two, three)) {
            String escaped = value.startsWith("%") ? value : LedgerClient.encoded(value);
            requireNamed(soft, admin.get(path + "?" + name + "=" + escaped), name, name + " = " + value);
        }
        requireNamed(soft, admin.get(path + "?userIds=1"), "userIds", "a parameter nobody knows");
        soft.assertAll();
    }

    @ParameterizedTest
    @CsvSource({
        "inputPer1k",
        "cachedInputPer1k",
        "cacheWritePer1k",
        "outputPer1k",
        "reasoningPer1k",
        "perImage",
        "perAudioSecond",
        "per1kCharacters",
        "surprise"
    })
    void a_wrong_rate_is_refused_naming_it(String rate) {
        SoftAssertions soft = new SoftAssertions();
        WrongValues.RATE.values(false).forEach(value -> {
            String body = "{\"provider\":\"bad\",\"modelName\":\"m\",\"costPerMessage\":1,\"rates\":{\"%s\":%s}}"
                    .formatted(rate, value);
            Answer answer = admin.postBytes("/pricing", body.getBytes(UTF_8));
            soft.assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            soft.assertThat(answer.field()).as(answer.toString()).endsWith(rate);
        });
        soft.assertAll();
    }

    @Test
    void tokens_counted_twice_are_refused() {
        Answer answer = admin.post(
                "/calculate-cost",
                Json.object("provider", "openai", "modelName", "gpt-4", "tokenCount", 5, "inputTokens", 5));

        assertThat(answer.expect(400, "INVALID_REQUEST").field()).isEqualTo("tokenCount");
    }

    private static void requireNamed(SoftAssertions soft, Answer answer, String field, String what) {
        soft.assertThat(answer.status() + " " + answer.code())
                .as("%s: %s", what, answer)
                .isEqualTo("400 INVALID_REQUEST");
        soft.assertThat(answer.field()).as("%s: %s", what, answer).isEqualTo(field);
        soft.assertThat(answer.error()).as("%s: %s", what, answer).contains(field);
    }
}
