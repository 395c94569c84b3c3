package ledger.streams.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import ledger.AccountId;
import ledger.Credits;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertType;
import ledger.account.Budget;
import ledger.account.BudgetCount;
import ledger.account.BudgetTerms;
import ledger.account.ZoneOffsets;
import ledger.alert.Alert;
import ledger.query.Balance;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AlertMessageTest {
    private static final long AT = Instant.parse("2026-03-01T09:30:12.250Z").toEpochMilli();

    @Test
    void an_alarm_of_a_budget_says_which_and_when_it_resets() throws IOException {
        BudgetTerms terms = new BudgetTerms(Period.DAY, Credits.of(100), ZoneOffsets.UTC);
        BudgetCount count = BudgetCount.none(terms, AT).plus(Credits.of(85).micros());
        Alert alert = new Alert(
                "2-40-0-1",
                AlertRule.budgetUsed("day", Period.DAY, AlertRule.Threshold.percent(80)),
                balance(),
                Credits.ZERO,
                new Budget(terms, count));

        String json = new String(AlertMessage.write(alert), UTF_8);

        assertThat(json).isEqualTo(golden("Alert.v1-of-a-budget.json"));
    }

    @Test
    void what_is_passed_on_is_read_off_an_alarm_and_sent_with_it() throws IOException {
        byte[] alert = golden("Alert.v1.json").getBytes(UTF_8);

        AlertEnvelope envelope = new AlertEnvelope("0-2-0-0", AlertType.REMAINING, "2026-03-01T09:30:00.250Z");

        assertThat(AlertEnvelope.read(alert)).isEqualTo(new Decoded.Valid<>(envelope));
        assertThat(new String(envelope.message(alert), UTF_8))
                .isEqualTo("{\"type\":\"alert.remaining\",\"timestamp\":\"2026-03-01T09:30:00.250Z\",\"data\":"
                        + golden("Alert.v1.json") + "}");
    }

    private static Balance balance() {
        long micros = Credits.of(900).micros();
        return new Balance(
                new AccountId("alice"),
                micros,
                Credits.ZERO,
                micros,
                Credits.of(100),
                Credits.of(1_000).micros(),
                0,
                Credits.ZERO,
                OptionalLong.empty(),
                List.of(),
                null,
                Credits.ZERO,
                12,
                AT);
    }

    private static String golden(String name) throws IOException {
        return new String(
                AlertMessageTest.class
                        .getResourceAsStream("/golden/alert/" + name)
                        .readAllBytes(),
                UTF_8);
    }
}
