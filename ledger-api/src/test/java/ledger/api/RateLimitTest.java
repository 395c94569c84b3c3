package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import ledger.api.TestApi.Told;
import ledger.api.http.HttpLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateLimitTest {
    /** One in ten seconds' worth at once, and then one a second. */
    private final TestApi api = new TestApi(new HttpLimits(100, 100, 500, OptionalInt.of(1), OptionalInt.empty()));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_user_who_asks_too_often_is_told_when_to_ask_again() {
        Told told = exhaust("ann:user");

        assertThat(told.status()).isEqualTo(429);
        assertThat(told.code()).isEqualTo("RATE_LIMITED");
        assertThat(told.header("Retry-After")).isEqualTo("1");
        assertThat(told.error()).contains("1 a second, and 10 at once").contains("LEDGER_RATE_LIMIT");
        assertThat(told.body().path("details").path("perSecond").asInt()).isEqualTo(1);
    }

    @Test
    void others_and_services_and_health_are_answered_meanwhile() {
        exhaust("ann:user");

        assertThat(api.get("/balance", "ben:user").status()).isEqualTo(200);
        assertThat(api.get("/balance?userId=ann", "ann:service").status()).isEqualTo(200);
        assertThat(api.get("/health/live", "ann:user").status()).isEqualTo(200);
        assertThat(api.get("/metrics", "ann:user").status()).isEqualTo(200);
    }

    @Test
    void a_write_that_is_refused_so_returns_its_key_and_does_nothing() {
        exhaust("ann:user");

        Told told = api.post("/use", "ann:user", "{}", "Idempotency-Key", "k");

        assertThat(told.status()).isEqualTo(429);
        assertThat(told.header("Idempotency-Key")).isEqualTo("k");
    }

    /** The first refusal, which comes though some seconds may pass. */
    private Told exhaust(String token) {
        Told told = api.get("/balance", token);
        for (int asked = 1; asked < 1_000 && told.status() == 200; asked++) {
            told = api.get("/balance", token);
        }
        return told;
    }
}
