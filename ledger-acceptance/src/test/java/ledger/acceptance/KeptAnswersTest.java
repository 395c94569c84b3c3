package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first answer to a key is the only answer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class KeptAnswersTest {
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    KeptAnswersTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void a_refused_key_stays_refused_after_credits_were_added() {
        admin.add(user, "10");
        Answer refused = service.withKey("k").use(user, "30").expect(402);
        admin.add(user, "100");

        Answer retried = service.withKey("k").use(user, "30").expect(402);

        assertThat(retried.text()).isEqualTo(refused.text());
        assertThat(retried.isReplayed()).isTrue();
        service.withKey("another").use(user, "30").expect(201);
    }

    @Test
    void a_retry_has_the_first_body_and_status_200() {
        admin.add(user, "10");
        Answer first = service.withKey("k").use(user, "3").expect(201);
        service.use(user, "1").expect(201);

        Answer retried = service.withKey("k").use(user, "3");

        assertThat(first.isReplayed()).isFalse();
        assertThat(retried.expect(200).text()).isEqualTo(first.text());
        assertThat(retried.isReplayed()).isTrue();
        assertThat(retried.header("Idempotency-Key")).contains("k");
        assertThat(service.creditsOf(user)).isEqualTo("6");
    }

    @Test
    void a_key_in_the_body_is_the_key_in_the_header() {
        admin.add(user, "10");
        ObjectNode body = ((ObjectNode) LedgerClient.spending(user, "3")).put("idempotencyKey", "k");
        Answer first = service.post("/use", body).expect(201);

        Answer retried = service.withKey("k").use(user, "3").expect(200);

        assertThat(retried.text()).isEqualTo(first.text());
        assertThat(first.data().path("idempotencyKey").asText()).isEqualTo("k");
        service.withKey("k").post("/use", body).expect(200);
        service.withKey("other").post("/use", body).expect(400, "INVALID_REQUEST");
    }

    @Test
    void a_key_is_made_up_where_none_was_sent() {
        admin.add(user, "10");

        Answer first = service.use(user, "3").expect(201);

        String key = first.header("Idempotency-Key").orElseThrow();
        assertThat(service.withKey(key).use(user, "3").expect(200).text()).isEqualTo(first.text());
    }

    @Test
    void a_key_with_other_content_is_refused_naming_the_field() {
        admin.add(user, "100");
        ObjectNode body = (ObjectNode) Json.read("""
                {"userId":"%s","amount":3,"reason":"AI_CHAT","description":"one","metadata":{"a":1,"b":[2]}}""".formatted(user));
        service.withKey("k").post("/use", body).expect(201);
        Map<String, JsonNode> others = new TreeMap<>(Map.of(
                "amount", Json.read("4"),
                "reason", Json.read("\"VOICE_SYNTHESIS\""),
                "description", Json.read("\"two\""),
                "metadata", Json.read("{\"a\":1,\"b\":[3]}")));

        others.forEach((field, other) -> {
            Answer conflict = service.withKey("k").post("/use", body.deepCopy().set(field, other));

            assertThat(conflict.expect(409, "IDEMPOTENCY_CONFLICT").field()).isEqualTo(field);
            assertThat(conflict.error()).contains(field);
        });
        assertThat(service.creditsOf(user)).isEqualTo("97");
    }

    @Test
    void the_same_content_in_other_words_is_the_same() {
        admin.add(user, "100");
        Answer first = service.withKey("k")
                .post("/use", Json.read("""
                                {"userId":"%s","amount":3,"reason":"AI_CHAT","metadata":{"a":1,"b":2}}""".formatted(user)))
                .expect(201);

        Answer retried = service.withKey("k").post("/use", Json.read("""
                                {"metadata":{"b":2,"a":1},"reason":"ai_chat","amount":3.00,"userId":"%s","description":null}""".formatted(user)));

        assertThat(retried.expect(200).text()).isEqualTo(first.text());
    }

    @Test
    void a_key_of_another_kind_of_command_is_refused() {
        admin.add(user, "100");
        service.withKey("k").use(user, "3").expect(201);

        admin.withKey("k").post("/add", LedgerClient.purchase(user, "3")).expect(409, "IDEMPOTENCY_CONFLICT");
    }

    @Test
    void two_users_may_use_the_same_key() {
        String other = SharedLedger.newUser();
        admin.withKey("k").add(user, "10");

        admin.withKey("k").add(other, "20");

        assertThat(service.creditsOf(other)).isEqualTo("20");
    }

    @Test
    void a_retry_is_answered_from_its_key_after_the_price_changed_and_after_it_is_gone() {
        String provider = "kept-" + user;
        admin.post("/pricing", price(provider, "2")).expect(201);
        admin.add(user, "100");
        Answer first = service.withKey("k").post("/usage", usage(provider)).expect(201);
        assertThat(Json.decimal(first.data().path("cost").path("totalCost"))).isEqualTo("6");

        admin.post("/pricing", price(provider, "5")).expect(200);
        Answer dearer = service.withKey("k").post("/usage", usage(provider)).expect(200);
        admin.delete("/pricing/" + provider + "/m").expect(204);
        Answer gone = service.withKey("k").post("/usage", usage(provider)).expect(200);

        assertThat(dearer.text()).isEqualTo(first.text());
        assertThat(gone.text()).isEqualTo(first.text());
        service.withKey("new").post("/usage", usage(provider)).expect(404, "PRICE_NOT_FOUND");
        assertThat(service.creditsOf(user)).isEqualTo("94");
    }

    @Test
    void what_was_not_decided_is_not_remembered() {
        String provider = "late-" + user;
        admin.add(user, "100");
        service.withKey("k").post("/usage", usage(provider)).expect(404, "PRICE_NOT_FOUND");
        service.withKey("k").use(user, "-1").expect(400, "INVALID_REQUEST");
        admin.post("/pricing", price(provider, "2")).expect(201);

        Answer now = service.withKey("k").post("/usage", usage(provider));

        assertThat(now.expect(201).isReplayed()).isFalse();
    }

    @Test
    void an_inactive_price_is_a_remembered_refusal() {
        String provider = "off-" + user;
        admin.add(user, "100");
        admin.post("/pricing", price(provider, "2").put("isActive", false)).expect(201);
        Answer refused = service.withKey("k").post("/usage", usage(provider)).expect(409, "PRICE_INACTIVE");
        admin.post("/pricing", price(provider, "2").put("isActive", true)).expect(200);

        Answer retried = service.withKey("k").post("/usage", usage(provider));

        assertThat(retried.expect(409, "PRICE_INACTIVE").text()).isEqualTo(refused.text());
        assertThat(retried.isReplayed()).isTrue();
    }

    private ObjectNode usage(String provider) {
        return Json.object("userId", user, "provider", provider, "modelName", "m", "messageCount", 3);
    }

    private static ObjectNode price(String provider, String costPerMessage) {
        return Json.object("provider", provider, "modelName", "m", "costPerMessage", Json.decimal(costPerMessage));
    }
}
