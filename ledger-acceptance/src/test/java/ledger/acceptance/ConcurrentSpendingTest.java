package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many callers at once spend what one account has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(SharedLedger.class)
class ConcurrentSpendingTest {
    private final LedgerClient admin;
    private final LedgerClient service;
    private final String user = SharedLedger.newUser();

    ConcurrentSpendingTest(LedgerProcess ledger) {
        admin = ledger.admin();
        service = ledger.service();
    }

    @Test
    void of_20_who_want_all_that_there_is_one_gets_it() {
        admin.add(user, "100");

        List<Answer> answers = useAtOnce(20, "100", 1);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 402)
                .hasSize(19)
                .allSatisfy(answer ->
                        assertThat(answer.error()).isEqualTo("Insufficient credits. Required: 100, Available: 0"));
        assertThat(service.creditsOf(user)).isEqualTo("0");
    }

    @Test
    void a_thousand_who_want_one_of_a_thousand_all_get_it() {
        admin.add(user, "1000");

        List<Answer> answers = useAtOnce(1000, "1", 1);

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(service.creditsOf(user)).isEqualTo("0");
        service.use(user, "1").expect(402);
    }

    @Test
    void fifty_times_10_of_10000_leaves_9500() {
        admin.add(user, "10000");

        List<Answer> answers = useAtOnce(50, "10", 1);

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(service.creditsOf(user)).isEqualTo("9500");
    }

    @Test
    void sent_three_times_each_it_is_charged_once_each() {
        admin.add(user, "10000");

        List<Answer> answers = useAtOnce(50, "10", 3);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(50);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .hasSize(100)
                .allSatisfy(answer -> assertThat(answer.isReplayed()).isTrue());
        assertThat(bodies(answers)).hasSize(50);
        assertThat(service.creditsOf(user)).isEqualTo("9500");
    }

    @Test
    void sent_three_times_each_one_of_20_gets_all_that_there_is() {
        admin.add(user, "100");

        List<Answer> answers = useAtOnce(20, "100", 3);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(2);
        assertThat(answers).filteredOn(answer -> answer.status() == 402).hasSize(57);
        assertThat(service.creditsOf(user)).isEqualTo("0");
    }

    @Test
    void every_balance_on_the_way_was_somebodys() {
        admin.add(user, "100");

        useAtOnce(100, "1", 2);

        List<JsonNode> newestFirst = Json.list(service.transactionsOf(user));
        assertThat(newestFirst).hasSize(101);
        for (int i = 0; i < newestFirst.size(); i++) {
            assertThat(newestFirst.get(i).path("balanceAfter").asInt()).isEqualTo(Math.min(i, 100));
        }
    }

    /** Every request is under way before the first is answered. */
    private List<Answer> useAtOnce(int callers, String amount, int times) {
        JsonNode body = LedgerClient.spending(user, amount);
        List<CompletableFuture<Answer>> underWay = new ArrayList<>();
        for (int attempt = 0; attempt < times; attempt++) {
            for (int caller = 0; caller < callers; caller++) {
                underWay.add(service.withKey("caller-" + caller).postAsync("/use", body));
            }
        }
        return underWay.stream().map(CompletableFuture::join).toList();
    }

    private static Set<String> bodies(List<Answer> answers) {
        Set<String> bodies = new HashSet<>();
        answers.forEach(answer -> bodies.add(answer.text()));
        return bodies;
    }
}
