package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every gateway says when it sent a command. The time of one that does not is the broker's, and a broker's clock that
 * jumps ahead would pay its refills.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class SentAtTest {
    private final LedgerProcess ledger;
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();
    private final String another = SharedLedger.newUser();

    SentAtTest(LedgerProcess ledger) {
        this.ledger = ledger;
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void every_gateway_of_the_ledger_says_when_it_sent_a_command() {
        try (LedgerTopics topics = new LedgerTopics(ledger.bootstrapServers())) {
            Instant began = Instant.now();

            placeHold();
            sendByBatch();
            agree();
            admin.delete("/accounts/" + another).expect(200);
            admin.post("/accounts/" + another + "/reopen").expect(200);
            topics.send(UsageRecords.structured(UsageRecords.event("sent", 1, user), 0));

            topics.await("ledger.commands", record -> isOurs(record.key()) && isOf(record.value(), "ChargeUsage"));
            topics.await("ledger.commands", record -> isOurs(record.key()) && isOf(record.value(), "ExpireDue"));
            List<JsonNode> commands = topics.matching("ledger.commands", record -> isOurs(record.key())).stream()
                    .map(record -> Json.read(LedgerTopics.text(record.value())))
                    .toList();
            assertThat(commands)
                    .extracting(command -> command.path("type").asText())
                    .contains(
                            "PlaceHold",
                            "GrantCredits",
                            "SpendCredits",
                            "SetLimits",
                            "SetPlan",
                            "CloseAccount",
                            "ReopenAccount",
                            "ChargeUsage",
                            "ExpireDue");
            assertThat(commands).filteredOn(command -> !command.has("sentAt")).isEmpty();
            assertThat(commands)
                    .extracting(command -> Instant.parse(command.path("sentAt").asText()))
                    .allSatisfy(sent -> assertThat(sent).isBetween(began.minus(Duration.ofMinutes(1)), Instant.now()));
        }
    }

    /** That falls due a second later. */
    private void placeHold() {
        admin.add(user, "100");
        ObjectNode hold = (ObjectNode) LedgerClient.spending(user, "5");
        service.post("/holds", hold.put("expiresInSeconds", 1)).expect(201);
    }

    private void sendByBatch() {
        ArrayNode commands = Json.MAPPER.createArrayNode();
        commands.add(((ObjectNode) LedgerClient.spending(user, "4")).put("kind", "use"));
        service.post("/batch", (ObjectNode) Json.MAPPER.createObjectNode().set("commands", commands))
                .expect(200);
    }

    private void agree() {
        admin.put("/limits", Json.object("userId", user, "overdraftLimit", 5)).expect(200);
        admin.put("/plan", Json.object("userId", user, "creditPlan", "pro")).expect(200);
    }

    private boolean isOurs(byte[] key) {
        String named = LedgerTopics.text(key);
        return named.equals(user) || named.equals(another);
    }

    private static boolean isOf(byte[] value, String type) {
        return LedgerTopics.text(value).contains("\"type\":\"" + type + "\"");
    }
}
