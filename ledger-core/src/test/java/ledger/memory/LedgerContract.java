package ledger.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Period;
import ledger.Position;
import ledger.account.HoldStatus;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.TransactionType;
import ledger.command.CaptureHold;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.ExpireDue;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.RefundEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.SpendCredits;
import ledger.command.VoidHold;
import ledger.event.HoldCaptured;
import ledger.event.RejectionCode;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.log.Outcome;
import ledger.message.RequestField;
import ledger.query.AccountPage;
import ledger.query.Balance;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.query.LedgerQueries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What whoever appends commands and asks for their outcome may rely on. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public interface LedgerContract {
    AccountId ANN = new AccountId("ann");

    /** Where commands go. Asked for again in each test, of a ledger that is empty. */
    CommandLog log();

    /** What they came to. */
    LedgerQueries queries();

    /** What the broker's clock and that of the readers show from now on. */
    void at(long second);

    @Test
    default void nobody_has_anything_before_the_first_command() {
        at(7);

        assertThat(queries().isReady()).isTrue();
        assertThat(queries().balance(ANN))
                .returns(0L, Balance::balanceMicros)
                .returns(0L, Balance::sequence)
                .returns(7_000L, Balance::asOfMillis);
        assertThat(queries().entries(all(50)).entries()).isEmpty();
        assertThat(queries().entry(new EntryId(ANN, 1))).isEmpty();
        assertThat(queries().hold(ANN, new HoldId(1))).isEmpty();
        assertThat(queries().accounts(null, 10).accounts()).isEmpty();
    }

    @Test
    default void a_command_is_answered_with_its_entry_and_is_read_back() {
        at(1);
        Entry added = entry(add("a", 100));
        at(2);
        Entry spent = entry(use("b", 30));

        assertThat(added)
                .returns(new EntryId(ANN, 1), Entry::id)
                .returns(1_000L, entry -> entry.past().timeMillis())
                .returns(new IdempotencyKey("a"), entry -> entry.past().key())
                .returns("tester", entry -> entry.past().actor());
        assertThat(spent.booking().amountMicros()).isEqualTo(-Credits.of(30).micros());
        assertThat(spent.past().balanceAfterMicros()).isEqualTo(Credits.of(70).micros());
        assertThat(queries().entry(spent.id())).contains(spent);
        assertThat(queries().entries(all(50)).entries()).containsExactly(spent, added);
        assertBalance(70, 70);
    }

    @Test
    default void a_refusal_is_an_outcome_and_has_a_sequence_but_is_no_entry() {
        send(add("a", 10));

        assertThat(outcome(use("b", 11)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.rejection().code()).isEqualTo(RejectionCode.INSUFFICIENT_CREDITS));
        assertThat(queries().balance(ANN).sequence()).isEqualTo(2);
        assertThat(queries().entries(all(50)).total()).isEqualTo(1);
        assertBalance(10, 10);
    }

    @Test
    default void a_key_has_one_outcome_for_ever() {
        send(add("a", 100));
        Answer.Decided first = (Answer.Decided) send(use("b", 30));
        send(new RefundEntry(header("c"), new EntryId(ANN, 2), null, null, Note.NONE, null));

        assertThat(first.repeated()).isFalse();
        assertThat(send(use("b", 30))).isInstanceOfSatisfying(Answer.Decided.class, again -> {
            assertThat(again.repeated()).isTrue();
            assertThat(again.outcome()).isEqualTo(first.outcome());
        });
        assertThat(log().answered(use("b", 30)))
                .containsInstanceOf(Answer.Decided.class)
                .map(known -> ((Answer.Decided) known).outcome())
                .contains(first.outcome());
        assertThat(log().answered(use("new", 30))).isEmpty();
        assertThat(queries().balance(ANN).sequence()).isEqualTo(3);
    }

    @Test
    default void a_key_that_was_used_for_something_else_conflicts() {
        send(add("a", 100));

        assertThat(send(add("a", 99)))
                .isInstanceOfSatisfying(
                        Answer.Conflicted.class,
                        conflicted -> assertThat(conflicted.field()).isEqualTo(RequestField.AMOUNT));
        assertThat(log().answered(use("a", 100))).containsInstanceOf(Answer.Conflicted.class);
        assertBalance(100, 100);
    }

    @Test
    default void a_hold_is_open_until_it_is_captured() {
        send(add("a", 100));
        HoldRecord placed = ((Outcome.OfHold) outcome(place("b", 40, 600))).hold();
        assertThat(placed)
                .returns(new HoldId(2), hold -> hold.terms().id())
                .returns(HoldStatus.OPEN, hold -> hold.past().since().status());
        assertThat(queries().holds(ANN)).containsExactly(placed);
        assertBalance(100, 60);

        Entry captured = entry(new CaptureHold(header("c"), new HoldId(2), cost(25), Note.NONE));

        assertThat((HoldCaptured) captured.past().event())
                .extracting(HoldCaptured::hold, HoldCaptured::released, HoldCaptured::debt)
                .containsExactly(new HoldId(2), Credits.of(15), Credits.ZERO);
        assertThat(queries().hold(ANN, new HoldId(2)).orElseThrow())
                .returns(placed.terms(), HoldRecord::terms)
                .returns(HoldStatus.CAPTURED, hold -> hold.past().since().status())
                .returns(3L, hold -> hold.past().since().closedBySequence());
        assertThat(queries().holds(ANN)).isEmpty();
        assertThat(((Answer.Decided) send(place("b", 40, 600))).outcome()).isEqualTo(new Outcome.OfHold(placed));
        assertBalance(75, 75);
    }

    @Test
    default void a_hold_that_is_let_go_is_void() {
        send(add("a", 100));
        send(place("b", 40, 600));

        HoldRecord voided = ((Outcome.OfHold) outcome(new VoidHold(header("c"), new HoldId(2)))).hold();

        assertThat(voided.past().since().status()).isEqualTo(HoldStatus.VOIDED);
        assertThat(queries().hold(ANN, new HoldId(2))).contains(voided);
        assertBalance(100, 100);
    }

    @Test
    default void a_hold_ends_in_its_time_without_a_command_and_a_sweep_settles_it() {
        at(1);
        send(add("a", 100));
        send(place("b", 40, 60));
        at(61);

        assertThat(queries()
                        .hold(ANN, new HoldId(2))
                        .orElseThrow()
                        .past()
                        .since()
                        .status())
                .isEqualTo(HoldStatus.EXPIRED);
        assertThat(queries().holds(ANN)).isEmpty();
        assertBalance(100, 100);
        assertThat(queries().due(60_999, 10)).isEmpty();
        assertThat(queries().due(61_000, 10)).containsExactly(ANN);

        assertThat(outcome(new ExpireDue(new CommandHeader("sweep", ANN, null, "sweeper"))))
                .isEqualTo(new Outcome.Settled(1, false));

        assertThat(queries().due(61_000, 10)).isEmpty();
        assertThat(queries().hold(ANN, new HoldId(2)).orElseThrow())
                .returns(HoldStatus.EXPIRED, hold -> hold.past().since().status())
                .returns(3L, hold -> hold.past().since().closedBySequence());
    }

    @Test
    default void what_was_refunded_of_an_entry_stands_at_the_entry() {
        send(add("a", 100));
        Entry spent = entry(use("b", 30));

        Entry refund = entry(new RefundEntry(header("c"), spent.id(), Credits.of(10), null, Note.NONE, null));

        assertThat(refund.past().event().related()).isEqualTo(spent.id());
        assertThat(queries().entry(spent.id()).orElseThrow().past().since().refunded())
                .isEqualTo(Credits.of(10));
        assertThat(outcome(new RefundEntry(header("d"), spent.id(), Credits.of(21), null, Note.NONE, null)))
                .isInstanceOf(Outcome.Refused.class);
        assertBalance(80, 80);
    }

    @Test
    default void what_a_grant_lost_stands_at_the_entry_that_opened_it() {
        at(1);
        Entry expiring = entry(new GrantCredits(
                header("a"),
                TransactionType.BONUS,
                Reason.WELCOME_BONUS,
                Credits.of(20),
                Note.NONE,
                new GrantTerms(100, null, 50_000L),
                null));
        Entry revoked = entry(add("b", 5));
        at(51);
        send(new RevokeGrant(header("c"), new GrantId(2), Note.NONE));

        assertThat(queries().entry(expiring.id()).orElseThrow().past().since().forfeited())
                .isEqualTo(Credits.of(20));
        assertThat(queries().entry(revoked.id()).orElseThrow().past().since().forfeited())
                .isEqualTo(Credits.of(5));
        Entry lost = queries().entry(new EntryId(ANN, 3)).orElseThrow();
        assertThat(lost)
                .returns(null, entry -> entry.past().key())
                .returns("ledger", entry -> entry.past().actor())
                .returns(51_000L, entry -> entry.past().timeMillis())
                .returns(50_000L, entry -> entry.past().foldedAtMillis());
        assertBalance(0, 0);
    }

    @Test
    default void terms_are_set_and_a_plan_pays_in_its_time() {
        at(1);
        Refill refill = new Refill(Credits.of(10), Period.DAY, null);
        send(new SetPlan(header("a"), "pro", refill));
        assertThat(outcome(new SetLimits(header("b"), Credits.of(7), null)))
                .isInstanceOfSatisfying(
                        Outcome.Arranged.class,
                        arranged -> assertThat(arranged.terms()).hasSize(1));
        long paid = queries().balance(ANN).balanceMicros();

        at(1 + 86_400);

        assertThat(queries().balance(ANN))
                .returns("pro", Balance::creditPlan)
                .returns(Credits.of(7), Balance::overdraftLimit)
                .returns(paid + Credits.of(10).micros(), Balance::balanceMicros);
        assertThat(queries().terms(ANN).limits().overdraft()).isEqualTo(Credits.of(7));
    }

    @Test
    default void history_is_read_in_pages_in_either_order() {
        for (int i = 1; i <= 5; i++) {
            at(i);
            send(add("k" + i, 10 - i));
        }

        EntryPage first = queries().entries(all(2));
        assertThat(sequences(first)).containsExactly(5L, 4L);
        assertThat(first).returns(true, EntryPage::hasMore).returns(5L, EntryPage::total);
        EntryPage next = queries().entries(query(EntryQuery.Order.CREATED_AT, true, 3, 0, first.nextAfter()));
        assertThat(sequences(next)).containsExactly(3L, 2L, 1L);
        assertThat(next).returns(false, EntryPage::hasMore).returns(null, EntryPage::nextAfter);
        assertThat(sequences(queries().entries(query(EntryQuery.Order.AMOUNT, false, 2, 1, null))))
                .containsExactly(4L, 3L);
        EntryQuery some = new EntryQuery(
                ANN,
                TransactionType.PURCHASE,
                Reason.MANUAL_ADJUSTMENT,
                2_000,
                3_000,
                EntryQuery.Order.CREATED_AT,
                false,
                9,
                0,
                null);
        assertThat(sequences(queries().entries(some))).containsExactly(2L, 3L);
    }

    @Test
    default void a_balance_at_a_time_is_what_it_was_then() {
        for (int i = 1; i <= 9; i++) {
            at(10L * i);
            send(i % 3 == 0 ? use("k" + i, 2) : add("k" + i, 5));
        }

        assertThat(queries().balanceAt(ANN, 9_999).balanceMicros()).isZero();
        assertThat(queries().balanceAt(ANN, 10_000))
                .returns(Credits.of(5).micros(), Balance::balanceMicros)
                .returns(1L, Balance::sequence)
                .returns(10_000L, Balance::asOfMillis);
        assertThat(queries().balanceAt(ANN, 35_000).balanceMicros())
                .isEqualTo(Credits.of(8).micros());
    }

    @Test
    default void days_sum_what_was_done_on_them() {
        at(1);
        send(add("a", 100));
        send(use("b", 30));
        at(86_400);
        send(use("c", 20));

        queries().derived(ANN).toCompletableFuture().join();
        assertThat(queries().days(ANN, 0, 1)).extracting(DayTotals::epochDay).containsExactly(0L, 1L);
        assertThat(queries().days(ANN, 0, 0))
                .singleElement()
                .returns(2L, DayTotals::entries)
                .returns(Credits.of(30), DayTotals::used)
                .returns(Credits.of(100), DayTotals::added);
        assertThat(queries().days(ANN, 2, 9)).isEmpty();
    }

    @Test
    default void every_account_is_on_one_page() {
        List<String> users = List.of("a", "bob", "carol", "dave", "eve");
        for (String user : users) {
            send(new SpendCredits(
                    new CommandHeader("id-" + user, new AccountId(user), new IdempotencyKey("k"), "tester"),
                    Reason.AI_CHAT,
                    Credits.of(1),
                    Note.NONE));
        }

        List<String> found = new ArrayList<>();
        AccountPage page = queries().accounts(null, 2);
        while (true) {
            page.accounts().forEach(one -> found.add(one.balance().account().value()));
            if (page.nextCursor() == null) {
                break;
            }
            page = queries().accounts(page.nextCursor(), 2);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(users);
        assertThatThrownBy(() -> queries().accounts("nonsense", 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void what_was_answered_is_folded() {
        Position position = send(add("a", 1)).position();

        assertThat(queries().position(ANN)).isEqualTo(position);
        assertThat(queries().folded(position)).isCompleted();
        assertThatThrownBy(() -> queries().folded(new Position(9_999, 0))).isInstanceOf(IllegalArgumentException.class);
    }

    private Answer send(LedgerCommand command) {
        return log().append(command).toCompletableFuture().join();
    }

    private Outcome outcome(LedgerCommand command) {
        return ((Answer.Decided) send(command)).outcome();
    }

    private Entry entry(LedgerCommand command) {
        return ((Outcome.Accepted) outcome(command)).entry();
    }

    private void assertBalance(long balance, long available) {
        assertThat(queries().balance(ANN))
                .returns(Credits.of(balance).micros(), Balance::balanceMicros)
                .returns(Credits.of(available).micros(), Balance::availableMicros);
    }

    private static List<Long> sequences(EntryPage page) {
        return page.entries().stream().map(entry -> entry.id().sequence()).toList();
    }

    private static CommandHeader header(String key) {
        return new CommandHeader("id-" + key, ANN, new IdempotencyKey(key), "tester");
    }

    private static GrantCredits add(String key, long credits) {
        return new GrantCredits(
                header(key), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(credits), Note.NONE);
    }

    private static SpendCredits use(String key, long credits) {
        return new SpendCredits(header(key), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    private static PlaceHold place(String key, long credits, int seconds) {
        return new PlaceHold(header(key), cost(credits), seconds, Reason.AI_CHAT, Note.NONE);
    }

    private static Cost cost(long credits) {
        return Cost.named(Credits.of(credits));
    }

    private static EntryQuery all(int limit) {
        return query(EntryQuery.Order.CREATED_AT, true, limit, 0, null);
    }

    private static EntryQuery query(
            EntryQuery.Order order, boolean descending, int limit, int offset, @Nullable Long after) {
        return new EntryQuery(ANN, null, null, Long.MIN_VALUE, Long.MAX_VALUE, order, descending, limit, offset, after);
    }
}
