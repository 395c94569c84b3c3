package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is asked what ann may spend says the same, and it is what she can spend. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AvailabilityTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest(name = "at {0} it is {1}")
    @CsvSource({
        "2026-03-10T12:00:01Z, 110.5",
        // The hold of 25 ends, which had taken of the 30 that are there until one.
        "2026-03-10T12:15:00Z, 135.5",
        "2026-03-10T13:00:00Z, 105.5",
        "2026-03-10T14:00:00Z, 112.5"
    })
    void what_any_read_calls_available_can_be_spent_and_no_more(String time, String available) {
        api.add("ann", "100.5");
        grant("\"amount\":30,\"expiresAt\":\"2026-03-10T13:00:00Z\"");
        grant("\"amount\":7,\"effectiveAt\":\"2026-03-10T14:00:00Z\"");
        api.put("/limits", "root:admin", "{\"userId\":\"ann\",\"overdraftLimit\":5}");
        api.post("/holds", "chat:service", "{\"userId\":\"ann\",\"amount\":25,\"reason\":\"AI_CHAT\"}");

        api.time.at(time);

        assertThat(api.get("/balance", "ann:user").data().path("creditsAvailable"))
                .isEqualTo(number(available));
        assertThat(validated("1000").path("availableCredits")).isEqualTo(number(available));
        assertThat(api.get("/accounts", "root:admin")
                        .data()
                        .path("accounts")
                        .path(0)
                        .path("creditsAvailable"))
                .isEqualTo(number(available));
        assertThat(api.use("ann", "1000").body().path("details").path("available"))
                .isEqualTo(number(available));
        Told hold = api.post("/holds", "chat:service", "{\"userId\":\"ann\",\"amount\":1000,\"reason\":\"AI_CHAT\"}");
        assertThat(hold.body().path("details").path("affordable")).isEqualTo(number(available));
        assertThat(validated(available + "1").path("hasEnoughCredits").asBoolean(true))
                .isFalse();
        assertThat(validated(available).path("hasEnoughCredits").asBoolean()).isTrue();
        assertThat(api.use("ann", available + "1").status()).isEqualTo(402);
        assertThat(api.use("ann", available).status()).isEqualTo(201);
    }

    private void grant(String terms) {
        Told told = api.post(
                "/add",
                "root:admin",
                "{\"userId\":\"ann\",\"transactionType\":\"BONUS\",\"reason\":\"MANUAL_ADJUSTMENT\"," + terms + "}");
        assertThat(told.status()).isEqualTo(201);
    }

    private JsonNode validated(String amount) {
        return api.post("/validate", "ann:user", "{\"amount\":" + amount + "}").data();
    }

    private static JsonNode number(String text) {
        return TestApi.json(text);
    }
}
