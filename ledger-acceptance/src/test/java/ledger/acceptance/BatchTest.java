package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many commands in one request, and many accounts in one list. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class BatchTest {
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    BatchTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void a_batch_answers_item_by_item_in_order() {
        ArrayNode commands = Json.MAPPER.createArrayNode();
        commands.add(((ObjectNode) LedgerClient.purchase(user, "10")).put("kind", "add"));
        commands.add(((ObjectNode) LedgerClient.spending(user, "4")).put("kind", "use"));
        commands.add(((ObjectNode) LedgerClient.spending(user, "40")).put("kind", "use"));
        commands.add(((ObjectNode) LedgerClient.spending(user, "-4")).put("kind", "use"));
        commands.add(Json.object("kind", "steal", "userId", user));
        commands.add(Json.read("7"));
        commands.add(((ObjectNode) LedgerClient.spending(user, "1")).put("kind", "use"));
        ObjectNode batch = (ObjectNode) Json.MAPPER.createObjectNode().set("commands", commands);

        Answer first = admin.withKey("b").post("/batch", batch).expect(200);
        Answer again = admin.withKey("b").post("/batch", batch).expect(200);

        assertThat(statuses(first)).containsExactly(201, 201, 402, 400, 400, 400, 201);
        assertThat(statuses(again)).containsExactly(200, 200, 402, 400, 400, 400, 200);
        JsonNode second = first.data().path("results").get(1);
        assertThat(second.path("success").asBoolean()).isTrue();
        assertThat(second.path("data").path("idempotencyKey").asText()).isEqualTo("b/1");
        assertThat(again.data().path("results").get(1).path("data")).isEqualTo(second.path("data"));
        assertThat(service.creditsOf(user)).isEqualTo("5");
    }

    @Test
    void accounts_list_everybody_by_pages() {
        List<String> users = List.of(SharedLedger.newUser(), SharedLedger.newUser(), SharedLedger.newUser());
        users.forEach(each -> admin.add(each, "1"));

        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = admin.get(
                            "/accounts?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + LedgerClient.encoded(cursor)))
                    .expect(200)
                    .data();
            found.addAll(Json.texts(page.path("accounts"), "userId"));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());

        assertThat(found).doesNotHaveDuplicates().containsAll(users);
    }

    private static List<Integer> statuses(Answer batch) {
        return Json.list(batch.data().path("results")).stream()
                .map(result -> result.path("status").asInt())
                .toList();
    }
}
