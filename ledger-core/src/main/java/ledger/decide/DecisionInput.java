package ledger.decide;

import ledger.Credits;
import ledger.GrantId;
import ledger.account.Grant;
import ledger.account.TransactionType;
import ledger.event.CommandRejected;
import ledger.event.LedgerEvent;
import ledger.event.Rejection;
import ledger.fold.Account;

/**
 * What one command is decided on.
 *
 * @param rules in force; a rule that has changed asks them which of its forms holds
 * @param kind what the command is called where it is refused
 * @param account of whom, with everything settled that was due
 * @param sequence what the command's event will have
 * @param nowMillis the time of the command, epoch milliseconds
 * @param history the account's history
 */
record DecisionInput(Rules rules, String kind, Account account, long sequence, long nowMillis, AccountHistory history) {
    PostingDraft draft() {
        return new PostingDraft(account, nowMillis);
    }

    Budgets budgets() {
        return new Budgets(account, nowMillis);
    }

    boolean isBeyondAvailable(Credits amount) {
        return amount.isPositive() && amount.micros() > account.availableMicros();
    }

    /** A grant of this command that never ends. */
    Grant newGrant(TransactionType type, Credits amount) {
        return new Grant(new GrantId(sequence), type, amount, Grant.PRIORITY_DEFAULT, Grant.NEVER, nowMillis);
    }

    /** An event that breaks no bound of the account, whatever it books. */
    DecidedEvent decided(LedgerEvent event) {
        return new DecidedEvent(event, null, account.evolve(event, nowMillis));
    }

    /** The last word: whatever was decided, no bound of the account may break. */
    DecidedEvent decided(LedgerEvent event, PostingDraft draft) {
        if (draft.isOverGrantLimit()) {
            return refused(Refusal.tooManyGrants());
        }
        try {
            DecidedEvent decided = decided(event);
            return isWithinBounds(decided.account()) ? decided : refused(Refusal.balanceLimit());
        } catch (ArithmeticException beyondEveryBound) {
            return refused(Refusal.balanceLimit());
        }
    }

    DecidedEvent refused(Rejection rejection) {
        return new DecidedEvent(new CommandRejected(kind, rejection), null, account);
    }

    private static boolean isWithinBounds(Account next) {
        return Math.abs(next.balanceMicros()) <= Bounds.BALANCE_MICROS_MAX
                && next.books().values().stream().allMatch(micros -> Math.abs(micros) <= Bounds.BOOK_MICROS_MAX)
                // All that is there may expire, which nobody can refuse then.
                && next.expired().micros() + next.balanceMicros() <= Bounds.BOOK_MICROS_MAX;
    }
}
