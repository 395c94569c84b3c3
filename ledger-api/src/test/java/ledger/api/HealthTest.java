package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.api.http.Route;
import ledger.query.LedgerQueries.NotReady;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HealthTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void who_serves_is_up() {
        assertThat(api.get("/health/ready", "").body()).isEqualTo(TestApi.json("{\"status\":\"UP\"}"));
        assertThat(api.get("/health/live", "").body()).isEqualTo(TestApi.json("{\"status\":\"UP\"}"));
    }

    @Test
    void who_does_not_serve_says_why_and_lives() {
        api.ledger.notReady(new NotReady(false, "Kafka has not answered for 11 s"));

        TestApi.Told ready = api.get("/health/ready", "");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.header("Retry-After")).isEqualTo("1");
        assertThat(ready.body())
                .isEqualTo(TestApi.json("{\"status\":\"DOWN\",\"reason\":\"Kafka has not answered for 11 s\"}"));
        assertThat(api.get("/health/live", "").status()).isEqualTo(200);
    }

    @Test
    void who_has_not_served_yet_is_starting() {
        api.ledger.notReady(new NotReady(true, "7 commands of the log are still to be folded"));

        assertThat(api.get("/health/ready", "").body().path("status").asText()).isEqualTo("STARTING");
    }

    @Test
    void who_hangs_is_not_alive() {
        api.ledger.notAlive("deciding has stopped");

        TestApi.Told live = api.get("/health/live", "");

        assertThat(live.status()).isEqualTo(503);
        assertThat(live.body()).isEqualTo(TestApi.json("{\"status\":\"DOWN\",\"reason\":\"deciding has stopped\"}"));
    }

    /** SlowClientsTest shows what that is good for. Whatever else had them would be what holds them up. */
    @Test
    void health_and_metrics_have_threads_of_their_own_and_nothing_else_has() {
        assertThat(TestApi.routes())
                .filteredOn(route -> route.kind() == Route.Kind.VITAL)
                .extracting(Route::path)
                .containsExactlyInAnyOrder("/health/live", "/health/ready", "/metrics");
    }
}
