package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import ledger.api.TestApi.Told;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange.DeletePrice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldsTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_hold_shows_all_that_the_contract_names() {
        api.add("ann", "10");

        Told told = place(
                "{\"userId\":\"ann\",\"amount\":4.5,\"reason\":\"ai_chat\",\"expiresInSeconds\":60,\"description\":\"a\","
                        + "\"metadata\":{\"c\":1}}",
                "Idempotency-Key",
                "k");

        assertThat(told.status()).isEqualTo(201);
        JsonNode data = told.data();
        assertThat(data.path("userId").asText()).isEqualTo("ann");
        assertThat(data.path("amount").toString()).isEqualTo("4.5");
        assertThat(data.path("status").asText()).isEqualTo("OPEN");
        assertThat(data.path("createdAt").asText()).isEqualTo("2026-03-10T12:00:00.000Z");
        assertThat(data.path("expiresAt").asText()).isEqualTo("2026-03-10T12:01:00.000Z");
        assertThat(data.path("reason").asText()).isEqualTo("AI_CHAT");
        assertThat(data.path("description").asText()).isEqualTo("a");
        assertThat(data.path("metadata").toString()).isEqualTo("{\"c\":1}");
        assertThat(data.path("idempotencyKey").asText()).isEqualTo("k");
        assertThat(data.path("actor").asText()).isEqualTo("chat");
        assertThat(data.path("transactionId").isNull()).isTrue();
        assertThat(told.header("X-Ledger-Position")).isNotEmpty();
        assertThat(api.get("/holds/" + id(told), "ann:user").data()).isEqualTo(data);
        assertThat(api.get("/holds", "ann:user").data()).hasSize(1).containsExactly(data);
    }

    @Test
    void what_is_held_is_not_available_and_no_transaction() {
        api.add("ann", "10");

        hold("ann", "4");

        JsonNode balance = api.get("/balance", "ann:user").data();
        assertThat(balance.path("creditsBalance").asInt()).isEqualTo(10);
        assertThat(balance.path("creditsHeld").asInt()).isEqualTo(4);
        assertThat(balance.path("creditsAvailable").asInt()).isEqualTo(6);
        assertThat(api.use("ann", "7").status()).isEqualTo(402);
        assertThat(api.post("/validate", "ann:user", "{\"amount\":7}")
                        .data()
                        .path("shortfall")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/transactions", "ann:user").data().path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void a_refused_hold_says_the_largest_that_would_have_passed() {
        api.add("ann", "10");
        hold("ann", "4");

        Told told = hold("ann", "7");

        assertThat(told.status()).isEqualTo(402);
        assertThat(told.error()).isEqualTo("Insufficient credits. Required: 7, Available: 6");
        assertThat(told.body().path("details").path("affordable").asInt()).isEqualTo(6);
        assertThat(hold("ann", "6").status()).isEqualTo(201);
    }

    @Test
    void capturing_less_gives_back_the_rest() {
        api.add("ann", "10");
        Told held = hold("ann", "4");

        Told told = capture(id(held), "{\"amount\":1.5,\"description\":\"done\"}", "Idempotency-Key", "c");

        assertThat(told.status()).isEqualTo(201);
        assertThat(told.data().path("transactionType").asText()).isEqualTo("USAGE");
        assertThat(told.data().path("reason").asText()).isEqualTo("AI_CHAT");
        assertThat(told.data().path("amount").toString()).isEqualTo("-1.5");
        assertThat(told.data().path("holdId").asText()).isEqualTo(id(held));
        assertThat(told.data().path("released").toString()).isEqualTo("2.5");
        assertThat(told.data().path("debt").toString()).isEqualTo("0");
        assertThat(available()).isEqualTo("8.5");
        JsonNode hold = api.get("/holds/" + id(held), "ann:user").data();
        assertThat(hold.path("status").asText()).isEqualTo("CAPTURED");
        assertThat(hold.path("transactionId")).isEqualTo(told.data().path("id"));
        assertThat(api.get("/holds", "ann:user").data()).isEmpty();
    }

    @Test
    void capturing_more_takes_the_rest_and_owes_what_is_missing() {
        api.add("ann", "10");
        Told held = hold("ann", "4");

        Told told = capture(id(held), "{\"amount\":13}");

        assertThat(told.status()).isEqualTo(201);
        assertThat(told.data().path("debt").asInt()).isEqualTo(3);
        assertThat(told.data().path("released").asInt(-1)).isZero();
        assertThat(available()).isEqualTo("-3");
    }

    @Test
    void an_estimate_is_priced_and_so_is_what_was_used() {
        api.add("ann", "100");
        Told held = place("{\"userId\":\"ann\",\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"inputTokens\":1200,"
                + "\"outputTokens\":300,\"reason\":\"AI_CHAT\"}");

        Told told = capture(
                id(held), "{\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"inputTokens\":600,\"outputTokens\":100}");

        assertThat(held.data().path("amount").asInt()).isEqualTo(60);
        assertThat(told.data().path("amount").asInt()).isEqualTo(-30);
        assertThat(told.data().path("released").asInt()).isEqualTo(30);
        assertThat(told.data().path("cost").path("totalCost").asInt()).isEqualTo(30);
    }

    @Test
    void a_voided_hold_comes_back() {
        api.add("ann", "10");
        String id = id(hold("ann", "4"));

        Told told = api.post("/holds/" + id + "/void", "chat:service");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().path("holdId").asText()).isEqualTo(id);
        assertThat(told.data().path("status").asText()).isEqualTo("VOIDED");
        assertThat(available()).isEqualTo("10");
    }

    @Test
    void time_ends_a_hold_for_every_reader_and_every_writer() {
        api.add("ann", "10");
        String id = id(hold("ann", "4"));

        api.time.at("2026-03-10T12:15:00Z");

        assertThat(available()).isEqualTo("10");
        assertThat(api.get("/holds/" + id, "ann:user").data().path("status").asText())
                .isEqualTo("EXPIRED");
        assertThat(api.get("/holds", "ann:user").data()).isEmpty();
        refused(capture(id, "{\"amount\":1}"), "EXPIRED", "has expired");
    }

    @Test
    void each_end_of_a_hold_has_its_own_message() {
        api.add("ann", "10");
        String captured = id(hold("ann", "1"));
        capture(captured, "{\"amount\":1}");
        String voided = id(hold("ann", "1"));
        api.post("/holds/" + voided + "/void", "chat:service");

        refused(capture(captured, "{\"amount\":1}"), "CAPTURED", "was captured");
        refused(capture(voided, "{\"amount\":1}"), "VOIDED", "was voided");
        refused(api.post("/holds/" + voided + "/void", "chat:service"), "VOIDED", "was voided");
    }

    @Test
    void every_write_of_a_hold_can_be_repeated() {
        api.add("ann", "10");
        Told held = place("{\"userId\":\"ann\",\"amount\":4,\"reason\":\"AI_CHAT\"}", "Idempotency-Key", "h");
        Told captured = capture(id(held), "{\"amount\":1}", "Idempotency-Key", "c");
        String other = id(hold("ann", "1"));
        String nothing = "{\"idempotencyKey\":\"v\"}";
        Told voided = api.post("/holds/" + other + "/void", "chat:service", nothing);

        List<Told> again = List.of(
                place("{\"userId\":\"ann\",\"amount\":4,\"reason\":\"AI_CHAT\"}", "Idempotency-Key", "h"),
                capture(id(held), "{\"amount\":1}", "Idempotency-Key", "c"),
                api.post("/holds/" + other + "/void", "chat:service", nothing));

        assertThat(again).extracting(Told::status).containsOnly(200);
        assertThat(again).extracting(told -> told.header("Idempotent-Replayed")).containsOnly("true");
        assertThat(again)
                .extracting(told -> told.answer().body())
                .containsExactly(
                        held.answer().body(),
                        captured.answer().body(),
                        voided.answer().body());
        assertThat(available()).isEqualTo("9");
    }

    @Test
    void a_key_is_answered_even_where_the_price_has_gone() {
        api.add("ann", "100");
        String estimate = "{\"userId\":\"ann\",\"provider\":\"ollama\",\"modelName\":\"mistral\",\"messageCount\":3,"
                + "\"reason\":\"AI_CHAT\"}";
        Told first = place(estimate, "Idempotency-Key", "h");
        api.rateCards.append(new DeletePrice("root", 0, new ModelId("ollama", "mistral")));
        api.rateCards.append(new DeletePrice("root", 0, new ModelId("ollama", "llama2")));

        Told again = place(estimate, "Idempotency-Key", "h");
        Told another = place(estimate, "Idempotency-Key", "i");

        assertThat(again.answer().body()).isEqualTo(first.answer().body());
        assertThat(another.status()).isEqualTo(404);
        assertThat(another.code()).isEqualTo("PRICE_NOT_FOUND");
    }

    @Test
    void one_hold_with_another_amount_is_a_conflict() {
        api.add("ann", "10");
        String id = id(place("{\"userId\":\"ann\",\"amount\":4,\"reason\":\"AI_CHAT\"}", "Idempotency-Key", "h"));
        capture(id, "{\"amount\":1}", "Idempotency-Key", "c");

        Told hold = place("{\"userId\":\"ann\",\"amount\":5,\"reason\":\"AI_CHAT\"}", "Idempotency-Key", "h");
        Told capture = capture(id, "{\"amount\":2}", "Idempotency-Key", "c");

        assertThat(List.of(hold, capture)).extracting(Told::code).containsOnly("IDEMPOTENCY_CONFLICT");
        assertThat(List.of(hold, capture)).extracting(Told::field).containsOnly("amount");
    }

    @Test
    void users_see_their_own_holds_and_touch_none() {
        api.add("ann", "10");
        String id = id(hold("ann", "4"));
        String body = "{\"userId\":\"ann\",\"amount\":1,\"reason\":\"AI_CHAT\"}";

        assertThat(api.post("/holds", "ann:user", body).status()).isEqualTo(403);
        assertThat(api.post("/holds/" + id + "/capture", "ann:user", "{\"amount\":1}")
                        .status())
                .isEqualTo(403);
        assertThat(api.post("/holds/" + id + "/void", "ann:user").status()).isEqualTo(403);
        assertThat(api.get("/holds?userId=ann", "bob:user").status()).isEqualTo(403);
        assertThat(api.get("/holds/" + id, "bob:user").status()).isEqualTo(404);
        assertThat(api.get("/holds/" + id, "chat:service").status()).isEqualTo(200);
    }

    @Test
    void an_id_that_is_nobodys_or_somebody_elses_is_not_found() {
        api.add("ann", "10");
        String id = id(hold("ann", "4"));

        assertThat(List.of(
                        api.get("/holds/nonsense", "chat:service"),
                        api.get("/holds/hold.9.YW5u", "chat:service"),
                        api.get("/holds/" + id + "?userId=bob", "chat:service"),
                        capture("nonsense", "{\"amount\":1}"),
                        capture("hold.9.YW5u", "{\"amount\":1}"),
                        capture(id, "{\"amount\":1,\"userId\":\"bob\"}"),
                        capture("txn.2.YW5u", "{\"amount\":1}"),
                        api.post("/holds/nonsense/void", "chat:service")))
                .allSatisfy(told -> {
                    assertThat(told.status()).isEqualTo(404);
                    assertThat(told.code()).isEqualTo("NOT_FOUND");
                });
        assertThat(available()).isEqualTo("6");
    }

    @Test
    void a_usage_captures_the_hold_it_names_and_is_charged_without_where_that_is_closed() {
        api.add("ann", "100");
        String id = id(hold("ann", "50"));
        String usage = "{\"userId\":\"ann\",\"provider\":\"openai\",\"modelName\":\"gpt-4\",\"messageCount\":1,"
                + "\"holdId\":\"" + id + "\"}";

        Told first = api.post("/usage", "chat:service", usage);
        Told second = api.post("/usage", "chat:service", usage);

        assertThat(first.data().path("transaction").path("released").asInt()).isEqualTo(20);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.data().path("transaction").has("released")).isFalse();
        assertThat(available()).isEqualTo("40");
    }

    @Test
    void holds_are_kinds_of_a_batch() {
        api.add("ann", "10");
        String held = "{\"kind\":\"hold\",\"userId\":\"ann\",\"amount\":2,\"reason\":\"AI_CHAT\"}";
        JsonNode holds = batch(held + "," + held).data().path("results");
        String first = holds.path(0).path("data").path("holdId").asText();
        String second = holds.path(1).path("data").path("holdId").asText();

        JsonNode ends = batch("{\"kind\":\"capture\",\"holdId\":\"" + first + "\",\"amount\":1},"
                        + "{\"kind\":\"void\",\"holdId\":\"" + second + "\"},"
                        + "{\"kind\":\"capture\",\"holdId\":\"" + first + "\",\"amount\":1},"
                        + "{\"kind\":\"capture\",\"amount\":1},"
                        + "{\"kind\":\"void\",\"holdId\":\"x\"}")
                .data()
                .path("results");

        assertThat(holds)
                .allSatisfy(one -> assertThat(one.path("status").asInt()).isEqualTo(201));
        assertThat(ends).extracting(one -> one.path("status").asInt()).containsExactly(201, 200, 409, 400, 404);
        assertThat(ends.path(0).path("data").path("released").asInt()).isEqualTo(1);
        assertThat(ends.path(1).path("data").path("status").asText()).isEqualTo("VOIDED");
        assertThat(ends.path(2).path("code").asText()).isEqualTo("HOLD_NOT_OPEN");
        assertThat(ends.path(3).path("details").path("field").asText()).isEqualTo("holdId");
        assertThat(available()).isEqualTo("9");
    }

    private static void refused(Told told, String status, String words) {
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.code()).isEqualTo("HOLD_NOT_OPEN");
        assertThat(told.error()).contains(words);
        assertThat(told.body().path("details").path("status").asText()).isEqualTo(status);
    }

    private String available() {
        return api.get("/balance", "ann:user").data().path("creditsAvailable").toString();
    }

    private Told batch(String items) {
        return api.post("/batch", "chat:service", "{\"commands\":[" + items + "]}");
    }

    private Told hold(String user, String amount) {
        return place("{\"userId\":\"%s\",\"amount\":%s,\"reason\":\"AI_CHAT\"}".formatted(user, amount));
    }

    private Told place(String body, String... headers) {
        return api.post("/holds", "chat:service", body, headers);
    }

    private Told capture(String id, String body, String... headers) {
        return api.post("/holds/" + id + "/capture", "chat:service", body, headers);
    }

    private static String id(Told hold) {
        return hold.data().path("holdId").asText();
    }
}
