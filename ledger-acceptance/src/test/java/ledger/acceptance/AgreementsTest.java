package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Terms of credits and of users: expiry, plans, limits, rules for alarms. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class AgreementsTest {
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    AgreementsTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void credits_are_gone_at_their_time_whoever_looks() {
        String soon = Instant.now().plusSeconds(2).toString();
        admin.post("/add", ((ObjectNode) LedgerClient.purchase(user, "10")).put("expiresAt", soon))
                .expect(201);
        admin.add(user, "5");

        await().atMost(LedgerTopics.SEEN_MAX)
                .untilAsserted(() -> assertThat(balance("creditsAvailable")).isEqualTo("5"));
        service.use(user, "6").expect(402);

        assertThat(balance("creditsExpired")).isEqualTo("10");
        JsonNode expiry = service.get("/transactions?transactionType=EXPIRATION&userId=" + user)
                .data()
                .path("transactions")
                .get(0);
        assertThat(Json.decimal(expiry.path("amount"))).isEqualTo("-10");
        assertThat(Instant.parse(expiry.path("effectiveAt").asText()).toEpochMilli())
                .isEqualTo(Instant.parse(soon).toEpochMilli());
    }

    @Test
    void a_plan_pays_once_however_often_it_is_set() {
        ObjectNode plan = Json.object(
                "userId",
                user,
                "creditPlan",
                "pro",
                "refillAmount",
                100,
                "refillInterval",
                "MONTH",
                "rolloverLimit",
                0);

        Answer first = admin.withKey("p").put("/plan", plan).expect(200);
        Answer again = admin.withKey("p").put("/plan", plan).expect(200);
        admin.put("/plan", plan).expect(200);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.isReplayed()).isTrue();
        JsonNode balance = service.balanceOf(user);
        assertThat(Json.decimal(balance.path("creditsBalance"))).isEqualTo("100");
        assertThat(balance.path("creditPlan").asText()).isEqualTo("pro");
        assertThat(balance.path("lastCreditRefillAt").isTextual()).isTrue();
        assertThat(service.transactionsOf(user)).hasSize(1);
        assertThat(service.get("/plan?userId=" + user).data()).isEqualTo(first.data());
    }

    @Test
    void limits_hold_for_uses_and_holds_and_are_shown() {
        admin.add(user, "100");
        JsonNode budgets = Json.read("[{\"window\":\"DAY\",\"amount\":30,\"timeZone\":\"Pacific/Auckland\"}]");
        ObjectNode limits = Json.object("userId", user, "overdraftLimit", 20, "budgets", budgets);
        Answer set = admin.withKey("l").put("/limits", limits).expect(200);

        service.use(user, "20").expect(201);
        service.post("/holds", LedgerClient.spending(user, "10")).expect(201);
        Answer refused = service.use(user, "1").expect(403, "BUDGET_EXCEEDED");
        Answer again = admin.withKey("l").put("/limits", limits).expect(200);

        assertThat(refused.details().path("window").asText()).isEqualTo("DAY");
        assertThat(refused.details().path("resetsAt"))
                .isEqualTo(set.data().path("budgets").get(0).path("resetsAt"));
        assertThat(again.text()).isEqualTo(set.text());
        JsonNode now =
                service.get("/limits?userId=" + user).data().path("budgets").get(0);
        assertThat(Json.decimal(now.path("used"))).isEqualTo("30");
        assertThat(Json.decimal(now.path("remaining"))).isEqualTo("0");
        assertThat(balance("creditsAvailable")).isEqualTo("90");
    }

    @Test
    void rules_for_alarms_are_kept() {
        JsonNode rules = Json.read("[{\"name\":\"low\",\"measure\":\"REMAINING\",\"percent\":20},"
                + "{\"name\":\"debt\",\"measure\":\"DEBT\"}]");

        Answer set = admin.withKey("a")
                .put("/alerts", Json.object("userId", user, "rules", rules))
                .expect(200);
        Answer again = admin.withKey("a")
                .put("/alerts", Json.object("userId", user, "rules", rules))
                .expect(200);

        assertThat(again.text()).isEqualTo(set.text());
        assertThat(service.get("/alerts?userId=" + user).data()).isEqualTo(set.data());
        assertThat(set.data().path("rules"))
                .extracting(rule -> rule.path("name").asText())
                .containsExactly("low", "debt");
    }

    private String balance(String field) {
        return Json.decimal(service.balanceOf(user).path(field)).toPlainString();
    }
}
