package ledger.decide;

import static ledger.decide.Commands.budget;
import static ledger.decide.Commands.expiring;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.usage;
import static ledger.decide.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import ledger.Credits;
import ledger.Period;
import ledger.command.ChargeUsage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A usage that is told late is charged when it is told: the same log comes to the same whatever clocks callers have.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LateUsageTest {
    private static final long DAY = 86_400;

    @Test
    void the_time_that_a_usage_says_of_itself_chooses_no_grant() {
        given(expiring(10, 60), purchase(100))
                .atSecond(60)
                .when(usedAtSecond(59, 10))
                .thenHappened("GrantExpired at 60", "UsageCharged")
                .thenMoves("Available[grant=GrantId[sequence=2]] > Used[] 10");
    }

    @Test
    void the_time_that_a_usage_says_of_itself_chooses_no_day_of_a_budget() {
        Scenario scenario = given(purchase(100), budget(Period.DAY, 50), usage(20, false))
                .atSecond(DAY)
                .when(usedAtSecond(DAY - 1, 10));

        assertThat(scenario.account().terms().limits().budgets().get(0).count().used())
                .isEqualTo(Credits.of(10));
    }

    private static ChargeUsage usedAtSecond(long second, long cost) {
        ChargeUsage usage = usage(cost, false);
        return new ChargeUsage(
                usage.header(),
                usage.usage(),
                usage.reason(),
                false,
                usage.note(),
                second * 1_000,
                usage.quote(),
                null);
    }
}
