package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchTest {
    private static final String USE = "{\"kind\":\"use\",\"userId\":\"ann\",\"amount\":%s,\"reason\":\"AI_CHAT\"}";

    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void each_item_is_answered_by_itself_and_in_order() {
        api.add("ann", "10");
        String items = String.join(
                ",",
                USE.formatted(4),
                USE.formatted("\"4\""),
                "{\"kind\":\"plan\",\"userId\":\"ann\",\"amount\":1}",
                "7",
                "{\"kind\":\"add\",\"userId\":\"ann\",\"amount\":1,\"transactionType\":\"BONUS\",\"reason\":\"AI_CHAT\"}",
                "{\"kind\":\"use\",\"userId\":\"ann\",\"amount\":1,\"reason\":\"AI_CHAT\",\"extra\":1}",
                USE.formatted(7),
                "{\"kind\":\"usage\",\"userId\":\"ann\",\"provider\":\"no\",\"modelName\":\"x\"}",
                "{\"kind\":\"usage\",\"userId\":\"ann\",\"provider\":\"ollama\",\"modelName\":\"x\",\"messageCount\":3}",
                "{\"kind\":\"refund\",\"transactionId\":\"x\"}");

        Told told = api.post("/batch", "chat:service", "{\"commands\":[" + items + "]}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(statuses(told)).containsExactly(201, 400, 400, 400, 403, 400, 402, 404, 201, 404);
        assertThat(result(told, 1).path("details").path("field").asText()).isEqualTo("amount");
        assertThat(result(told, 2).path("details").path("field").asText()).isEqualTo("kind");
        assertThat(result(told, 4).path("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(result(told, 5).path("details").path("field").asText()).isEqualTo("extra");
        assertThat(result(told, 8).path("data").path("cost").path("totalCost").asInt())
                .isEqualTo(3);
        assertThat(told.header("X-Ledger-Position")).isNotEmpty();
        assertThat(told.header("Idempotency-Key")).isNotEmpty();
    }

    @Test
    void a_header_key_gives_every_item_its_own() {
        api.add("ann", "10");
        String body = "{\"commands\":[" + USE.formatted(1) + "," + USE.formatted(2) + "]}";

        api.post("/batch", "chat:service", body, "Idempotency-Key", "k");
        Told retry = api.post("/batch", "chat:service", body, "Idempotency-Key", "k");
        Told single = api.use("ann", "2", "Idempotency-Key", "k/1");

        assertThat(statuses(retry)).containsExactly(200, 200);
        assertThat(single.status()).isEqualTo(200);
        assertThat(api.get("/balance", "ann:user").data().path("creditsBalance").asInt())
                .isEqualTo(7);
    }

    @Test
    void a_key_twice_in_a_batch_is_carried_out_once() {
        api.add("ann", "10");
        String item = USE.formatted(1).replace("}", ",\"idempotencyKey\":\"mine\"}");

        Told told = api.post("/batch", "chat:service", "{\"commands\":[" + item + "," + item + "]}");
        Told contradicted =
                api.post("/batch", "chat:service", "{\"commands\":[" + item + "]}", "Idempotency-Key", "other");

        assertThat(statuses(told)).containsExactly(201, 200);
        assertThat(statuses(contradicted)).containsExactly(400);
        assertThat(result(contradicted, 0).path("details").path("field").asText())
                .isEqualTo("idempotencyKey");
    }

    @Test
    void a_thousand_items_are_taken_and_one_more_is_not() {
        api.add("ann", "1000");
        String thousand =
                IntStream.range(0, 1_000).mapToObj(i -> USE.formatted(1)).collect(Collectors.joining(","));

        Told told = api.post("/batch", "chat:service", "{\"commands\":[" + thousand + "]}");
        Told tooMany = api.post("/batch", "chat:service", "{\"commands\":[" + thousand + ",1]}");
        Told none = api.post("/batch", "chat:service", "{\"commands\":[]}");

        assertThat(statuses(told)).hasSize(1_000).containsOnly(201);
        assertThat(api.get("/balance", "ann:user").data().path("creditsBalance").asInt(-1))
                .isZero();
        assertThat(tooMany.field()).isEqualTo("commands");
        assertThat(none.field()).isEqualTo("commands");
    }

    @Test
    void a_broker_that_is_gone_is_asked_once() {
        api.ledger.down(true);
        String items = String.join(",", USE.formatted(1), USE.formatted(2), USE.formatted("0"), USE.formatted(3));

        Told told = api.post("/batch", "chat:service", "{\"commands\":[" + items + "]}");

        assertThat(statuses(told)).containsExactly(503, 503, 400, 503);
        assertThat(api.ledger.appended()).isEqualTo(1);
    }

    @Test
    void users_may_not_send_batches() {
        assertThat(api.post("/batch", "ann:user", "{\"commands\":[" + USE.formatted(1) + "]}")
                        .status())
                .isEqualTo(403);
    }

    private static JsonNode result(Told told, int index) {
        return told.data().path("results").path(index);
    }

    private static List<Integer> statuses(Told told) {
        List<Integer> statuses = new ArrayList<>();
        told.data()
                .path("results")
                .forEach(one -> statuses.add(one.path("status").asInt()));
        return statuses;
    }
}
