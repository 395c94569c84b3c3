package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is told when credits run low, from the rule to the receiver. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class AlertsTest {
    private final LedgerProcess ledger;
    private final LedgerClient admin;
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final String user = SharedLedger.newUser();

    AlertsTest(LedgerProcess ledger) {
        this.ledger = ledger;
        admin = ledger.admin();
    }

    @AfterEach
    void stop() {
        setTargets("[]");
        receiver.close();
    }

    @Test
    void each_crossing_is_told_once_on_the_stream_and_to_a_webhook_that_can_tell_who_sent_it() throws Exception {
        String secret = setTargets("[{\"url\":\"" + receiver.url() + "\"}]")
                .path("targets")
                .get(0)
                .path("secret")
                .asText();
        JsonNode rules = Json.read("[{\"name\":\"low\",\"measure\":\"REMAINING\",\"amount\":20}]");
        admin.add(user, "100");
        admin.put("/alerts", Json.object("userId", user, "rules", rules)).expect(200);
        try (EventStream stream = new EventStream(ledger.user(user).lines("/stream"))) {
            await().atMost(LedgerTopics.SEEN_MAX)
                    .until(() -> !stream.all("balance").isEmpty());

            spend("70");
            spend("15");
            spend("1");
            awaitTold(stream, 1);
            admin.add(user, "50");
            spend("50");
            spend("1");
            awaitTold(stream, 2);

            assertThat(stream.all("alert"))
                    .extracting(alert -> alert.path("rule").path("name").asText())
                    .containsExactly("low", "low");
            List<WebhookReceiver.Delivery> deliveries = receiver.about(user);
            assertThat(deliveries)
                    .extracting(delivery -> Json.read(delivery.body()).path("data"))
                    .isEqualTo(stream.all("alert"));
            assertThat(deliveries)
                    .extracting(WebhookReceiver.Delivery::id)
                    .containsExactlyElementsOf(stream.all("alert").stream()
                            .map(alert -> alert.path("id").asText())
                            .toList())
                    .doesNotHaveDuplicates();
            for (WebhookReceiver.Delivery delivery : deliveries) {
                assertThat(delivery.isGenuine(secret)).isTrue();
                assertThat(delivery.isGenuine("whsec_" + "A".repeat(43) + "=")).isFalse();
                assertThat(Json.read(delivery.body()).path("type").asText()).isEqualTo("alert.remaining");
            }
        }
    }

    private void awaitTold(EventStream stream, int alerts) {
        await().atMost(LedgerTopics.SEEN_MAX).untilAsserted(() -> {
            assertThat(stream.all("alert")).hasSize(alerts);
            assertThat(receiver.about(user)).hasSize(alerts);
        });
    }

    private void spend(String amount) {
        admin.use(user, amount).expect(201);
    }

    private JsonNode setTargets(String targets) {
        ObjectNode body = Json.object("targets", Json.read(targets));
        return admin.put("/webhooks", body).expect(200).data();
    }
}
