package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import ledger.GrantId;
import ledger.Note;
import ledger.account.Grant;
import ledger.account.Hold;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CloseAccount;
import ledger.event.AccountClosed;
import ledger.event.Booking;
import ledger.event.GrantRevoked;
import ledger.event.HoldVoided;
import ledger.event.LedgerEvent;
import ledger.fold.Account;

/** How an account is closed. */
record Closing(DecisionInput input) {
    DecidedEvent close(CloseAccount command) {
        Account account = input.account();
        boolean isEmpty = account.terms().holds().isEmpty()
                && account.terms().scheduled().isEmpty()
                && account.grants().isEmpty()
                && (command.forfeit() || !account.debt().isPositive());
        return isEmpty ? input.decided(new AccountClosed()) : input.refused(Refusal.notEmpty(account));
    }

    /**
     * What has to go before an account can be closed, as events: holds, credits and promises. What is owed stays owed.
     */
    static List<DecidedEvent> emptied(Account account, long nowMillis) {
        List<DecidedEvent> events = new ArrayList<>();
        Account left = account;
        for (Hold hold : account.terms().holds().values()) {
            PostingDraft draft = new PostingDraft(left, nowMillis);
            left.heldBy(hold.id()).forEach(draft::release);
            left = add(
                    events,
                    left,
                    new HoldVoided(hold.id(), draft.postings(), new Budgets(left, nowMillis).without(hold)),
                    nowMillis);
        }
        for (Grant grant : List.copyOf(left.grants().values())) {
            left = add(events, left, Settlement.expired(grant.id(), left.remaining(grant.id())), nowMillis);
        }
        for (GrantId promised : List.copyOf(left.terms().scheduled().keySet())) {
            Booking nothing = new PostingDraft(left, nowMillis)
                    .booking(TransactionType.ADJUSTMENT, Reason.MANUAL_ADJUSTMENT, 0, List.of(), Note.NONE);
            left = add(events, left, new GrantRevoked(nothing, promised), nowMillis);
        }
        return events;
    }

    private static Account add(List<DecidedEvent> events, Account account, LedgerEvent event, long nowMillis) {
        Account after = account.evolve(event, nowMillis);
        events.add(new DecidedEvent(event, null, after));
        return after;
    }
}
