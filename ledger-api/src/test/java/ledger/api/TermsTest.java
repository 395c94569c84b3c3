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
class TermsTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_plan_pays_at_once_and_then_once_per_period() {
        Told told = api.put(
                "/plan",
                "root:admin",
                "{\"userId\":\"ann\",\"creditPlan\":\"pro\",\"refillAmount\":100,\"refillInterval\":\"month\","
                        + "\"rolloverLimit\":20}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().toString())
                .isEqualTo("{\"userId\":\"ann\",\"creditPlan\":\"pro\",\"refillAmount\":100,"
                        + "\"refillInterval\":\"MONTH\",\"rolloverLimit\":20,"
                        + "\"nextRefillAt\":\"2026-04-10T12:00:00.000Z\"}");
        assertThat(api.get("/plan", "ann:user").data()).isEqualTo(told.data());
        assertThat(balance().path("creditPlan").asText()).isEqualTo("pro");
        assertThat(balance().path("creditsAvailable").asInt()).isEqualTo(100);
        assertThat(balance().path("lastCreditRefillAt").asText()).isEqualTo("2026-03-10T12:00:00.000Z");

        api.time.at("2026-04-10T12:00:00Z");

        assertThat(balance().path("creditsAvailable").asInt()).isEqualTo(120);
        assertThat(api.get("/plan", "ann:user").data().path("nextRefillAt").asText())
                .isEqualTo("2026-05-10T12:00:00.000Z");
    }

    @Test
    void a_plan_may_pay_nothing() {
        Told told = api.put("/plan", "root:admin", "{\"userId\":\"ann\",\"creditPlan\":\"free\"}");

        assertThat(told.data().path("nextRefillAt").isNull()).isTrue();
        assertThat(balance().path("creditPlan").asText()).isEqualTo("free");
        assertThat(api.get("/plan?userId=bob", "chat:service")
                        .data()
                        .path("creditPlan")
                        .isNull())
                .isTrue();
    }

