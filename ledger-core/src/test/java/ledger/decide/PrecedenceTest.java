package ledger.decide;

import static ledger.decide.Commands.budget;
import static ledger.decide.Commands.capture;
import static ledger.decide.Commands.hold;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.refund;
import static ledger.decide.Commands.spend;
import static ledger.decide.Commands.voided;
import static ledger.decide.Scenario.given;
import static ledger.decide.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import ledger.Credits;
import ledger.HoldId;
import ledger.Note;
import ledger.Period;
import ledger.account.Reason;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.Cost;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.event.CommandRejected;
import ledger.event.RejectionCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where several refusals apply, the first in the order of {@link RejectionCode} is the answer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PrecedenceTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void the_first_refusal_that_applies_is_the_answer(
            RejectionCode code, String why, Scenario given, LedgerCommand command) {
        given.when(command);

        assertThat(given.last())
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo(code));
    }

    static Stream<Arguments> refusals() {
        ChargeUsage inactive = Usages.costing(header("usage"), Credits.of(50), false, false);
        Cost off = Cost.metered(inactive.usage(), inactive.quote());
        LedgerCommand[] most = new LedgerCommand[Bounds.OPEN_HOLDS_MAX];
        Arrays.fill(most, hold(1));
        return Stream.of(
                refusal(RejectionCode.PRICE_INACTIVE, "and more than is available", given(), inactive),
                refusal(
                        RejectionCode.PRICE_INACTIVE,
                        "and more than may be held",
                        given(),
                        new PlaceHold(header("hold"), off, 60, Reason.AI_CHAT, Note.NONE)),
                refusal(
                        RejectionCode.PRICE_INACTIVE,
                        "and no such hold",
                        given(),
                        new CaptureHold(header("capture"), new HoldId(9), off, Note.NONE)),
                refusal(RejectionCode.NOT_FOUND, "no such hold", given(purchase(1)), capture(1, 1)),
                refusal(
                        RejectionCode.HOLD_NOT_OPEN,
                        "and more than there is",
                        given(purchase(1), hold(1), voided(2)),
                        capture(2, 100)),
                refusal(RejectionCode.NOT_FOUND, "no such entry", given(), refund(7, 5L)),
                refusal(
                        RejectionCode.ALREADY_REFUNDED,
                        "more than was spent",
                        given(purchase(3), spend(2)),
                        refund(2, 5L)),
                refusal(
                        RejectionCode.BUDGET_EXCEEDED,
                        "and more than is available",
                        given(purchase(1), budget(Period.DAY, 1)),
                        spend(5)),
                refusal(
                        RejectionCode.BUDGET_EXCEEDED,
                        "and too many open holds",
                        given(purchase(1_000)).and(most).and(budget(Period.DAY, 1)),
                        hold(5)),
                refusal(
                        RejectionCode.INSUFFICIENT_CREDITS,
                        "and too many open holds",
                        given(purchase(300)).and(most),
                        hold(50)),
                refusal(
                        RejectionCode.BALANCE_LIMIT,
                        "too many open holds",
                        given(purchase(300)).and(most),
                        hold(5)));
    }

    private static Arguments refusal(RejectionCode code, String why, Scenario given, LedgerCommand command) {
        return Arguments.of(code, why, given, command);
    }
}
