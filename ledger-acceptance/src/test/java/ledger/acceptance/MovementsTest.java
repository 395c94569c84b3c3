package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adding, spending and refunding, as their callers see them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class MovementsTest {
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    MovementsTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void a_user_never_seen_has_zeros() {
        JsonNode balance = service.balanceOf(user);

        assertThat(balance.path("creditsBalance").asInt(-1)).isZero();
        assertThat(balance.path("sequence").asInt(-1)).isZero();
        assertThat(balance.path("grants")).isEmpty();
        assertThat(balance.has("lastCreditRefillAt")).isTrue();
        assertThat(service.transactionsOf(user)).isEmpty();
    }

    @Test
    void a_transaction_says_all_that_it_promises() {
        ObjectNode request = (ObjectNode) LedgerClient.purchase(user, "10.5");
        request.put("description", "a pack").set("metadata", Json.object("order", 7));

        JsonNode added = admin.withKey("k").post("/add", request).expect(201).data();

        assertThat(added.fieldNames())
                .toIterable()
                .contains(
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
                        "hash");
        assertThat(added.path("amount").toString()).isEqualTo("10.5");
        assertThat(added.path("actor").asText()).isEqualTo("test-admin");
        assertThat(added.path("metadata")).isEqualTo(Json.read("{\"order\":7}"));
        assertThat(added.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(service.transactionsOf(user).get(0)).isEqualTo(added);
    }

    @ParameterizedTest
    @CsvSource({
        "PURCHASE, 201",
        "BONUS, 201",
        "SUBSCRIPTION, 201",
        "REFILL, 201",
        "REFUND, 201",
        "ADJUSTMENT, 201",
        "USAGE, 400",
        "EXPIRATION, 400",
        "purchase, 201",
        "GIFT, 400"
    })
    void credits_come_in_these_types(String type, int status) {
        admin.post(
                        "/add",
                        Json.object("userId", user, "amount", 1, "transactionType", type, "reason", "referral_bonus"))
                .expect(status);
    }

    @Test
    void only_an_adjustment_takes_away_and_never_more_than_there_is() {
        admin.add(user, "10");

        admin.post("/add", adjustment("-4")).expect(201);
        admin.post("/add", adjustment("-7")).expect(402, "INSUFFICIENT_CREDITS");
        admin.post("/add", LedgerClient.purchase(user, "-1")).expect(400, "INVALID_REQUEST");

        assertThat(service.creditsOf(user)).isEqualTo("6");
        assertThat(service.balanceOf(user).path("creditsUsed").asInt()).isZero();
    }

    @Test
    void one_is_welcomed_once() {
        ObjectNode bonus =
                Json.object("userId", user, "amount", 5, "transactionType", "BONUS", "reason", "WELCOME_BONUS");
        admin.post("/add", bonus).expect(201);

        admin.post("/add", bonus).expect(409, "ALREADY_GRANTED");

        assertThat(service.creditsOf(user)).isEqualTo("5");
    }

    @Test
    void a_refund_goes_back_in_parts_and_never_beyond_what_was_spent() {
        admin.add(user, "10");
        String id = service.use(user, "6").expect(201).data().path("id").asText();

        JsonNode first = service.post("/refund", Json.object("transactionId", id, "amount", 2))
                .expect(201)
                .data();
        Answer tooMuch = service.post("/refund", Json.object("transactionId", id, "amount", 5));
        JsonNode rest = service.post("/refund", Json.object("transactionId", id))
                .expect(201)
                .data();
        Answer nothing = service.post("/refund", Json.object("transactionId", id));

        assertThat(first.path("transactionType").asText()).isEqualTo("REFUND");
        assertThat(first.path("relatedTransactionId").asText()).isEqualTo(id);
        assertThat(first.path("reason").asText()).isEqualTo("AI_CHAT");
        assertThat(Json.decimal(
                        tooMuch.expect(409, "ALREADY_REFUNDED").details().path("refundable")))
                .isEqualTo("4");
        assertThat(Json.decimal(rest.path("amount"))).isEqualTo("4");
        nothing.expect(409, "ALREADY_REFUNDED");
        JsonNode balance = service.balanceOf(user);
        assertThat(Json.decimal(balance.path("creditsBalance"))).isEqualTo("10");
        assertThat(Json.decimal(balance.path("creditsUsed"))).isEqualTo("6");
        assertThat(Json.decimal(balance.path("creditsRefunded"))).isEqualTo("6");
        assertThat(balance.path("grants")).as("back to the grant it came from").hasSize(1);
        assertThat(Json.decimal(service.get("/transactions/" + id).data().path("refundedAmount")))
                .isEqualTo("6");
    }

    @Test
    void what_was_not_spent_is_not_refunded() {
        String purchase = admin.add(user, "10").data().path("id").asText();
        String other = SharedLedger.newUser();
        admin.add(other, "5");
        String foreign = service.use(other, "1").data().path("id").asText();

        service.post("/refund", Json.object("transactionId", purchase)).expect(409, "ALREADY_REFUNDED");
        service.post("/refund", Json.object("transactionId", "nonsense")).expect(404, "NOT_FOUND");
        service.post("/refund", Json.object("transactionId", foreign, "userId", user))
                .expect(404, "NOT_FOUND");
    }

    @Test
    void a_balance_stays_within_what_a_double_holds() {
        for (int i = 0; i < 4; i++) {
            admin.add(user, "1000000000");
        }

        admin.post("/add", LedgerClient.purchase(user, "0.000001")).expect(409, "BALANCE_LIMIT");

        assertThat(service.creditsOf(user)).isEqualTo("4000000000");
    }

    private ObjectNode adjustment(String amount) {
        return Json.object(
                "userId",
                user,
                "amount",
                Json.decimal(amount),
                "transactionType",
                "ADJUSTMENT",
                "reason",
                "MANUAL_ADJUSTMENT");
    }
}
