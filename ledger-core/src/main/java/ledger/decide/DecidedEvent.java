package ledger.decide;

import ledger.event.LedgerEvent;
import ledger.fold.Account;
import org.jspecify.annotations.Nullable;

/**
 * One event of a decision.
 *
 * @param event what happened
 * @param effectiveAtMillis when it fell due, epoch milliseconds, or null for what the command itself came to
 * @param account the account after it
 */
public record DecidedEvent(LedgerEvent event, @Nullable Long effectiveAtMillis, Account account) {
    /** Whether it fell due, and nobody asked for it. */
    public boolean isSettling() {
        return effectiveAtMillis != null;
    }
}