    @Test
    void an_overdraft_is_available_and_then_debt() {
        Told told = api.put("/limits", "root:admin", "{\"userId\":\"ann\",\"overdraftLimit\":50}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().toString()).isEqualTo("{\"userId\":\"ann\",\"overdraftLimit\":50,\"budgets\":[]}");
        assertThat(balance().path("overdraftLimit").asInt()).isEqualTo(50);
        assertThat(balance().path("creditsAvailable").asInt()).isEqualTo(50);
        assertThat(api.post("/validate", "ann:user", "{\"amount\":50}")
                        .data()
                        .path("hasEnoughCredits")
                        .asBoolean())
                .isTrue();
        assertThat(api.use("ann", "50").status()).isEqualTo(201);
        assertThat(balance().path("creditsBalance").asInt()).isEqualTo(-50);
        assertThat(api.use("ann", "1").status()).isEqualTo(402);
    }

    @Test
    void a_budget_that_is_used_up_says_which_and_when_it_resets() {
        api.add("ann", "1000");
        api.put(
                "/limits",
                "root:admin",
                "{\"userId\":\"ann\",\"budgets\":[{\"window\":\"DAY\",\"amount\":10,\"timeZone\":\"Asia/Tokyo\"},"
                        + "{\"window\":\"month\",\"amount\":100}]}");
        api.use("ann", "4");
        api.post("/holds", "chat:service", "{\"userId\":\"ann\",\"amount\":5,\"reason\":\"AI_CHAT\"}");

        Told told = api.use("ann", "2");
        Told hold = api.post("/holds", "chat:service", "{\"userId\":\"ann\",\"amount\":2,\"reason\":\"AI_CHAT\"}");

        assertThat(told.status()).isEqualTo(403);
        assertThat(told.code()).isEqualTo("BUDGET_EXCEEDED");
        JsonNode details = told.body().path("details");
        assertThat(details.path("window").asText()).isEqualTo("DAY");
        assertThat(details.path("resetsAt").asText()).isEqualTo("2026-03-10T15:00:00.000Z");
        assertThat(details.path("required").asInt()).isEqualTo(2);
        assertThat(details.path("remaining").asInt()).isEqualTo(1);
        assertThat(told.error()).contains("day", "2026-03-10T15:00:00.000Z");
        assertThat(hold.code()).isEqualTo("BUDGET_EXCEEDED");
        assertThat(hold.body().path("details").path("affordable").asInt()).isEqualTo(1);
        JsonNode budgets = api.get("/limits", "ann:user").data().path("budgets");
        assertThat(budgets.path(0).toString())
                .isEqualTo("{\"window\":\"DAY\",\"amount\":10,\"timeZone\":\"Asia/Tokyo\",\"used\":9,\"remaining\":1,"
                        + "\"resetsAt\":\"2026-03-10T15:00:00.000Z\"}");
        assertThat(budgets.path(1).path("used").asInt()).isEqualTo(9);
        assertThat(budgets.path(1).path("resetsAt").asText()).isEqualTo("2026-04-01T00:00:00.000Z");

        api.time.at("2026-03-10T15:00:00Z");

        assertThat(api.use("ann", "2").status()).isEqualTo(201);
    }

    @Test
    void a_window_begins_and_ends_when_the_clocks_there_say_so() {
        api.time.at("2026-03-31T12:00:00Z");
        Told berlin = api.put(
                "/limits",
                "root:admin",
                "{\"userId\":\"ann\",\"budgets\":[{\"window\":\"MONTH\",\"amount\":1,\"timeZone\":\"Europe/Berlin\"},"
                        + "{\"window\":\"WEEK\",\"amount\":1,\"timeZone\":\"-03:30\"},"
                        + "{\"window\":\"DAY\",\"amount\":1}]}");

        assertThat(berlin.data().path("budgets"))
                .extracting(budget -> budget.path("resetsAt").asText())
                .containsExactly("2026-03-31T22:00:00.000Z", "2026-04-06T03:30:00.000Z", "2026-04-01T00:00:00.000Z");

        api.time.at("2026-10-20T12:00:00Z");

        assertThat(api.get("/limits", "ann:user")
                        .data()
                        .path("budgets")
                        .path(0)
                        .path("resetsAt")
                        .asText())
                .as("after the clocks went back in October")
                .isEqualTo("2026-10-31T23:00:00.000Z");
    }

    @Test
    void what_a_change_of_limits_leaves_out_stays() {
        api.put(
                "/limits",
                "root:admin",
                "{\"userId\":\"ann\",\"overdraftLimit\":5,\"budgets\":[{\"window\":\"DAY\",\"amount\":10}]}");

        api.put("/limits", "root:admin", "{\"userId\":\"ann\",\"overdraftLimit\":0}");
        JsonNode first = api.get("/limits", "ann:user").data();
        api.put("/limits", "root:admin", "{\"userId\":\"ann\",\"budgets\":[]}");

        assertThat(first.path("overdraftLimit").asInt(-1)).isZero();
        assertThat(first.path("budgets")).hasSize(1);
        assertThat(api.get("/limits", "ann:user").data().path("budgets")).isEmpty();
    }

    @Test
    void alert_rules_are_shown_as_they_were_set() {
        String rules = "[{\"name\":\"low\",\"measure\":\"REMAINING\",\"window\":null,\"amount\":10,\"percent\":null},"
                + "{\"name\":\"most\",\"measure\":\"USED\",\"window\":null,\"amount\":null,\"percent\":80},"
                + "{\"name\":\"debt\",\"measure\":\"DEBT\",\"window\":null,\"amount\":null,\"percent\":null},"
                + "{\"name\":\"day\",\"measure\":\"BUDGET\",\"window\":\"DAY\",\"amount\":null,\"percent\":100}]";

        Told told = api.put("/alerts", "root:admin", "{\"userId\":\"ann\",\"rules\":" + rules + "}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.data().toString()).isEqualTo("{\"userId\":\"ann\",\"rules\":" + rules + "}");
        assertThat(api.get("/alerts", "ann:user").data()).isEqualTo(told.data());
        assertThat(api.get("/alerts", "bob:user").data().path("rules")).isEmpty();
    }

    @Test
    void what_is_set_can_be_repeated_and_is_answered_as_it_was() {
        List<String> paths = List.of("/plan", "/limits", "/alerts");
        List<String> bodies = List.of(
                "{\"userId\":\"ann\",\"creditPlan\":\"a\"}",
                "{\"userId\":\"ann\",\"budgets\":[{\"window\":\"DAY\",\"amount\":10}]}",
                "{\"userId\":\"ann\",\"rules\":[]}");
        for (int i = 0; i < paths.size(); i++) {
            Told first = api.put(paths.get(i), "root:admin", bodies.get(i), "Idempotency-Key", "k" + i);
            api.add("ann", "1");
            api.use("ann", "1");

            Told again = api.put(paths.get(i), "root:admin", bodies.get(i), "Idempotency-Key", "k" + i);

            assertThat(again.status()).isEqualTo(200);
            assertThat(first.header("Idempotent-Replayed")).isEmpty();
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.answer().body()).isEqualTo(first.answer().body());
        }
    }

    @Test
    void only_admins_set_and_users_read_their_own() {
        for (String path : List.of("/plan", "/limits", "/alerts")) {
            assertThat(api.put(path, "chat:service", "{\"userId\":\"ann\"}").status())
                    .isEqualTo(403);
            assertThat(api.get(path + "?userId=ann", "bob:user").status()).isEqualTo(403);
            assertThat(api.get(path + "?userId=ann", "chat:service").status()).isEqualTo(200);
        }
    }

    private JsonNode balance() {
        return api.get("/balance", "ann:user").data();
    }
}
