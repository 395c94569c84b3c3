package ledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ledger.api.TestApi.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryTest {
    private final TestApi api = new TestApi();

    @BeforeEach
    void five_entries() {
        api.time.at("2026-03-01T00:00:00Z");
        api.add("ann", "100");
        for (int day = 2; day <= 5; day++) {
            api.time.at("2026-03-0" + day + "T12:00:00Z");
            api.use("ann", Integer.toString(day));
        }
        api.time.at("2026-03-10T12:00:00Z");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | -5 -4 -3 -2 100",
                "?orderDirection=asc                       | 100 -2 -3 -4 -5",
                "?orderBy=amount                           | 100 -2 -3 -4 -5",
                "?orderBy=AMOUNT&orderDirection=ASC        | -5 -4 -3 -2 100",
                "?transactionType=usage                    | -5 -4 -3 -2",
                "?reason=manual_adjustment                 | 100",
                "?limit=2&offset=1                         | -4 -3",
                "?startDate=2026-03-02&endDate=2026-03-03  | -3 -2",
                "?startDate=2026-03-03T12:00:00Z&endDate=2026-03-04T12:00:00Z | -4 -3",
                "?endDate=2026-03-02T14:00:00+02:00        | -2 100",
            })
    void history_is_ordered_and_narrowed_as_asked(String query, String amounts) {
        Told told = api.get("/transactions" + query, "ann:user");

        assertThat(told.status()).isEqualTo(200);
        assertThat(String.join(" ", amounts(told))).isEqualTo(amounts);
    }

    @Test
    void a_page_says_how_many_there_are_and_whether_more_follow() {
        Told first = api.get("/transactions?limit=2", "ann:user");
        Told last = api.get("/transactions?limit=2&offset=4", "ann:user");

        assertThat(first.data().path("total").asInt()).isEqualTo(5);
        assertThat(first.data().path("limit").asInt()).isEqualTo(2);
        assertThat(first.data().path("offset").asInt(-1)).isZero();
        assertThat(first.data().path("hasMore").asBoolean()).isTrue();
        assertThat(last.data().path("hasMore").asBoolean(true)).isFalse();
        assertThat(last.data().path("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', -5 -4 -3 -2 100", "&orderDirection=asc, 100 -2 -3 -4 -5", "&transactionType=USAGE, -5 -4 -3 -2"})
    void cursors_lead_through_all_of_it_even_while_it_grows(String filters, String amounts) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Told page = api.get("/transactions?limit=2" + filters + cursor, "ann:user");
            assertThat(page.status()).isEqualTo(200);
            seen.addAll(amounts(page));
            String next = page.data().path("nextCursor").asText("");
            cursor = next.isEmpty() || next.equals("null") ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertThat(String.join(" ", seen)).isEqualTo(amounts);
    }

    @Test
    void a_cursor_is_good_for_its_own_question_only() {
        String cursor = api.get("/transactions?limit=2", "ann:user")
                .data()
                .path("nextCursor")
                .asText();

        assertThat(List.of(
                        api.get("/transactions?cursor=" + cursor + "&reason=AI_CHAT", "ann:user"),
                        api.get("/transactions?cursor=" + cursor + "&orderDirection=asc", "ann:user"),
                        api.get("/transactions?cursor=" + cursor + "&userId=bob", "chat:service"),
                        api.get("/transactions?cursor=" + cursor + "&orderBy=amount", "ann:user"),
                        api.get("/transactions?cursor=" + cursor + "x", "ann:user"),
                        api.get("/transactions?cursor=", "ann:user"),
                        api.get("/transactions?cursor=%00", "ann:user")))
                .allMatch(told -> told.status() == 400 && told.field().equals("cursor"));
        assertThat(api.get("/transactions?cursor=" + cursor + "&offset=0", "ann:user")
                        .field())
                .isEqualTo("offset");
        assertThat(api.get("/transactions?cursor=" + cursor + "&limit=1&userId=ann", "chat:service")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void looking_too_far_is_400_and_asks_for_a_narrower_period() {
        Told told = api.get("/transactions?offset=10001", "ann:user");

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.error()).contains("narrower period");
    }

    @Test
    void statistics_list_every_day_and_add_up() {
        api.post(
                "/usage",
                "chat:service",
                "{\"userId\":\"ann\",\"provider\":\"openai\",\"modelName\":\"gpt-4-turbo\",\"messageCount\":1}");

        Told told = api.get("/statistics?startDate=2026-03-02&endDate=2026-03-10T01:00:00Z", "ann:user");

        assertThat(told.data()).isEqualTo(TestApi.json("""
                        {"totalCreditsUsed":24,"totalCreditsPurchased":100,"currentBalance":76,"transactionCount":5,
                        "periodStart":"2026-03-02T00:00:00.000Z","periodEnd":"2026-03-10T23:59:59.999Z",
                        "asOf":"2026-03-10T12:00:00.000Z",
                        "breakdown":{"byType":{"USAGE":24},"byReason":{"AI_CHAT":14,"MODEL_USAGE":10},
                        "byModel":{"openai/gpt-4-turbo":10}},
                        "daily":[{"date":"2026-03-02","used":2,"added":0},{"date":"2026-03-03","used":3,"added":0},
                        {"date":"2026-03-04","used":4,"added":0},{"date":"2026-03-05","used":5,"added":0},
                        {"date":"2026-03-06","used":0,"added":0},{"date":"2026-03-07","used":0,"added":0},
                        {"date":"2026-03-08","used":0,"added":0},{"date":"2026-03-09","used":0,"added":0},
                        {"date":"2026-03-10","used":10,"added":0}]}"""));
    }

    @Test
    void statistics_are_of_the_last_thirty_days_by_default() {
        Told told = api.get("/statistics", "ann:user");

        assertThat(told.data().path("periodStart").asText()).isEqualTo("2026-02-09T00:00:00.000Z");
        assertThat(told.data().path("periodEnd").asText()).isEqualTo("2026-03-10T23:59:59.999Z");
        assertThat(told.data().path("daily").size()).isEqualTo(30);
        assertThat(told.data().path("transactionCount").asInt()).isEqualTo(5);
    }

    private static List<String> amounts(Told told) {
        List<String> amounts = new ArrayList<>();
        told.data()
                .path("transactions")
                .forEach(entry -> amounts.add(entry.path("amount").asText()));
        return amounts;
    }
}
