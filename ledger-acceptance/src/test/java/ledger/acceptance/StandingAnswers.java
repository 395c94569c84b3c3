package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a ledger that is up again must still say of a load that it was killed under. */
final class StandingAnswers {
    private static final int RETRIES_AT_ONCE = 50;

    private final Load load;
    private final LedgerProcess ledger;
    private final String where;

    /**
     * Asks a ledger.
     *
     * @param where of the test, for a failure's message
     */
    StandingAnswers(Load load, LedgerProcess ledger, String where) {
        this.load = load;
        this.ledger = ledger;
        this.where = where;
    }

    /** Of a ledger that is ready: answers, balances, histories and statistics. */
    void requireAll() {
        requireNothingOlder();
        requireTheSameAnswers();
        requireSums();
    }

    /** Until the fold has caught up a balance may be refused, but never be older than what was answered. */
    void requireNothingOlder() {
        LedgerClient service = ledger.service();
        for (String user : Load.USERS) {
            Answer balance = service.get("/balance?userId=" + user);
            if (balance.status() != 503) {
                assertThat(balance.expect(200).data().path("sequence").asLong())
                        .as("%s: sequence of %s", where, user)
                        .isGreaterThanOrEqualTo(load.newestSequence(user));
            } else {
                assertThat(balance.header("Retry-After")).as(where).isPresent();
            }
        }
    }

    private void requireTheSameAnswers() {
        LedgerClient admin = ledger.admin();
        List<Load.Call> calls = load.calls();
        for (int from = 0; from < calls.size(); from += RETRIES_AT_ONCE) {
            List<Load.Call> some = calls.subList(from, Math.min(calls.size(), from + RETRIES_AT_ONCE));
            List<CompletableFuture<Answer>> answers = some.stream()
                    .map(call -> admin.withKey(call.key()).postAsync(call.path(), call.body()))
                    .toList();
            for (int i = 0; i < some.size(); i++) {
                requireTheSameAnswer(some.get(i), answers.get(i).join());
            }
        }
    }

    private void requireTheSameAnswer(Load.Call call, Answer again) {
        Answer before = call.answer();
        if (before == null) {
            call.learn(again);
        } else {
            assertThat(again.text()).as("%s: %s", where, call.key()).isEqualTo(before.text());
            assertThat(again.isReplayed()).as("%s: %s", where, again).isTrue();
            assertThat(again.status()).as("%s: %s", where, again).isEqualTo(call.isAccepted() ? 200 : 402);
        }
    }

    private void requireSums() {
        for (String user : Load.USERS) {
            List<Load.Call> accepted = load.calls().stream()
                    .filter(call -> call.user().equals(user) && call.isAccepted())
                    .toList();
            BigDecimal sum = accepted.stream()
                    .map(call -> Json.decimal(call.transaction().path("amount")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(ledger.service().creditsOf(user))
                    .as("%s: balance of %s", where, user)
                    .isEqualByComparingTo(sum);
            JsonNode history = ledger.service()
                    .get("/transactions?limit=1&userId=" + user)
                    .expect(200)
                    .data();
            assertThat(history.path("total").asInt())
                    .as("%s: transactions of %s", where, user)
                    .isEqualTo(accepted.size());
            requireStatistics(user, accepted);
        }
    }

    /** Whatever was committed when it died, each command counts once. */
    private void requireStatistics(String user, List<Load.Call> accepted) {
        String position = ledger.service().get("/balance?userId=" + user).position();
        JsonNode statistics = ledger.service()
                .with("X-Ledger-Min-Position", position)
                .get("/statistics?userId=" + user)
                .expect(200)
                .data();
        assertThat(statistics.path("transactionCount").asInt())
                .as("%s: statistics of %s", where, user)
                .isEqualTo(accepted.size());
        BigDecimal moved = accepted.stream()
                .map(call -> Json.decimal(call.transaction().path("amount")).abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        JsonNode byType = statistics.path("breakdown").path("byType");
        assertThat(moved(byType, "PURCHASE").add(moved(byType, "USAGE")))
                .as("%s: statistics of %s", where, user)
                .isEqualByComparingTo(moved);
    }

    /** What never happened is left out. */
    private static BigDecimal moved(JsonNode byType, String type) {
        return byType.has(type) ? Json.decimal(byType.path(type)) : BigDecimal.ZERO;
    }
}
