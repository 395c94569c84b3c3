package ledger.decide;

import static ledger.decide.Commands.beginning;
import static ledger.decide.Commands.budget;
import static ledger.decide.Commands.capture;
import static ledger.decide.Commands.expiring;
import static ledger.decide.Commands.hold;
import static ledger.decide.Commands.limits;
import static ledger.decide.Commands.plan;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.refund;
import static ledger.decide.Commands.spend;
import static ledger.decide.Commands.sweep;
import static ledger.decide.Commands.usage;
import static ledger.decide.Scenario.given;

import java.util.stream.Stream;
import ledger.Period;
import ledger.command.LedgerCommand;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody opens an account: it is there with the first command, whichever that is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FirstTouchTest {
    private static Stream<Arguments> firsts() {
        return Stream.of(
                Arguments.of(spend(1), "105"),
                Arguments.of(hold(1), "105"),
                Arguments.of(usage(5, true), "100"),
                Arguments.of(capture(7, 1), "105"),
                Arguments.of(refund(7, null), "105"),
                Arguments.of(limits(10), "115"),
                Arguments.of(budget(Period.DAY, 1_000), "105"),
                Arguments.of(beginning(10, 3), "115"),
                Arguments.of(expiring(10, 2), "105"),
                Arguments.of(sweep(), "105"));
    }

    @ParameterizedTest
    @MethodSource("firsts")
    void an_account_can_be_used_whatever_came_first(LedgerCommand first, String available) {
        given().when(first)
                .and(purchase(5))
                .when(plan("pro", 100, Period.DAY, 0L))
                .thenAvailable(available)
                .when(spend(100))
                .thenHappened("CreditsSpent");
    }
}
