package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CreditsTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_user_never_seen_has_zeros() {
        Told told = api.get("/balance", "ann:user");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body()).isEqualTo(TestApi.json("""
                        {"success":true,"data":{"userId":"ann","creditsBalance":0,"creditsHeld":0,
                        "creditsAvailable":0,"creditsUsed":0,"creditsPurchased":0,"creditsRefunded":0,
                        "creditsExpired":0,"creditPlan":null,"lastCreditRefillAt":null,"overdraftLimit":0,
                        "grants":[],"sequence":0,"asOf":"2026-03-10T12:00:00.000Z"}}"""));
        assertThat(told.header("X-Ledger-Position")).isEqualTo("0--1");
    }

    @Test
    void what_is_added_can_be_spent_and_no_more() {
        Told added = api.add("ann", "100");
        Told used = api.use("ann", "30.5");
        Told refused = api.use("ann", "80");

        assertThat(added.status()).isEqualTo(201);
        assertThat(used.data().path("amount").decimalValue()).isEqualByComparingTo("-30.5");
        assertThat(used.data().path("balanceAfter").decimalValue()).isEqualByComparingTo("69.5");
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.error()).isEqualTo("Insufficient credits. Required: 80, Available: 69.5");
        assertThat(refused.body().path("details"))
                .isEqualTo(TestApi.json("{\"available\":69.5,\"required\":80,\"shortfall\":10.5}"));
        assertThat(api.get("/transactions", "ann:user").data().path("total").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_transaction_shows_all_that_the_contract_names() {
        api.add("ann", "10");
        String body = """
                {"userId":"ann","amount":0.0015,"reason":"ai_chat","description":"a é \\n",
                "metadata":{"b":1,"a":[1.50]}}""";

        Told told = api.post("/use", "chat:service", body, "Idempotency-Key", "k");
        JsonNode data = told.data();
        String id = data.path("id").asText();

        assertThat(told.answer().body())
                .contains("\"amount\":-0.0015,\"balanceAfter\":9.9985,")
                .contains("\"metadata\":{\"a\":[1.50],\"b\":1}")
                .contains("\"createdAt\":\"2026-03-10T12:00:00.000Z\",\"idempotencyKey\":\"k\"")
                .contains("\"relatedTransactionId\":null,\"refundedAmount\":0,\"cost\":null,\"actor\":\"chat\"");
        assertThat(fields(data))
                .containsExactly(
                        "id",
                        "userId",
                        "sequence",
                        "transactionType",
                        "reason",
                        "amount",
                        "balanceAfter",
                        "description",
                        "metadata",
                        "createdAt",
                        "idempotencyKey",
                        "relatedTransactionId",
                        "refundedAmount",
                        "cost",
                        "actor",
                        "hash",
                        "grantId",
                        "effectiveAt");
        assertThat(api.get("/transactions/" + id, "ann:user").data()).isEqualTo(data);
        assertThat(api.get("/transactions/" + id + "?userId=ann", "chat:service")
                        .data())
                .isEqualTo(data);
    }

    @Test
    void a_usage_is_charged_as_it_was_quoted() {
        api.add("ann", "100");
        String usage = "\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"inputTokens\":1200,\"outputTokens\":300";

        Told quoted = api.post("/calculate-cost", "ann:user", "{" + usage + "}");
        Told charged = api.post("/usage", "chat:service", "{\"userId\":\"ann\"," + usage + "}");

        assertThat(quoted.status()).isEqualTo(200);
        assertThat(quoted.data().path("totalCost").asInt()).isEqualTo(60);
        assertThat(fields(quoted.data())).containsExactly("totalCost", "breakdown", "modelPricing", "rateCardVersion");
        assertThat(charged.status()).isEqualTo(201);
        assertThat(charged.data().path("cost")).isEqualTo(quoted.data());
        assertThat(charged.data().path("transaction").path("cost")).isEqualTo(quoted.data());
        assertThat(charged.data().path("transaction").path("reason").asText()).isEqualTo("MODEL_USAGE");
    }

    @Test
    void a_model_without_a_price_is_404_and_nothing_is_appended() {
        Told told =
                api.post("/usage", "chat:service", "{\"userId\":\"ann\",\"provider\":\"nobody\",\"modelName\":\"x\"}");

        assertThat(told.status()).isEqualTo(404);
        assertThat(told.code()).isEqualTo("PRICE_NOT_FOUND");
        assertThat(told.error()).isEqualTo("No pricing found for nobody:x");
        assertThat(api.ledger.appended()).isZero();
    }

    @Test
    void a_meter_without_a_rate_is_404_and_is_named() {
        String body = "{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"images\":1}";

        Told told = api.post("/calculate-cost", "ann:user", body);

        assertThat(told.code()).isEqualTo("PRICE_NOT_FOUND");
        assertThat(told.field()).isEqualTo("images");
    }

    @Test
    void usage_may_become_debt_where_that_is_allowed() {
        String body =
                "{\"userId\":\"ann\",\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"messageCount\":1,\"allowDebt\":true}";

        Told told = api.post("/usage", "chat:service", body);

        assertThat(told.status()).isEqualTo(201);
        assertThat(api.get("/balance", "ann:user")
                        .data()
                        .path("creditsAvailable")
                        .asInt())
                .isEqualTo(-30);
    }

    @Test
    void validating_tells_what_is_short_and_charges_nothing() {
        api.add("ann", "10");

        Told enough = api.post("/validate", "ann:user", "{\"amount\":10}");
        Told tooMuch = api.post(
                "/validate",
                "chat:service",
                "{\"userId\":\"ann\",\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"messageCount\":1}");

        assertThat(enough.data())
                .isEqualTo(
                        TestApi.json(
                                "{\"hasEnoughCredits\":true,\"currentBalance\":10,\"availableCredits\":10,\"requiredCredits\":10}"));
        assertThat(tooMuch.data())
                .isEqualTo(TestApi.json("{\"hasEnoughCredits\":false,\"currentBalance\":10,\"availableCredits\":10,"
                        + "\"requiredCredits\":30,\"shortfall\":20}"));
    }

    @Test
    void a_refund_gives_back_a_part_and_then_the_rest() {
        api.add("ann", "100");
        String id = api.use("ann", "30").data().path("id").asText();

        Told part = refund("{\"transactionId\":\"" + id + "\",\"amount\":10}");
        Told rest = refund("{\"transactionId\":\"" + id + "\",\"description\":\"failed\"}");
        Told tooMuch = refund("{\"transactionId\":\"" + id + "\"}");

        assertThat(part.status()).isEqualTo(201);
        assertThat(part.data().path("relatedTransactionId").asText()).isEqualTo(id);
        assertThat(part.data().path("reason").asText()).isEqualTo("AI_CHAT");
        assertThat(rest.data().path("amount").asInt()).isEqualTo(20);
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(tooMuch.code()).isEqualTo("ALREADY_REFUNDED");
        assertThat(tooMuch.body().path("details")).isEqualTo(TestApi.json("{\"refundable\":0}"));
        assertThat(api.get("/transactions/" + id, "ann:user")
                        .data()
                        .path("refundedAmount")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void refunding_what_is_not_there_is_404_whatever_its_id_looks_like() {
        api.add("ann", "5");
        String id = api.use("ann", "1").data().path("id").asText();

        assertThat(List.of(
                        refund("{\"transactionId\":\"nonsense\"}"),
                        refund("{\"transactionId\":\"txn.zz.YW5u\"}"),
                        refund("{\"transactionId\":\"" + id + "\",\"userId\":\"bob\"}")))
                .allMatch(told -> told.status() == 404 && told.code().equals("NOT_FOUND"));
    }

    @Test
    void the_welcome_bonus_is_given_once() {
        String body = "{\"userId\":\"ann\",\"amount\":5,\"transactionType\":\"BONUS\",\"reason\":\"WELCOME_BONUS\"}";

        assertThat(api.post("/add", "root:admin", body).status()).isEqualTo(201);
        Told again = api.post("/add", "root:admin", body);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ALREADY_GRANTED");
    }

    @Test
    void a_negative_adjustment_takes_no_more_than_is_available() {
        api.add("ann", "5");
        String body =
                "{\"userId\":\"ann\",\"amount\":%s,\"transactionType\":\"ADJUSTMENT\",\"reason\":\"MANUAL_ADJUSTMENT\"}";

        assertThat(api.post("/add", "root:admin", body.formatted("-3")).status())
                .isEqualTo(201);
        assertThat(api.post("/add", "root:admin", body.formatted("-3")).status())
                .isEqualTo(402);
    }

    @Test
    void users_see_their_own_and_services_see_all() {
        api.add("ann", "5");
        String id = api.use("ann", "1").data().path("id").asText();

        assertThat(api.get("/balance?userId=ann", "chat:service").status()).isEqualTo(200);
        assertThat(api.get("/balance?userId=ann", "ann:user").status()).isEqualTo(200);
        for (String path : List.of("/balance?userId=ann", "/transactions?userId=ann", "/statistics?userId=ann")) {
            assertThat(api.get(path, "bob:user").code()).isEqualTo("FORBIDDEN");
        }
        assertThat(api.post("/validate", "bob:user", "{\"userId\":\"ann\",\"amount\":1}")
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(api.get("/transactions/" + id, "bob:user").status()).isEqualTo(404);
        assertThat(api.get("/transactions/" + id + "?userId=bob", "chat:service")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_balance_can_be_asked_for_at_a_time() {
        api.time.at("2026-03-01T00:00:00Z");
        api.add("ann", "10");
        api.time.at("2026-03-02T10:00:00Z");
        api.use("ann", "4");
        api.time.at("2026-03-10T00:00:00Z");

        assertThat(balanceAt("2026-02-28")).isZero();
        assertThat(balanceAt("2026-03-01")).isEqualTo(10);
        assertThat(balanceAt("2026-03-02T11:59:59.999+02:00")).isEqualTo(10);
        assertThat(balanceAt("2026-03-02T12:00:00%2B02:00")).isEqualTo(6);
        assertThat(api.get("/balance?at=2026-03-10T00:00:00.001Z", "ann:user").field())
                .isEqualTo("at");
    }

    @Test
    void accounts_are_listed_for_admins_page_by_page() {
        List.of("ann", "bob", "cid").forEach(user -> api.add(user, "1"));

        Told first = api.get("/accounts?limit=2", "root:admin");
        Told second = api.get(
                "/accounts?limit=2&cursor=" + first.data().path("nextCursor").asText(), "root:admin");

        assertThat(api.get("/accounts", "chat:service").code()).isEqualTo("FORBIDDEN");
        assertThat(first.data().path("accounts").path(0).path("userId").asText())
                .isEqualTo("ann");
        assertThat(first.data().path("accounts").path(0).path("hash").asText()).hasSize(64);
        assertThat(first.data().path("accounts").path(0).has("grants")).isFalse();
        assertThat(second.data().path("accounts").path(0).path("userId").asText())
                .isEqualTo("cid");
        assertThat(api.get("/accounts?cursor=other", "root:admin").field()).isEqualTo("cursor");
    }

    private int balanceAt(String time) {
        return api.get("/balance?at=" + time, "ann:user")
                .data()
                .path("creditsBalance")
                .asInt(-1);
    }

    private Told refund(String body) {
        return api.post("/refund", "chat:service", body);
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
