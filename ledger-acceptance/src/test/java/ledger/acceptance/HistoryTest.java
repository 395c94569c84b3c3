package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages of history, and the balance at a time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class HistoryTest {
    private static final int ENTRIES = 73;
    private static final int PAGE = 10;

    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    HistoryTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @BeforeEach
    void writeHistory() {
        admin.add(user, "1000");
        ArrayNode commands = Json.MAPPER.createArrayNode();
        for (int i = 1; i < ENTRIES; i++) {
            boolean spends = i % 3 != 0;
            JsonNode command = spends
                    ? Json.object(
                            "kind", "use", "amount", 1 + i % 7, "reason", i % 2 == 0 ? "AI_CHAT" : "VOICE_SYNTHESIS")
                    : Json.object(
                            "kind", "add", "amount", i % 5 + 1, "transactionType", "BONUS", "reason", "REFERRAL_BONUS");
            commands.add(((ObjectNode) command).put("userId", user));
        }
        Answer batch = admin.post("/batch", Json.object("commands", commands)).expect(200);
        assertThat(Json.texts(batch.data().path("results"), "status")).containsOnly("201");
    }

    @Test
    void pages_by_offset_are_all_of_it_once_newest_first() {
        List<JsonNode> whole = Json.list(service.transactionsOf(user));

        List<JsonNode> paged = new ArrayList<>();
        for (int offset = 0; offset < ENTRIES; offset += PAGE) {
            JsonNode page = page("limit=" + PAGE + "&offset=" + offset);
            paged.addAll(Json.list(page.path("transactions")));
            assertThat(page.path("total").asInt()).isEqualTo(ENTRIES);
            assertThat(page.path("limit").asInt()).isEqualTo(PAGE);
            assertThat(page.path("offset").asInt()).isEqualTo(offset);
            assertThat(page.path("hasMore").asBoolean()).isEqualTo(offset + PAGE < ENTRIES);
        }

        assertThat(whole).hasSize(ENTRIES).isSortedAccordingTo(bySequence().reversed());
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void pages_by_cursor_are_all_of_it_once_whatever_is_written_meanwhile() {
        List<JsonNode> whole = Json.list(service.transactionsOf(user));

        assertThat(byCursor("limit=7", true)).isEqualTo(whole);
    }

    @Test
    void oldest_first_is_the_other_way_round() {
        List<JsonNode> whole = new ArrayList<>(Json.list(service.transactionsOf(user)));
        whole.sort(bySequence());

        assertThat(byCursor("limit=9&orderDirection=asc", false)).isEqualTo(whole);
    }

    @Test
    void filters_give_what_they_say_and_count_it() {
        List<JsonNode> whole = Json.list(service.transactionsOf(user));
        List<JsonNode> voices = whole.stream()
                .filter(entry -> entry.path("reason").asText().equals("VOICE_SYNTHESIS"))
                .toList();
        List<JsonNode> bonuses = whole.stream()
                .filter(entry -> entry.path("transactionType").asText().equals("BONUS"))
                .toList();

        JsonNode page = page("reason=voice_synthesis&limit=200");
        assertThat(Json.list(page.path("transactions"))).isEqualTo(voices).isNotEmpty();
        assertThat(page.path("total").asInt()).isEqualTo(voices.size());
        assertThat(byCursor("limit=4&transactionType=BONUS", false))
                .isEqualTo(bonuses)
                .isNotEmpty();
        assertThat(page("transactionType=BONUS&reason=AI_CHAT").path("total").asInt())
                .isZero();
        assertThat(page("endDate=2020-01-01").path("total").asInt()).isZero();
        assertThat(page("startDate=2020-01-01").path("total").asInt()).isEqualTo(ENTRIES);
    }

    @Test
    void dates_are_inclusive_to_the_millisecond() {
        List<JsonNode> whole = Json.list(service.transactionsOf(user));
        String from = whole.get(ENTRIES - 1).path("createdAt").asText();
        String middle = whole.get(ENTRIES / 2).path("createdAt").asText();
        long upToMiddle = whole.stream()
                .filter(entry -> entry.path("createdAt").asText().compareTo(middle) <= 0)
                .count();
        long fromMiddle = whole.stream()
                .filter(entry -> entry.path("createdAt").asText().compareTo(middle) >= 0)
                .count();

        assertThat(page("startDate=" + from + "&endDate=" + middle)
                        .path("total")
                        .asLong())
                .isEqualTo(upToMiddle);
        assertThat(page("startDate=" + middle).path("total").asLong()).isEqualTo(fromMiddle);
    }

    @Test
    void amounts_are_ordered_with_their_sign() {
        List<BigDecimal> amounts = new ArrayList<>();
        for (int offset = 0; offset < ENTRIES; offset += 30) {
            page("orderBy=amount&orderDirection=asc&limit=30&offset=" + offset)
                    .path("transactions")
                    .forEach(entry -> amounts.add(Json.decimal(entry.path("amount"))));
        }

        assertThat(amounts).hasSize(ENTRIES).isSorted();
        assertThat(amounts.get(0)).isNegative();
        assertThat(page("orderBy=amount&limit=1")
                        .path("transactions")
                        .get(0)
                        .path("amount")
                        .asInt())
                .isEqualTo(1000);
    }

    @Test
    void a_cursor_is_bound_to_its_filters_and_combined_with_nothing() {
        String cursor = page("limit=5&transactionType=USAGE").path("nextCursor").asText();

        for (String query : List.of(
                "limit=5&transactionType=BONUS&cursor=" + cursor,
                "limit=5&cursor=" + cursor,
                "limit=5&transactionType=USAGE&orderDirection=asc&cursor=" + cursor,
                "limit=5&transactionType=USAGE&offset=5&cursor=" + cursor,
                "limit=5&transactionType=USAGE&orderBy=amount&cursor=" + cursor,
                "cursor=x",
                "cursor=" + cursor.substring(1))) {
            Answer answer = service.get("/transactions?userId=" + user + "&" + query);
            assertThat(answer.expect(400, "INVALID_REQUEST").field())
                    .as(answer.toString())
                    .isNotBlank();
        }
    }

    @Test
    void one_transaction_is_found_by_its_id_by_its_user_and_not_by_another() {
        JsonNode entry = service.transactionsOf(user).get(3);
        String path = "/transactions/" + entry.path("id").asText();

        assertThat(service.get(path).expect(200).data()).isEqualTo(entry);
        assertThat(service.get(path + "?userId=" + user).expect(200).data()).isEqualTo(entry);
        service.get(path + "?userId=somebody").expect(404, "NOT_FOUND");
        service.get("/transactions/txn.zzz.YQ").expect(404, "NOT_FOUND");
        service.get("/transactions/no-id").expect(404, "NOT_FOUND");
    }

    @Test
    void the_balance_at_a_time_is_the_one_recorded_then() {
        List<JsonNode> newestFirst = Json.list(service.transactionsOf(user));
        for (int i = 0; i < ENTRIES; i++) {
            JsonNode entry = newestFirst.get(i);
            String at = entry.path("createdAt").asText();
            boolean lastOfItsMillisecond =
                    i == 0 || !newestFirst.get(i - 1).path("createdAt").asText().equals(at);
            if (lastOfItsMillisecond) {
                JsonNode balance = service.get("/balance?userId=" + user + "&at=" + at)
                        .expect(200)
                        .data();
                assertThat(balance.path("creditsBalance")).as(at).isEqualTo(entry.path("balanceAfter"));
                assertThat(balance.path("sequence")).isEqualTo(entry.path("sequence"));
            }
        }
        JsonNode before = service.get("/balance?userId=" + user + "&at=2020-01-01")
                .expect(200)
                .data();
        assertThat(before.path("creditsBalance").asInt()).isZero();
        service.get("/balance?userId=" + user + "&at=2999-01-01").expect(400, "INVALID_REQUEST");
    }

    private List<JsonNode> byCursor(String query, boolean writesMeanwhile) {
        List<JsonNode> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page(query + (cursor.isEmpty() ? "" : "&cursor=" + LedgerClient.encoded(cursor)));
            paged.addAll(Json.list(page.path("transactions")));
            cursor = page.path("nextCursor").asText("");
            assertThat(page.path("hasMore").asBoolean()).isEqualTo(!cursor.isEmpty());
            if (writesMeanwhile) {
                service.use(user, "0.5").expect(201);
            }
        } while (!cursor.isEmpty());
        return paged;
    }

    private JsonNode page(String query) {
        return service.get("/transactions?userId=" + user + "&" + query)
                .expect(200)
                .data();
    }

    private static Comparator<JsonNode> bySequence() {
        return Comparator.comparingLong(entry -> entry.path("sequence").asLong());
    }
}
