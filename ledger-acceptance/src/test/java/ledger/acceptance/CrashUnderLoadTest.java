package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment under load, the ledger takes back nothing that it answered. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashUnderLoadTest {
    private static final int ROUNDS = 3;
    /** Enough that commits, answers and appends are all under way when it dies. */
    private static final int ANSWERS_MAX = 600;

    private static final int RETRIES_AT_ONCE = 50;

    @TempDir
    Path data;

    @Test
    void killed_under_load_it_takes_back_nothing_that_it_answered() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Load load = new Load(seed);
        for (int round = 1; round <= ROUNDS; round++) {
            String where = "seed " + seed + " round " + round;
            try (LedgerProcess ledger = LedgerProcess.start(data)) {
                load.begin(ledger);
                load.awaitAnswers(1 + random.nextInt(ANSWERS_MAX));
                ledger.kill9();
                load.end();
            }
            try (LedgerProcess again = LedgerProcess.launch(data)) {
                requireNothingOlderThanAnswered(again, load, where);
                again.awaitReady();
                requireNothingOlderThanAnswered(again, load, where);
                requireTheSameAnswers(again, load, where);
                requireSums(again, load, where);
            }
        }
    }

    /** Until the fold has caught up a balance may be refused, but never be older than what was answered. */
    private static void requireNothingOlderThanAnswered(LedgerProcess ledger, Load load, String where) {
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

    private static void requireTheSameAnswers(LedgerProcess ledger, Load load, String where) {
        LedgerClient admin = ledger.admin();
        List<Load.Call> calls = load.calls();
        for (int from = 0; from < calls.size(); from += RETRIES_AT_ONCE) {
            List<Load.Call> some = calls.subList(from, Math.min(calls.size(), from + RETRIES_AT_ONCE));
            List<CompletableFuture<Answer>> answers = some.stream()
                    .map(call -> admin.withKey(call.key()).postAsync(call.path(), call.body()))
                    .toList();
            for (int i = 0; i < some.size(); i++) {
                requireTheSameAnswer(some.get(i), answers.get(i).join(), where);
            }
        }
    }

    private static void requireTheSameAnswer(Load.Call call, Answer again, String where) {
        Answer before = call.answer();
        if (before == null) {
            call.learn(again);
        } else {
            assertThat(again.text()).as("%s: %s", where, call.key()).isEqualTo(before.text());
            assertThat(again.isReplayed()).as("%s: %s", where, again).isTrue();
            assertThat(again.status()).as("%s: %s", where, again).isEqualTo(call.isAccepted() ? 200 : 402);
        }
    }

    private static void requireSums(LedgerProcess ledger, Load load, String where) {
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
            requireStatistics(ledger, user, accepted, where);
        }
    }

    /** Whatever was committed when it died, each command counts once. */
    private static void requireStatistics(LedgerProcess ledger, String user, List<Load.Call> accepted, String where) {
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
        assertThat(Json.decimal(byType.path("PURCHASE")).add(Json.decimal(byType.path("USAGE"))))
                .as("%s: statistics of %s", where, user)
                .isEqualByComparingTo(moved);
    }
}
