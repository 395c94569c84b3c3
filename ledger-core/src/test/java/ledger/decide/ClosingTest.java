package ledger.decide;

import static ledger.decide.Commands.beginning;
import static ledger.decide.Commands.bonus;
import static ledger.decide.Commands.capture;
import static ledger.decide.Commands.close;
import static ledger.decide.Commands.hold;
import static ledger.decide.Commands.plan;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.refund;
import static ledger.decide.Commands.reverse;
import static ledger.decide.Commands.spend;
import static ledger.decide.Commands.sweep;
import static ledger.decide.Commands.usage;
import static ledger.decide.Commands.voided;
import static ledger.decide.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ledger.Period;
import ledger.command.LedgerCommand;
import ledger.event.RejectionCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingTest {
    private static final String NOT_EMPTY =
            "The account has credits, promised credits, debt or open holds: spend, pay and void them, or forfeit them";

    @Test
    void an_account_with_nothing_in_it_is_closed() {
        given(purchase(10), spend(10)).when(close(false)).thenHappened("AccountClosed");
    }

    @Test
    void an_account_with_credits_debt_or_an_open_hold_is_not() {
        given(purchase(10)).when(close(false)).thenRefused(RejectionCode.ACCOUNT_NOT_EMPTY, NOT_EMPTY);
        given(usage(3, true)).when(close(false)).thenRefused(RejectionCode.ACCOUNT_NOT_EMPTY, NOT_EMPTY);
        given(purchase(10), hold(10)).when(close(false)).thenRefused(RejectionCode.ACCOUNT_NOT_EMPTY, NOT_EMPTY);
    }

    @Test
    void forfeiting_voids_the_holds_and_loses_the_credits_as_events_before_it() {
        Scenario closed = given(purchase(10), bonus(5), hold(4)).when(close(true));

        assertThat(closed.events())
                .extracting(decided -> decided.event().getClass().getSimpleName())
                .containsExactly("HoldVoided", "GrantExpired", "GrantExpired", "AccountClosed");
        closed.thenBalance("0").thenHeld("0");
        assertThat(closed.account().grants()).isEmpty();
        assertThat(closed.account().expired().micros()).isEqualTo(15_000_000);
    }

    @Test
    void what_is_owed_stays_owed_so_that_no_refund_of_it_is_a_gift() {
        given(usage(3, true))
                .when(close(true))
                .thenHappened("AccountClosed")
                .thenBalance("-3")
                .and(refund(1, 3L))
                .thenBalance("0");
    }

    @Test
    void promised_credits_are_taken_back_by_an_event_or_keep_the_account_open() {
        given(beginning(7, 1_000)).when(close(false)).thenRefusedBy(RejectionCode.ACCOUNT_NOT_EMPTY);
        given(beginning(7, 1_000)).when(close(true)).thenHappened("GrantRevoked", "AccountClosed");
    }

    @Test
    void whoever_closes_an_account_is_the_actor_of_all_that_goes_with_it() {
        assertThat(given(purchase(10), hold(4)).when(close(true)).events()).noneMatch(DecidedEvent::isSettling);
    }

    @Test
    void a_closed_account_refuses_what_would_begin_something_new() {
        Scenario closed = given(purchase(10), spend(4)).and(close(true));

        for (LedgerCommand command : List.of(
                purchase(1),
                spend(1),
                hold(1),
                reverse(1),
                plan("pro", 5, Period.DAY, null),
                usage(1, false),
                close(true))) {
            closed.when(command).thenRefused(RejectionCode.ACCOUNT_CLOSED, "The account is closed");
        }
        closed.thenBalance("0");
    }

    @Test
    void refunds_and_late_usage_still_pass_and_the_usage_is_owed() {
        given(purchase(10), spend(10))
                .and(close(false), refund(2, 1L))
                .thenBalance("1")
                .and(usage(3, true))
                .thenBalance("-2")
                .and(sweep())
                .thenBalance("-2");
    }

    @Test
    void what_is_refunded_of_forfeited_credits_is_forfeited_too() {
        given(purchase(10), spend(4)).and(close(true), refund(2, 1L)).thenBalance("0");
    }

    @Test
    void a_hold_that_was_voided_with_the_account_is_not_open_any_more() {
        given(purchase(10), hold(4), close(true))
                .when(capture(2, 1))
                .thenRefusedBy(RejectionCode.HOLD_NOT_OPEN)
                .when(voided(2))
                .thenRefusedBy(RejectionCode.HOLD_NOT_OPEN);
    }

    @Test
    void nothing_is_promised_to_a_closed_account() {
        Scenario closed =
                given(plan("pro", 5, Period.DAY, null), beginning(7, 1_000)).and(close(true));

        assertThat(Due.firstMillis(closed.account())).isEqualTo(Due.NEVER);
        closed.after(100_000).when(sweep()).thenBalance("0");
    }
}
