package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.api.TestApi.Told;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange.DeletePrice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdempotencyTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_retry_gets_the_first_answer_again() {
        api.add("ann", "10");

        Told first = api.use("ann", "4", "Idempotency-Key", "k");
        Told retry = api.use("ann", "4", "Idempotency-Key", "k");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(retry.status()).isEqualTo(200);
        assertThat(retry.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(retry.answer().body()).isEqualTo(first.answer().body());
        assertThat(balance()).isEqualTo(6);
    }

    @Test
    void a_retry_after_a_refund_still_gets_the_first_answer() {
        api.add("ann", "10");
        Told first = api.use("ann", "4", "Idempotency-Key", "k");
        String id = first.data().path("id").asText();
        api.post("/refund", "chat:service", "{\"transactionId\":\"" + id + "\"}");

        Told retry = api.use("ann", "4", "Idempotency-Key", "k");

        assertThat(retry.answer().body()).isEqualTo(first.answer().body());
        assertThat(balance()).isEqualTo(10);
    }

    @Test
    void a_refusal_is_remembered_and_keeps_its_status() {
        Told first = api.use("ann", "4", "Idempotency-Key", "k");
        api.add("ann", "10");

        Told retry = api.use("ann", "4", "Idempotency-Key", "k");

        assertThat(first.status()).isEqualTo(402);
        assertThat(retry.status()).isEqualTo(402);
        assertThat(retry.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(retry.answer().body()).isEqualTo(first.answer().body());
    }

    @Test
    void the_same_key_for_something_else_is_a_conflict_that_names_the_field() {
        api.add("ann", "10");
        api.use("ann", "4", "Idempotency-Key", "k");

        Told told = api.use("ann", "5", "Idempotency-Key", "k");

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(told.field()).isEqualTo("amount");
        assertThat(told.error()).contains("amount");
        assertThat(told.header("Idempotency-Key")).isEqualTo("k");
    }

    @Test
    void keys_of_two_users_have_nothing_to_do_with_each_other() {
        api.add("ann", "10");
        api.add("bob", "10");

        assertThat(api.use("ann", "4", "Idempotency-Key", "k").status()).isEqualTo(201);
        assertThat(api.use("bob", "5", "Idempotency-Key", "k").status()).isEqualTo(201);
    }

    @Test
    void a_key_in_the_body_is_as_good_as_one_in_the_header() {
        api.add("ann", "10");
        String body = "{\"userId\":\"ann\",\"amount\":1,\"reason\":\"AI_CHAT\",\"idempotencyKey\":\"ключ\"}";

        Told first = api.post("/use", "chat:service", body);
        Told retry = api.post("/use", "chat:service", body);

        assertThat(first.data().path("idempotencyKey").asText()).isEqualTo("ключ");
        assertThat(retry.status()).isEqualTo(200);
        assertThat(first.header("Idempotency-Key")).isNotEmpty();
    }

    @Test
    void a_key_is_made_up_where_none_was_sent() {
        api.add("ann", "10");

        Told told = api.use("ann", "1");

        assertThat(told.header("Idempotency-Key"))
                .isNotEmpty()
                .isEqualTo(told.data().path("idempotencyKey").asText());
    }

    @Test
    void a_retry_of_a_usage_needs_no_price() {
        api.add("ann", "100");
        String body = "{\"userId\":\"ann\",\"provider\":\"ollama\",\"modelName\":\"mistral\",\"messageCount\":3}";
        Told first = api.post("/usage", "chat:service", body, "Idempotency-Key", "k");
        api.rateCards.append(new DeletePrice("root", api.time.millis(), new ModelId("ollama", "mistral")));

        Told retry = api.post("/usage", "chat:service", body, "Idempotency-Key", "k");

        assertThat(first.data().path("cost").path("totalCost").asInt()).isEqualTo(3);
        assertThat(retry.status()).isEqualTo(200);
        assertThat(retry.answer().body()).isEqualTo(first.answer().body());
    }

    @Test
    void an_unknown_outcome_is_503_with_the_key_to_retry_with() {
        api.ledger.down(true);

        Told told = api.use("ann", "1");

        assertThat(told.status()).isEqualTo(503);
        assertThat(told.code()).isEqualTo("UNAVAILABLE");
        assertThat(told.header("Retry-After")).isNotEmpty();
        assertThat(told.header("Idempotency-Key")).isNotEmpty();
    }

    @Test
    void a_read_sees_what_the_answer_to_a_write_promised() {
        Told added = api.add("ann", "10");
        String position = added.header("X-Ledger-Position");

        assertThat(api.get("/balance", "ann:user", "X-Ledger-Min-Position", position)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/statistics", "ann:user", "X-Ledger-Min-Position", position)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/balance", "ann:user", "X-Ledger-Min-Position", "0-999")
                        .status())
                .isEqualTo(503);
        assertThat(api.get("/balance", "ann:user", "X-Ledger-Min-Position", "7-1")
                        .field())
                .isEqualTo("X-Ledger-Min-Position");
    }

    private int balance() {
        return api.get("/balance", "ann:user").data().path("creditsBalance").asInt(-1);
    }
}
