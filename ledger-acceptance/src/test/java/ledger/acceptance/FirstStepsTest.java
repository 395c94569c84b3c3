package ledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does in the first minute, a power cut included. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FirstStepsTest {
    @TempDir
    Path data;

    @Test
    void what_was_spent_and_refused_is_the_same_after_kill_9_and_after_a_clean_stop() {
        try (LedgerProcess ledger = LedgerProcess.start(data)) {
            ledger.admin().add("ann", "100");
            ledger.service().use("ann", "30").expect(201);
            Answer refused = ledger.service().withKey("too-much").use("ann", "80");
            assertThat(refused.expect(402, "INSUFFICIENT_CREDITS").error())
                    .isEqualTo("Insufficient credits. Required: 80, Available: 70");
            assertThat(refused.details()).isEqualTo(Json.read("{\"required\":80,\"available\":70,\"shortfall\":10}"));
            JsonNode history = requireTwoTransactions(ledger);

            ledger.kill9();
            try (LedgerProcess again = LedgerProcess.start(data)) {
                assertThat(requireTwoTransactions(again)).isEqualTo(history);
                Answer retried = again.service().withKey("too-much").use("ann", "80");
                assertThat(retried.text()).isEqualTo(refused.text());
                assertThat(retried.isReplayed()).isTrue();

                again.stop();
            }
            try (LedgerProcess thrice = LedgerProcess.start(data)) {
                assertThat(requireTwoTransactions(thrice)).isEqualTo(history);
            }
        }
    }

    @Test
    void the_printed_tokens_let_one_admin_one_service_and_one_user_in() {
        try (LedgerProcess ledger = LedgerProcess.start(data)) {
            List<String> tokens = ledger.printedTokens();

            Set<String> answers = tokens.stream()
                    .map(ledger::withToken)
                    .map(FirstStepsTest::whatItMay)
                    .collect(Collectors.toSet());

            assertThat(tokens).as(ledger.describe()).hasSize(3);
            assertThat(answers).containsExactlyInAnyOrder("adds", "reads others", "reads itself");
        }
    }

    @Test
    void a_token_is_minted_beside_a_running_ledger() {
        try (LedgerProcess ledger = LedgerProcess.start(data)) {
            String token =
                    ledger.run("token", "--user", "bob").expectSuccess().out().strip();

            JsonNode balance =
                    ledger.withToken(token).get("/balance").expect(200).data();

            assertThat(balance.path("userId").asText()).isEqualTo("bob");
        }
    }

    private static String whatItMay(LedgerClient caller) {
        if (caller.post("/add", LedgerClient.purchase("eve", "1")).status() == 201) {
            return "adds";
        }
        if (caller.get("/balance?userId=eve").status() == 200) {
            return "reads others";
        }
        return caller.get("/balance").status() == 200 ? "reads itself" : "nothing";
    }

    private static JsonNode requireTwoTransactions(LedgerProcess ledger) {
        LedgerClient service = ledger.service();
        Answer balance = service.get("/balance?userId=ann").expect(200);
        assertThat(Json.decimal(balance.data().path("creditsBalance"))).isEqualTo("70");
        JsonNode statistics = service.with("X-Ledger-Min-Position", balance.position())
                .get("/statistics?userId=ann")
                .expect(200)
                .data();
        assertThat(Json.decimal(statistics.path("totalCreditsUsed"))).isEqualTo("30");
        assertThat(Json.decimal(statistics.path("totalCreditsPurchased"))).isEqualTo("100");
        assertThat(Json.decimal(statistics.path("currentBalance"))).isEqualTo("70");
        assertThat(statistics.path("transactionCount").asInt()).isEqualTo(2);
        assertThat(Json.decimal(statistics.path("breakdown").path("byType").path("USAGE")))
                .isEqualTo("30");
        JsonNode history = service.get("/transactions?userId=ann").expect(200).data();
        assertThat(history.path("total").asInt()).isEqualTo(2);
        assertThat(Json.texts(history.path("transactions"), "amount")).containsExactly("-30", "100");
        assertThat(Json.texts(history.path("transactions"), "balanceAfter")).containsExactly("70", "100");
        return history;
    }
}
