package ledger.decide;

import ledger.event.LedgerEvent;
import ledger.fold.Account;

/**
 * What a command comes to.
 *
 * @param event what happened; {@link LedgerEvent.CommandRejected} for a refusal
 * @param account the account after it
 */
public record Decision(LedgerEvent event, Account account) {}
