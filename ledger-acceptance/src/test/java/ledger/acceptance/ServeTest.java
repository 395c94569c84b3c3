package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ledger serve} as who runs it sees it: what it refuses where {@code dev} does not, and its Kafka going away.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServeTest {
    /** A gap of ten seconds counts as one; a busy machine notices it late. */
    private static final Duration NOTICED_MAX = Duration.ofSeconds(30);

    private static final Duration BACK_MAX = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static EmbeddedBroker kafka;
    private static ServedLedger ledger;

    @BeforeAll
    static void serve() throws IOException {
        kafka = EmbeddedBroker.start(new BrokerSettings(folder.resolve("kafka"), 0));
        ledger = ServedLedger.start(kafka.bootstrapServers(), folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        ledger.close();
        kafka.close();
    }

    /** {@code dev} takes these, so that webhooks can be tried on one machine. */
    @ParameterizedTest
    @ValueSource(strings = {"https://169.254.169.254", "https://10.0.0.1", "http://localhost"})
    void a_webhook_to_what_only_the_ledger_can_reach_is_refused_and_names_the_setting(String url) throws Exception {
        HttpResponse<String> refused = ledger.put("/api/credits/webhooks", "{\"targets\":[{\"url\":\"" + url + "\"}]}");

        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode body = Json.read(refused.body());
        assertThat(body.path("code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(body.path("details").path("field").asText()).isEqualTo("url");
        assertThat(body.path("error").asText()).contains("LEDGER_WEBHOOK_PRIVATE_TARGETS");
    }

    @Test
    void it_says_that_kafka_is_away_lives_and_serves_again_once_it_is_back() throws Exception {
        assertThat(add().statusCode()).isEqualTo(201);

        kafka.close();

        await().atMost(NOTICED_MAX).untilAsserted(() -> {
            HttpResponse<String> ready = ledger.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(Json.read(ready.body()).path("reason").asText()).startsWith("Kafka has not answered for");
        });
        HttpResponse<String> unread = balance();
        assertThat(unread.statusCode()).isEqualTo(503);
        assertThat(Json.read(unread.body()).path("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(unread.headers().firstValue("Retry-After")).isPresent();
        assertThat(ledger.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(ledger.get("/metrics").statusCode()).isEqualTo(200);

        kafka = EmbeddedBroker.start(new BrokerSettings(folder.resolve("kafka"), port(kafka)));

        await().atMost(BACK_MAX).until(() -> ledger.get("/health/ready").statusCode() == 200);
        // Partitions are told of one after the other.
        await().atMost(BACK_MAX).until(() -> balance().body().contains("\"creditsBalance\":7,"));
        HttpResponse<String> retried = add();
        assertThat(retried.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    private static HttpResponse<String> add() throws Exception {
        return ledger.post(
                "/api/credits/add", "once", LedgerClient.purchase("ann", "7").toString());
    }

    private static HttpResponse<String> balance() throws Exception {
        return ledger.get("/api/credits/balance?userId=ann");
    }

    private static int port(EmbeddedBroker kafka) {
        String servers = kafka.bootstrapServers();
        return Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
    }
}
