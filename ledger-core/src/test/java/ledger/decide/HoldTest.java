package ledger.decide;

import static ledger.decide.Commands.bonus;
import static ledger.decide.Commands.capture;
import static ledger.decide.Commands.expiring;
import static ledger.decide.Commands.hold;
import static ledger.decide.Commands.limits;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.refund;
import static ledger.decide.Commands.spend;
import static ledger.decide.Commands.usage;
import static ledger.decide.Commands.usageOf;
import static ledger.decide.Commands.voided;
import static ledger.decide.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import ledger.Credits;
import ledger.command.LedgerCommand;
import ledger.event.CommandRejected;
import ledger.event.HoldCaptured;
import ledger.event.RejectionCode;
import ledger.event.UsageCharged;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldTest {
    private static final String HOLD = "hold.%s.YW5u";

    @Test
    void a_hold_keeps_the_balance_and_lowers_what_is_available() {
        given(purchase(10)).when(hold(4)).thenBalance("10").thenHeld("4").thenAvailable("6");
    }

    @Test
    void held_credits_are_available_to_nobody_else() {
        given(purchase(10), hold(8))
                .when(spend(3))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 3, Available: 2");
    }

    @Test
    void the_second_of_two_holds_is_refused_where_the_first_left_too_little_and_told_what_would_have_passed() {
        Scenario scenario = given(purchase(10), hold(8)).when(hold(3));

        scenario.thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 3, Available: 2");
        assertThat(rejected(scenario).rejection().amounts()).containsEntry("affordable", 2_000_000L);
    }

    @Test
    void a_hold_that_was_refused_cannot_be_captured() {
        given(purchase(10))
                .when(hold(11))
                .when(capture(2, 5))
                .thenRefused(RejectionCode.NOT_FOUND, "No hold " + HOLD.formatted(2));
    }

    @Test
    void a_hold_takes_from_grants_in_burn_order() {
        given(purchase(10), bonus(5))
                .when(hold(8))
                .thenMoves(
                        "Available[grant=GrantId[sequence=2]] > Held[hold=HoldId[sequence=3], grant=GrantId[sequence=2]] 5",
                        "Available[grant=GrantId[sequence=1]] > Held[hold=HoldId[sequence=3], grant=GrantId[sequence=1]] 3");
    }

    @Test
    void capturing_less_than_the_hold_releases_what_was_taken_last() {
        Scenario scenario = given(purchase(10), bonus(5), hold(8)).when(capture(3, 4));

        scenario.thenMoves(
                        "Held[hold=HoldId[sequence=3], grant=GrantId[sequence=2]] > Used[] 4",
                        "Held[hold=HoldId[sequence=3], grant=GrantId[sequence=2]] > Available[grant=GrantId[sequence=2]] 1",
                        "Held[hold=HoldId[sequence=3], grant=GrantId[sequence=1]] > Available[grant=GrantId[sequence=1]] 3")
                .thenBalance("11")
                .thenHeld("0");
        assertThat(captured(scenario).released()).isEqualTo(Credits.of(4));
    }

    @Test
    void capturing_all_of_the_hold_releases_nothing() {
        Scenario scenario = given(purchase(10), hold(8))
                .when(capture(2, 8))
                .thenBalance("2")
                .thenHeld("0");

        assertThat(captured(scenario).released()).isEqualTo(Credits.ZERO);
    }

    @Test
    void capturing_more_than_the_hold_takes_the_rest_from_what_is_available() {
        Scenario scenario = given(purchase(10), hold(4)).when(capture(2, 9));

        scenario.thenBalance("1").thenAvailable("1");
        assertThat(captured(scenario).debt()).isEqualTo(Credits.ZERO);
    }

    @Test
    void capturing_more_than_there_is_becomes_debt_and_says_so() {
        Scenario scenario = given(purchase(10), hold(4)).when(capture(2, 13));

        scenario.thenBalance("-3").thenAvailable("-3");
        assertThat(captured(scenario).debt()).isEqualTo(Credits.of(3));
    }

    @Test
    void a_captured_hold_cannot_be_settled_again() {
        given(purchase(10), hold(4), capture(2, 1))
                .when(capture(2, 1))
                .thenRefused(RejectionCode.HOLD_NOT_OPEN, "The hold " + HOLD.formatted(2) + " was captured");
    }

    @Test
    void a_voided_hold_gives_everything_back_and_cannot_be_settled_again() {
        given(purchase(10), hold(4), voided(2))
                .when(capture(2, 1))
                .thenRefused(RejectionCode.HOLD_NOT_OPEN, "The hold " + HOLD.formatted(2) + " was voided")
                .thenAvailable("10");
    }

    @Test
    void a_hold_is_void_from_its_time_on_even_where_nothing_swept() {
        given(purchase(10), hold(4, 60))
                .atSecond(62)
                .when(capture(2, 1))
                .thenRefused(RejectionCode.HOLD_NOT_OPEN, "The hold " + HOLD.formatted(2) + " has expired")
                .thenHappened("HoldExpired at 62", "CommandRejected")
                .thenAvailable("10");
    }

    @Test
    void a_hold_can_be_captured_until_the_moment_before_its_time() {
        given(purchase(10), hold(4, 60)).atSecond(61).when(capture(2, 1)).thenHappened("HoldCaptured");
    }

    @Test
    void what_expired_is_settled_before_a_refused_command_and_stays_settled() {
        given(purchase(10), hold(4, 60))
                .atSecond(100)
                .when(spend(11))
                .thenHappened("HoldExpired at 62", "CommandRejected")
                .thenHeld("0");
    }

    @Test
    void credits_that_a_hold_gives_back_pay_what_is_owed_first() {
        given(purchase(10), hold(10), usage(4, true))
                .when(voided(2))
                .thenBalance("6")
                .thenMoves(
                        "Held[hold=HoldId[sequence=2], grant=GrantId[sequence=1]] > Debt[] 4",
                        "Held[hold=HoldId[sequence=2], grant=GrantId[sequence=1]] > Available[grant=GrantId[sequence=1]] 6");
    }

    @Test
    void what_a_hold_reserved_of_a_grant_is_spent_after_the_grant_is_over() {
        given(expiring(10, 30), hold(10, 600))
                .atSecond(50)
                .when(capture(2, 10))
                .thenHappened("HoldCaptured")
                .thenBalance("0");
    }

    @Test
    void what_a_hold_gives_back_to_a_grant_that_is_over_is_lost_at_once() {
        given(expiring(10, 30), hold(10, 600))
                .atSecond(50)
                .when(capture(2, 4))
                .thenHappened("HoldCaptured", "GrantExpired at 30")
                .thenBalance("0");
    }

    @Test
    void a_hold_draws_on_the_overdraft_which_becomes_debt_when_it_is_captured() {
        Scenario scenario =
                given(purchase(4), limits(10), hold(9)).thenBalance("4").thenAvailable("5");

        scenario.when(capture(3, 7)).thenBalance("-3").thenAvailable("7").thenHeld("0");
        assertThat(captured(scenario).debt()).isEqualTo(Credits.of(3));
    }

    @Test
    void a_hold_on_the_overdraft_is_paid_by_credits_that_came_meanwhile() {
        Scenario scenario =
                given(limits(10), hold(9), purchase(20)).when(capture(2, 9)).thenBalance("11");

        assertThat(captured(scenario).debt()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_hold_beyond_the_overdraft_is_refused() {
        given(purchase(4), limits(10))
                .when(hold(15))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 15, Available: 14");
    }

    @Test
    void a_usage_with_its_hold_captures_it() {
        Scenario scenario = given(purchase(10), hold(8)).when(usageOf(2, 5));

        scenario.thenHappened("HoldCaptured").thenBalance("5").thenAvailable("5");
        assertThat(scenario.last().usage()).isNotNull();
    }

    @Test
    void a_usage_whose_hold_is_closed_is_charged_as_plain_usage_and_says_so() {
        Scenario scenario = given(purchase(10), hold(8), voided(2)).when(usageOf(2, 5));

        scenario.thenHappened("UsageCharged").thenBalance("5");
        assertThat(scenario.last())
                .isInstanceOfSatisfying(
                        UsageCharged.class,
                        charged -> assertThat(charged.closedHold()).isNotNull());
    }

    @Test
    void a_refund_of_a_capture_returns_to_the_grants_it_was_held_of() {
        given(purchase(10), bonus(5), hold(8), capture(3, 8))
                .when(refund(4, 4L))
                .thenMoves(
                        "Issued[source=REFUND] > Available[grant=GrantId[sequence=1]] 3",
                        "Issued[source=REFUND] > Available[grant=GrantId[sequence=2]] 1")
                .thenBalance("11");
    }

    @Test
    void more_open_holds_than_the_bound_are_refused() {
        LedgerCommand[] holds = new LedgerCommand[Bounds.OPEN_HOLDS_MAX];
        Arrays.fill(holds, hold(1));

        given(purchase(1_000))
                .and(holds)
                .when(hold(1))
                .thenRefused(
                        RejectionCode.BALANCE_LIMIT,
                        "The user has too many open holds: capture or void some; the most is 256, less where each takes of"
                                + " many grants");
    }

    private static CommandRejected rejected(Scenario scenario) {
        return (CommandRejected) scenario.last();
    }

    private static HoldCaptured captured(Scenario scenario) {
        return (HoldCaptured) scenario.last();
    }
}
