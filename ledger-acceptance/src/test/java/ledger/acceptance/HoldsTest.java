package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reserving what an answer may cost, and settling what it did. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class HoldsTest {
    private final LedgerProcess ledger;
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    HoldsTest(LedgerProcess ledger) {
        this.ledger = ledger;
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void many_answers_at_once_are_never_promised_more_than_there_is() {
        admin.add(user, "50");

        List<Answer> holds = atOnce(20, "/holds", LedgerClient.spending(user, "10"));

        assertThat(holds).filteredOn(answer -> answer.status() == 201).hasSize(5);
        assertThat(holds)
                .filteredOn(answer -> answer.status() == 402)
                .hasSize(15)
                .allSatisfy(answer -> assertThat(Json.decimal(answer.details().path("affordable")))
                        .isEqualTo("0"));
        assertThat(service.get("/holds?userId=" + user).data()).hasSize(5);
        assertThat(balance("creditsHeld")).isEqualTo("50");
        assertThat(balance("creditsBalance")).isEqualTo("50");
        service.use(user, "1").expect(402, "INSUFFICIENT_CREDITS");
    }

    @Test
    void of_many_captures_of_one_hold_one_is_carried_out() {
        admin.add(user, "50");
        String id = hold("30", 900);

        List<Answer> captures = atOnce(20, "/holds/" + id + "/capture", Json.object("amount", 12));

        assertThat(captures).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(captures)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(19)
                .allSatisfy(answer -> answer.expect(409, "HOLD_NOT_OPEN"));
        assertThat(balance("creditsAvailable")).isEqualTo("38");
        assertThat(balance("creditsHeld")).isEqualTo("0");
    }

    @Test
    void what_nobody_captures_comes_back_and_a_late_capture_is_refused_for_ever() {
        admin.add(user, "50");
        String id = hold("30", 1);
        ObjectNode late = Json.object("amount", 5);

        await().atMost(LedgerTopics.SEEN_MAX)
                .untilAsserted(() -> assertThat(balance("creditsAvailable")).isEqualTo("50"));
        Answer first = service.withKey("late").post("/holds/" + id + "/capture", late);
        Answer again = service.withKey("late").post("/holds/" + id + "/capture", late);

        first.expect(409, "HOLD_NOT_OPEN");
        assertThat(first.details().path("status").asText()).isEqualTo("EXPIRED");
        assertThat(first.isReplayed()).isFalse();
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(service.get("/holds/" + id).data().path("status").asText()).isEqualTo("EXPIRED");
        assertThat(service.transactionsOf(user)).hasSize(1);
    }

    @Test
    void a_refused_hold_cannot_be_captured() {
        admin.add(user, "10");

        service.post("/holds", LedgerClient.spending(user, "11")).expect(402);
        String next = hold("10", 900);
        String refused = next.replaceFirst("\\.\\w+\\.", ".2.");

        assertThat(refused).isNotEqualTo(next);
        service.post("/holds/" + refused + "/capture", Json.object("amount", 1)).expect(404, "NOT_FOUND");
        assertThat(balance("creditsBalance")).isEqualTo("10");
    }

    @Test
    void more_than_was_held_is_taken_and_then_owed_and_the_next_credits_pay_it() {
        admin.add(user, "10");
        String id = hold("4", 900);

        JsonNode captured = service.post("/holds/" + id + "/capture", Json.object("amount", 25))
                .expect(201)
                .data();
        admin.add(user, "20");

        assertThat(Json.decimal(captured.path("debt"))).isEqualTo("15");
        assertThat(Json.decimal(captured.path("balanceAfter"))).isEqualTo("-15");
        assertThat(balance("creditsAvailable")).isEqualTo("5");
    }

    @Test
    void a_refunded_capture_goes_back_to_the_grants_that_it_burned() {
        admin.post("/add", ((ObjectNode) LedgerClient.purchase(user, "3")).put("priority", 1))
                .expect(201);
        admin.add(user, "10");
        String transaction = service.post("/holds/" + hold("5", 900) + "/capture", Json.object("amount", 4))
                .expect(201)
                .data()
                .path("id")
                .asText();

        service.post("/refund", Json.object("transactionId", transaction)).expect(201);

        assertThat(service.balanceOf(user).path("grants"))
                .extracting(grant -> grant.path("remaining").asInt())
                .containsExactly(3, 10);
    }

    @Test
    void a_usage_event_captures_the_hold_it_names_and_is_charged_without_it_once_that_is_closed() {
        admin.add(user, "100");
        String id = hold("50", 900);
        try (LedgerTopics topics = new LedgerTopics(ledger.bootstrapServers())) {
            topics.send(UsageRecords.structured(ofHold(id, "first"), 0));
            await().atMost(LedgerTopics.SEEN_MAX)
                    .untilAsserted(() -> assertThat(balance("creditsAvailable")).isEqualTo("70"));
            topics.send(UsageRecords.structured(ofHold(id, "second"), 0));
            await().atMost(LedgerTopics.SEEN_MAX)
                    .untilAsserted(() -> assertThat(balance("creditsAvailable")).isEqualTo("40"));
            JsonNode flagged = Json.read(LedgerTopics.text(topics.await(
                            "ledger.events",
                            record -> LedgerTopics.text(record.key()).equals(user)
                                    && LedgerTopics.text(record.value()).contains("\"closedHoldId\":\"" + id + "\""))
                    .value()));

            assertThat(flagged.path("type").asText()).isEqualTo("UsageCharged");
        }
        JsonNode newestFirst = service.transactionsOf(user);
        assertThat(newestFirst.get(0).has("holdId")).isFalse();
        assertThat(newestFirst.get(1).path("holdId").asText()).isEqualTo(id);
        assertThat(Json.decimal(newestFirst.get(1).path("released"))).isEqualTo("20");
    }

    private ObjectNode ofHold(String id, String event) {
        ObjectNode usage = UsageRecords.event(event, 1, user);
        ((ObjectNode) usage.path("data")).put("holdId", id);
        return usage;
    }

    private String hold(String amount, int expiresInSeconds) {
        ObjectNode body = ((ObjectNode) LedgerClient.spending(user, amount)).put("expiresInSeconds", expiresInSeconds);
        return service.post("/holds", body).expect(201).data().path("holdId").asText();
    }

    private String balance(String field) {
        return Json.decimal(service.balanceOf(user).path(field)).toPlainString();
    }

    /** Every request is under way before the first is answered. */
    private List<Answer> atOnce(int callers, String path, JsonNode body) {
        List<CompletableFuture<Answer>> underWay = IntStream.range(0, callers)
                .mapToObj(caller -> service.withKey("caller-" + caller).postAsync(path, body))
                .toList();
        return underWay.stream().map(CompletableFuture::join).toList();
    }
}
