package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GrantsTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void grants_are_shown_with_their_terms_in_burn_order() {
        add(10, "BONUS", ",\"priority\":200");
        add(20, "BONUS", ",\"expiresAt\":\"2026-03-20\"");
        add(30, "BONUS", ",\"priority\":0");

        JsonNode grants = balance().path("grants");

        assertThat(grants).extracting(grant -> grant.path("remaining").asInt()).containsExactly(30, 20, 10);
        assertThat(grants).extracting(grant -> grant.path("priority").asInt()).containsExactly(0, 100, 200);
        assertThat(grants.path(1).path("expiresAt").asText()).isEqualTo("2026-03-20T23:59:59.999Z");
        assertThat(grants.path(0).path("expiresAt").isNull()).isTrue();
    }

    @Test
    void a_grant_ends_at_its_time_for_every_reader() {
        add(10, "PURCHASE", ",\"expiresAt\":\"2026-03-10T14:00:00+01:00\"");

        api.time.at("2026-03-10T12:59:59.999Z");
        JsonNode before = balance();
        api.time.at("2026-03-10T13:00:00Z");
        JsonNode after = balance();

        assertThat(before.path("creditsAvailable").asInt()).isEqualTo(10);
        assertThat(after.path("creditsAvailable").asInt(-1)).isZero();
        assertThat(after.path("creditsExpired").asInt()).isEqualTo(10);
        assertThat(after.path("grants")).isEmpty();
        assertThat(api.use("ann", "1").status()).isEqualTo(402);
        JsonNode expiry = api.get("/transactions?transactionType=EXPIRATION", "ann:user")
                .data()
                .path("transactions")
                .path(0);
        assertThat(expiry.path("reason").asText()).isEqualTo("GRANT_EXPIRED");
        assertThat(expiry.path("effectiveAt").asText()).isEqualTo("2026-03-10T13:00:00.000Z");
        assertThat(expiry.path("idempotencyKey").isNull()).isTrue();
    }

    @Test
    void a_grant_begins_at_its_time_and_can_be_revoked_before() {
        Told later = add(10, "BONUS", ",\"effectiveAt\":\"2026-04-01\"");
        Told never = add(5, "BONUS", ",\"effectiveAt\":\"2026-04-01\"");
        String grant = never.data().path("grantId").asText();

        api.post("/grants/" + grant + "/revoke", "root:admin");
        JsonNode before = balance();
        api.time.at("2026-04-01T00:00:00Z");

        assertThat(later.status()).isEqualTo(201);
        assertThat(later.data().path("amount").asInt(-1)).isZero();
        assertThat(before.path("creditsBalance").asInt(-1)).isZero();
        assertThat(balance().path("creditsBalance").asInt()).isEqualTo(10);
    }

    @Test
    void what_is_spent_of_a_revoked_grant_stays_spent() {
        Told added = add(10, "BONUS", "");
        api.use("ann", "4");

        Told told = api.post(
                "/grants/" + added.data().path("grantId").asText() + "/revoke",
                "root:admin",
                "{\"description\":\"a mistake\"}",
                "Idempotency-Key",
                "r");
        Told again = api.post(
                "/grants/" + added.data().path("grantId").asText() + "/revoke",
                "root:admin",
                "{\"description\":\"a mistake\"}",
                "Idempotency-Key",
                "r");

        assertThat(told.status()).isEqualTo(201);
        assertThat(told.data().path("amount").asInt()).isEqualTo(-6);
        assertThat(told.data().path("transactionType").asText()).isEqualTo("ADJUSTMENT");
        assertThat(told.data().path("description").asText()).isEqualTo("a mistake");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.answer().body()).isEqualTo(told.answer().body());
        assertThat(balance().path("creditsBalance").asInt(-1)).isZero();
        assertThat(balance().path("creditsUsed").asInt()).isEqualTo(4);
    }

    @Test
    void a_reversed_purchase_takes_what_is_left_and_owes_the_rest() {
        Told bought = add(10, "PURCHASE", "");
        api.use("ann", "7");
        String path = "/transactions/" + bought.data().path("id").asText() + "/reverse";

        Told told = api.post(path, "root:admin", "{\"description\":\"chargeback\"}");
        Told second = api.post(path, "root:admin");

        assertThat(told.status()).isEqualTo(201);
        assertThat(told.data().path("amount").asInt()).isEqualTo(-10);
        assertThat(told.data().path("debt").asInt()).isEqualTo(7);
        assertThat(told.data().path("relatedTransactionId"))
                .isEqualTo(bought.data().path("id"));
        assertThat(balance().path("creditsBalance").asInt()).isEqualTo(-7);
        assertThat(second.code()).isEqualTo("ALREADY_REFUNDED");
        add(9, "BONUS", "");
        assertThat(balance().path("creditsAvailable").asInt())
                .as("debt is paid first")
                .isEqualTo(2);
    }

    @Test
    void a_refund_to_a_grant_that_is_over_is_lost_or_granted_anew_as_asked() {
        add(10, "BONUS", ",\"expiresAt\":\"2026-03-11T00:00:00Z\"");
        String first = api.use("ann", "4").data().path("id").asText();
        String second = api.use("ann", "3").data().path("id").asText();
        api.time.at("2026-03-12T00:00:00Z");

        Told lost = refund("{\"transactionId\":\"" + first + "\"}");
        JsonNode afterLost = balance();
        Told anew = refund("{\"transactionId\":\"" + second + "\",\"expired\":\"regrant\",\"days\":7}");

        assertThat(lost.status()).isEqualTo(201);
        assertThat(afterLost.path("creditsAvailable").asInt(-1)).isZero();
        assertThat(anew.status()).isEqualTo(201);
        assertThat(balance().path("creditsAvailable").asInt()).isEqualTo(3);
        assertThat(balance().path("grants").path(0).path("expiresAt").asText()).isEqualTo("2026-03-19T00:00:00.000Z");
        assertThat(balance().path("creditsRefunded").asInt()).isEqualTo(7);
    }

    @Test
    void a_referral_is_rewarded_once_per_referred_user() {
        Told bob = referral("bob");
        Told bobAgain = referral("bob");
        Told eve = referral("eve");

        assertThat(bob.status()).isEqualTo(201);
        assertThat(bobAgain.status()).isEqualTo(409);
        assertThat(bobAgain.code()).isEqualTo("ALREADY_GRANTED");
        assertThat(eve.status()).isEqualTo(201);
    }

    @Test
    void an_expiry_in_the_past_is_refused_unless_the_key_is_known() {
        String body = "{\"userId\":\"ann\",\"amount\":1,\"transactionType\":\"BONUS\",\"reason\":\"AI_CHAT\","
                + "\"expiresAt\":\"2026-03-10T12:00:01Z\"}";
        Told first = api.post("/add", "root:admin", body, "Idempotency-Key", "k");
        api.time.at("2026-03-10T12:00:02Z");

        Told again = api.post("/add", "root:admin", body, "Idempotency-Key", "k");
        Told another = api.post("/add", "root:admin", body, "Idempotency-Key", "l");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.answer().body()).isEqualTo(first.answer().body());
        assertThat(another.status()).isEqualTo(400);
        assertThat(another.field()).isEqualTo("expiresAt");
    }

    @Test
    void only_admins_revoke_and_reverse() {
        Told bought = add(10, "PURCHASE", "");
        String grant = bought.data().path("grantId").asText();
        String transaction = bought.data().path("id").asText();

        assertThat(List.of(
                        api.post("/grants/" + grant + "/revoke", "chat:service"),
                        api.post("/transactions/" + transaction + "/reverse", "chat:service")))
                .extracting(Told::status)
                .containsOnly(403);
        assertThat(List.of(
                        api.post("/grants/nonsense/revoke", "root:admin"),
                        api.post("/grants/grant.77.YW5u/revoke", "root:admin"),
                        api.post("/grants/" + grant + "/revoke", "root:admin", "{\"userId\":\"bob\"}"),
                        api.post("/transactions/nonsense/reverse", "root:admin"),
                        api.post("/transactions/txn.77.YW5u/reverse", "root:admin"),
                        api.post("/transactions/" + transaction + "/reverse", "root:admin", "{\"userId\":\"bob\"}")))
                .extracting(Told::status)
                .containsOnly(404);
        assertThat(balance().path("creditsBalance").asInt()).isEqualTo(10);
    }

    private Told referral(String referred) {
        return api.post(
                "/add",
                "root:admin",
                "{\"userId\":\"ann\",\"amount\":5,\"transactionType\":\"BONUS\",\"reason\":\"REFERRAL_BONUS\","
                        + "\"referredUserId\":\"" + referred + "\"}");
    }

    private Told refund(String body) {
        return api.post("/refund", "chat:service", body);
    }

    private Told add(int amount, String type, String more) {
        return api.post(
                "/add",
                "root:admin",
                "{\"userId\":\"ann\",\"amount\":%d,\"transactionType\":\"%s\",\"reason\":\"AI_CHAT\"%s}"
                        .formatted(amount, type, more));
    }

    private JsonNode balance() {
        return api.get("/balance", "ann:user").data();
    }
}
