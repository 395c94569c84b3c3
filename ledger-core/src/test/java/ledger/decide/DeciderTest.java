package ledger.decide;

import static ledger.decide.Scenario.ANN;
import static ledger.decide.Scenario.given;
import static ledger.decide.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import ledger.Credits;
import ledger.EntryId;
import ledger.Note;
import ledger.account.Milestone;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.ChargeUsage;
import ledger.command.DeductCredits;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.RefundEntry;
import ledger.command.SpendCredits;
import ledger.event.RejectionCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeciderTest {
    private static final String ISSUED = "Issued[source=%s] > Available[grant=GrantId[sequence=%d]] %s";
    private static final String BURNED = "Available[grant=GrantId[sequence=%d]] > Used[] %s";
    private static final String RETURNED = "Issued[source=REFUND] > Available[grant=GrantId[sequence=%d]] %s";

    @Test
    void a_purchase_is_a_grant_of_its_own() {
        given().when(purchase(100))
                .thenMoves(ISSUED.formatted("PURCHASE", 1, "100"))
                .thenBalance("100");
    }

    @Test
    void spending_more_than_is_available_is_refused_with_the_figures() {
        given(purchase(100), spend(30))
                .when(spend(80))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 80, Available: 70");
    }

    @Test
    void all_that_is_available_can_be_spent() {
        given(purchase(100))
                .when(spend(100))
                .thenMoves(BURNED.formatted(1, "100"))
                .thenBalance("0");
    }

    @Test
    void free_credits_burn_before_paid_ones_and_older_before_younger() {
        given(purchase(10), bonus(10), purchase(10))
                .when(spend(25))
                .thenMoves(BURNED.formatted(2, "10"), BURNED.formatted(1, "10"), BURNED.formatted(3, "5"));
    }

    @Test
    void usage_beyond_the_balance_is_refused_unless_debt_is_allowed() {
        given(purchase(10))
                .when(usage(15, false, true))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 15, Available: 10");
    }

    @Test
    void usage_with_debt_allowed_burns_what_is_there_and_owes_the_rest() {
        given(purchase(10))
                .when(usage(15, true, true))
                .thenMoves(BURNED.formatted(1, "10"), "Debt[] > Used[] 5")
                .thenBalance("-5");
    }

    @Test
    void new_credits_pay_debt_first() {
        given(purchase(10), usage(15, true, true))
                .when(purchase(20))
                .thenMoves("Issued[source=PURCHASE] > Debt[] 5", ISSUED.formatted("PURCHASE", 3, "15"))
                .thenBalance("15");
    }

    @Test
    void under_debt_nothing_can_be_spent() {
        given(usage(5, true, true))
                .when(spend(1))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 1, Available: -5");
    }

    @Test
    void an_inactive_price_is_not_charged_even_where_credits_are_missing() {
        given().when(usage(15, false, false))
                .thenRefused(RejectionCode.PRICE_INACTIVE, "The price of openai:gpt-4 is not active");
    }

    @Test
    void usage_that_costs_nothing_is_recorded() {
        Scenario scenario = given().when(usage(0, false, true)).thenMoves().thenBalance("0");

        assertThat(scenario.last().booking()).isNotNull();
    }

    @Test
    void the_welcome_bonus_is_granted_once() {
        given(welcome(5))
                .when(welcome(5))
                .thenRefused(RejectionCode.ALREADY_GRANTED, "The welcome bonus was already granted to this user");
    }

    @Test
    void a_refill_is_remembered_with_its_time() {
        GrantCredits refill = new GrantCredits(
                header("r"), TransactionType.REFILL, Reason.SUBSCRIPTION_REFILL, Credits.of(5), Note.NONE);

        Scenario scenario = given().when(refill);

        assertThat(scenario.account().reached(Milestone.REFILLED)).hasValue(1_000);
    }

    @Test
    void a_deduction_beyond_what_is_available_is_refused() {
        given(purchase(10))
                .when(deduct(11))
                .thenRefused(RejectionCode.INSUFFICIENT_CREDITS, "Insufficient credits. Required: 11, Available: 10");
    }

    @Test
    void a_deduction_lowers_the_balance_and_is_no_usage() {
        Scenario scenario = given(purchase(10)).when(deduct(4)).thenBalance("6");

        assertThat(scenario.account().used()).isEqualTo(Credits.ZERO);
        assertThat(scenario.account().issuedMicros(TransactionType.ADJUSTMENT)).isEqualTo(-4_000_000);
    }

    @Test
    void a_refund_returns_to_the_grants_in_reverse_order() {
        given(purchase(10), bonus(10), spend(15))
                .when(refund(3, Credits.of(7)))
                .thenMoves(RETURNED.formatted(1, "5"), RETURNED.formatted(2, "2"));
    }

    @Test
    void a_second_partial_refund_goes_on_where_the_first_ended() {
        given(purchase(10), bonus(10), spend(15), refund(3, Credits.of(7)))
                .when(refund(3, null))
                .thenMoves(RETURNED.formatted(2, "8"))
                .thenBalance("20");
    }

    @Test
    void a_refund_of_more_than_is_left_is_refused_with_what_is_left() {
        given(purchase(10), spend(10), refund(2, Credits.of(6)))
                .when(refund(2, Credits.of(5)))
                .thenRefused(
                        RejectionCode.ALREADY_REFUNDED,
                        "Transaction " + new EntryId(ANN, 2) + " has only 4 left to refund");
    }

    @Test
    void a_refund_of_all_twice_is_refused() {
        given(purchase(10), spend(10), refund(2, null))
                .when(refund(2, null))
                .thenRefused(
                        RejectionCode.ALREADY_REFUNDED,
                        "Transaction " + new EntryId(ANN, 2) + " has nothing left to refund");
    }

    @Test
    void only_usage_is_refunded() {
        given(purchase(10))
                .when(refund(1, null))
                .thenRefused(
                        RejectionCode.ALREADY_REFUNDED,
                        "Only usage can be refunded, and transaction " + new EntryId(ANN, 1) + " is of type PURCHASE");
    }

    @Test
    void a_refund_of_an_entry_that_is_not_there_is_refused() {
        given(purchase(10))
                .when(refund(9, null))
                .thenRefused(RejectionCode.NOT_FOUND, "No transaction " + new EntryId(ANN, 9));
    }

    @Test
    void a_refund_pays_what_is_owed_first() {
        given(purchase(10), usage(15, true, true))
                .when(refund(2, Credits.of(7)))
                .thenMoves("Issued[source=REFUND] > Debt[] 5", RETURNED.formatted(1, "2"))
                .thenBalance("2");
    }

    @Test
    void a_refund_of_debt_that_was_paid_since_is_a_grant_of_its_own() {
        given(usage(5, true, true), purchase(5))
                .when(refund(1, null))
                .thenMoves(RETURNED.formatted(3, "5"))
                .thenBalance("5");
    }

    @Test
    void a_balance_beyond_its_bound_is_refused() {
        given(purchase(1_000_000_000), purchase(1_000_000_000), purchase(1_000_000_000), purchase(1_000_000_000))
                .when(purchase(1))
                .thenRefused(RejectionCode.BALANCE_LIMIT, "The balance would leave its bounds of ±4000000000");
    }

    @Test
    void debt_beyond_its_bound_is_refused() {
        LedgerCommand most = usage(1_000_000_000, true, true);
        given(most, most, most, most)
                .when(usage(1, true, true))
                .thenRefused(RejectionCode.BALANCE_LIMIT, "The balance would leave its bounds of ±4000000000");
    }

    @Test
    void beyond_the_bound_of_live_grants_credits_join_the_youngest_of_the_same_terms() {
        LedgerCommand[] purchases = new LedgerCommand[Bounds.LIVE_GRANTS_JOINED_FROM];
        Arrays.fill(purchases, purchase(1));

        Scenario scenario = given(purchases).when(purchase(5));

        scenario.thenMoves(ISSUED.formatted("PURCHASE", 100, "5")).thenBalance("105");
        assertThat(scenario.account().grants()).hasSize(Bounds.LIVE_GRANTS_JOINED_FROM);
        assertThat(scenario.account().burnOrder().get(99).granted()).isEqualTo(Credits.of(6));
    }

    private static GrantCredits purchase(long credits) {
        return grant(TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, credits);
    }

    private static GrantCredits bonus(long credits) {
        return grant(TransactionType.BONUS, Reason.REFERRAL_BONUS, credits);
    }

    private static GrantCredits welcome(long credits) {
        return grant(TransactionType.BONUS, Reason.WELCOME_BONUS, credits);
    }

    private static GrantCredits grant(TransactionType type, Reason reason, long credits) {
        return new GrantCredits(header("grant"), type, reason, Credits.of(credits), Note.NONE);
    }

    private static DeductCredits deduct(long credits) {
        return new DeductCredits(header("deduct"), Reason.MANUAL_ADJUSTMENT, Credits.of(credits), Note.NONE);
    }

    private static SpendCredits spend(long credits) {
        return new SpendCredits(header("spend"), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    private static RefundEntry refund(long sequence, @Nullable Credits amount) {
        return new RefundEntry(header("refund"), new EntryId(ANN, sequence), amount, null, Note.NONE, null);
    }

    private static ChargeUsage usage(long cost, boolean allowDebt, boolean active) {
        return Usages.costing(header("usage"), Credits.of(cost), allowDebt, active);
    }
}
