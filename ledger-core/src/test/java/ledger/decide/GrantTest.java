package ledger.decide;

import static ledger.decide.Commands.beginning;
import static ledger.decide.Commands.bonus;
import static ledger.decide.Commands.expiring;
import static ledger.decide.Commands.hold;
import static ledger.decide.Commands.priority;
import static ledger.decide.Commands.purchase;
import static ledger.decide.Commands.referral;
import static ledger.decide.Commands.refund;
import static ledger.decide.Commands.regrant;
import static ledger.decide.Commands.reverse;
import static ledger.decide.Commands.revoke;
import static ledger.decide.Commands.spend;
import static ledger.decide.Commands.sweep;
import static ledger.decide.Commands.usage;
import static ledger.decide.Commands.voided;
import static ledger.decide.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import ledger.Credits;
import ledger.EntryId;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.event.EntryReversed;
import ledger.event.RejectionCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GrantTest {
    private static final String BURNED = "Available[grant=GrantId[sequence=%d]] > Used[] %s";
    private static final String RETURNED = "Issued[source=REFUND] > Available[grant=GrantId[sequence=%d]] %s";

    @Test
    void grants_burn_by_priority_then_expiry_then_free_before_paid_then_age() {
        given(purchase(1), bonus(1), expiring(1, 900), expiring(1, 800), priority(1, 99), purchase(1))
                .when(spend(6))
                .thenMoves(
                        BURNED.formatted(5, "1"),
                        BURNED.formatted(4, "1"),
                        BURNED.formatted(3, "1"),
                        BURNED.formatted(2, "1"),
                        BURNED.formatted(1, "1"),
                        BURNED.formatted(6, "1"));
    }

    @Test
    void expired_credits_cannot_be_spent_from_their_very_moment_on() {
        given(purchase(1), expiring(5, 60))
                .atSecond(60)
                .when(spend(2))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 2, Available: 1")
                .thenHappened("GrantExpired at 60", "CommandRejected");
    }

    @Test
    void credits_can_be_spent_until_the_moment_before_they_expire() {
        given(expiring(5, 60)).atSecond(59).when(spend(5)).thenHappened("CreditsSpent");
    }

    @Test
    void what_expires_is_in_the_sum_of_what_expired() {
        Scenario scenario = given(expiring(5, 60), spend(2)).atSecond(90).when(sweep());

        scenario.thenHappened("GrantExpired at 60").thenBalance("0");
        assertThat(scenario.account().expired()).isEqualTo(Credits.of(3));
    }

    @Test
    void a_sweep_that_finds_nothing_due_comes_to_nothing() {
        given(expiring(5, 60)).atSecond(59).when(sweep()).thenHappened().thenBalance("5");
    }

    @Test
    void a_second_sweeper_does_no_harm() {
        given(expiring(5, 60))
                .atSecond(61)
                .when(sweep())
                .when(sweep())
                .thenHappened()
                .thenBalance("0");
    }

    @Test
    void a_read_shows_what_is_due_as_settled_without_a_command() {
        Scenario scenario = given(expiring(5, 60), hold(2, 10)).atSecond(3);

        assertThat(scenario.accountAfter(57).heldMicros()).isZero();
        assertThat(scenario.accountAfter(57).balanceMicros()).isEqualTo(5_000_000);
        assertThat(scenario.accountAfter(58).balanceMicros()).isZero();
    }

    @Test
    void due_things_are_settled_by_time_and_then_by_id() {
        given(expiring(1, 90), hold(1, 58), expiring(2, 60), expiring(3, 50))
                .atSecond(200)
                .when(sweep())
                .thenHappened("GrantExpired at 50", "HoldExpired at 60", "GrantExpired at 60", "GrantExpired at 90")
                .thenBalance("0");
    }

    @Test
    void a_grant_of_the_future_is_not_available_until_its_time() {
        given(beginning(10, 60))
                .thenBalance("0")
                .when(spend(1))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 1, Available: 0");
    }

    @Test
    void a_grant_of_the_future_can_be_spent_from_its_very_moment_on() {
        Scenario scenario = given(beginning(10, 60)).atSecond(60).when(spend(4));

        scenario.thenHappened("GrantActivated at 60", "CreditsSpent").thenBalance("6");
        assertThat(scenario.account().issuedMicros(TransactionType.PURCHASE)).isEqualTo(10_000_000);
    }

    @Test
    void a_grant_of_the_future_pays_what_is_owed_then() {
        given(beginning(10, 60), usage(4, true))
                .atSecond(70)
                .when(sweep())
                .thenBalance("6")
                .thenAvailable("6");
    }

    @Test
    void a_grant_whose_time_is_over_already_is_lost_at_once() {
        given().atSecond(100)
                .when(expiring(5, 60))
                .thenHappened("CreditsGranted", "GrantExpired at 60")
                .thenBalance("0");
    }

    @Test
    void a_referral_is_rewarded_once_for_each_referred_user() {
        given(referral(5, "bob"), referral(5, "carol"))
                .when(referral(5, "bob"))
                .thenRefused(RejectionCode.ALREADY_GRANTED, "The referral of that user was already rewarded")
                .thenBalance("10");
    }

    @Test
    void revoking_a_grant_takes_what_is_left_and_leaves_what_was_spent() {
        Scenario scenario = given(purchase(10), spend(4)).when(revoke(1)).thenBalance("0");

        assertThat(scenario.account().used()).isEqualTo(Credits.of(4));
        assertThat(scenario.account().debt()).isEqualTo(Credits.ZERO);
    }

    @Test
    void revoking_a_grant_twice_takes_nothing_more() {
        given(purchase(10), purchase(3), revoke(1))
                .when(revoke(1))
                .thenHappened("GrantRevoked")
                .thenBalance("3");
    }

    @Test
    void what_a_hold_reserved_of_a_revoked_grant_is_lost_when_it_comes_back() {
        given(purchase(10), hold(4), revoke(1))
                .thenBalance("4")
                .when(voided(2))
                .thenHappened("HoldVoided", "GrantExpired at 3")
                .thenBalance("0");
    }

    @Test
    void a_grant_of_the_future_can_be_revoked() {
        given(beginning(10, 60), revoke(1))
                .atSecond(70)
                .when(sweep())
                .thenHappened()
                .thenBalance("0");
    }

    @Test
    void a_grant_that_never_was_cannot_be_revoked() {
        given(purchase(10), spend(1)).when(revoke(2)).thenRefused(RejectionCode.NOT_FOUND, "No grant grant.2.YW5u");
    }

    @Test
    void a_refund_to_a_grant_that_has_expired_is_lost() {
        given(expiring(10, 60), spend(4))
                .atSecond(70)
                .when(refund(2, null))
                .thenHappened("GrantExpired at 60", "EntryRefunded", "GrantExpired at 60")
                .thenBalance("0");
    }

    @Test
    void a_refund_of_expired_credits_is_granted_anew_when_asked() {
        Scenario scenario = given(expiring(10, 60), spend(4)).atSecond(70).when(regrant(2, 30));

        scenario.thenHappened("GrantExpired at 60", "EntryRefunded")
                .thenMoves(RETURNED.formatted(4, "4"))
                .thenBalance("4");
        assertThat(scenario.accountAfter(30L * 86_400).balanceMicros()).isZero();
        assertThat(scenario.accountAfter(30L * 86_400 - 1).balanceMicros()).isEqualTo(4_000_000);
    }

    @Test
    void reversing_a_purchase_takes_back_what_is_left_and_owes_the_rest() {
        Scenario scenario = given(purchase(10), spend(4)).when(reverse(1)).thenBalance("-4");

        assertThat(((EntryReversed) scenario.last()).debt()).isEqualTo(Credits.of(4));
    }

    @Test
    void reversing_a_purchase_takes_the_spent_rest_from_what_else_is_there() {
        given(purchase(10), spend(4), bonus(6))
                .when(reverse(1))
                .thenBalance("2")
                .thenAvailable("2");
    }

    @Test
    void a_purchase_is_reversed_once() {
        given(purchase(10), reverse(1))
                .when(reverse(1))
                .thenRefused(
                        RejectionCode.ALREADY_REFUNDED,
                        "Transaction " + new EntryId(Scenario.ANN, 1) + " has nothing left to reverse");
    }

    @Test
    void what_expired_of_a_purchase_is_not_taken_a_second_time() {
        given(expiring(10, 60), spend(4)).atSecond(70).when(reverse(1)).thenBalance("-4");
    }

    @Test
    void only_what_was_paid_for_is_reversed() {
        given(bonus(10))
                .when(reverse(1))
                .thenRefused(
                        RejectionCode.ALREADY_REFUNDED,
                        "Only what was paid for can be reversed, and transaction " + new EntryId(Scenario.ANN, 1)
                                + " is of type BONUS");
    }

    @Test
    void what_comes_back_to_a_revoked_grant_is_lost() {
        given(purchase(10), spend(4), revoke(1))
                .when(refund(2, null))
                .thenHappened("EntryRefunded", "GrantExpired at 4")
                .thenBalance("0");
    }

    @Test
    void what_is_granted_anew_of_two_grants_is_one_grant_of_both() {
        Scenario scenario =
                given(expiring(3, 50), expiring(5, 60), spend(8)).atSecond(70).when(regrant(3, 30));

        scenario.thenBalance("8");
        assertThat(scenario.account().grants().values())
                .singleElement()
                .satisfies(grant -> assertThat(grant.granted()).isEqualTo(Credits.of(8)));
    }

    @Test
    void credits_whose_expiry_could_not_be_booked_are_refused() {
        long most = 1_000_000_000;
        Scenario scenario = given();
        long second = 10;
        for (long expired = 0; expired < 9_000_000_000_000L; expired += 4 * most) {
            scenario.atSecond(second)
                    .and(grantUntil(TransactionType.PURCHASE, most, second + 9))
                    .and(grantUntil(TransactionType.SUBSCRIPTION, most, second + 9))
                    .and(grantUntil(TransactionType.BONUS, most, second + 9))
                    .and(grantUntil(TransactionType.REFILL, most, second + 9));
            second += 10;
        }

        scenario.atSecond(second)
                .when(purchase(most))
                .thenRefused(RejectionCode.BALANCE_LIMIT, "The balance would leave its bounds of ±4000000000")
                .thenBalance("0");
    }

    private static GrantCredits grantUntil(TransactionType type, long credits, long second) {
        GrantTerms terms = new GrantTerms(GrantTerms.DEFAULT.priority(), null, second * 1_000);
        return new GrantCredits(
                Scenario.header("grant"), type, Reason.MANUAL_ADJUSTMENT, Credits.of(credits), Note.NONE, terms, null);
    }
}
