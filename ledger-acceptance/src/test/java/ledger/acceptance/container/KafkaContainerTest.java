package ledger.acceptance.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import ledger.acceptance.ServedLedger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KafkaContainerTest {
    private static final String IMAGE = "apache/kafka:4.4.0";

    /** A busy machine needs most of the minute that is Testcontainers' default. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    @BeforeAll
    static void skip_without_an_engine_or_an_image() throws InterruptedException {
        Optional<DockerClient> engine = ImagePull.engine();
        assumeTrue(engine.isPresent(), "no Docker engine answers here; start one to run it");
        Optional<String> missing = ImagePull.whyMissing(engine.orElseThrow(), IMAGE);
        assumeTrue(missing.isEmpty(), () -> "the image " + IMAGE + " cannot be had here: " + missing.orElseThrow());
    }

    @Test
    void what_was_answered_on_a_kafka_of_somebody_else_is_still_so_after_a_kill() throws Exception {
        try (KafkaContainer kafka = new KafkaContainer(IMAGE).withStartupTimeout(START_PATIENCE)) {
            kafka.start();
            String spent;
            try (ServedLedger killed = ServedLedger.start(kafka.getBootstrapServers(), directory)) {
                assertThat(add(killed, 100).statusCode()).isEqualTo(201);
                HttpResponse<String> use = use(killed, "first", 30);
                assertThat(use.statusCode()).isEqualTo(201);
                spent = use.body();
                assertThatItIsRefused(use(killed, "second", 80));
            }

            try (ServedLedger ledger = ServedLedger.start(kafka.getBootstrapServers(), directory)) {
                assertThat(ledger.get("/api/credits/balance?userId=alice").body())
                        .contains("\"creditsAvailable\":70,", "\"creditsUsed\":30,");
                assertThatItIsRefused(use(ledger, "second", 80));
                HttpResponse<String> retried = use(ledger, "first", 30);
                assertThat(retried.headers().firstValue("Idempotent-Replayed")).contains("true");
                assertThat(retried.body()).isEqualTo(spent);
                assertThat(ledger.get("/api/credits/transactions?userId=alice").body())
                        .contains("\"total\":2,");
            }
        }
    }

    private static HttpResponse<String> add(ServedLedger ledger, int amount) throws Exception {
        String body = """
                {"userId": "alice", "amount": %d, "transactionType": "PURCHASE", "reason": "MANUAL_ADJUSTMENT"}""".formatted(amount);
        return ledger.post("/api/credits/add", "add", body);
    }

    private static HttpResponse<String> use(ServedLedger ledger, String key, int amount) throws Exception {
        String body = """
                {"userId": "alice", "amount": %d, "reason": "AI_CHAT"}""".formatted(amount);
        return ledger.post("/api/credits/use", key, body);
    }

    private static void assertThatItIsRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains("Insufficient credits. Required: 80, Available: 70");
    }
}
