package ledger.command;

import ledger.Credits;
import ledger.Note;
import ledger.account.Reason;

/** Spends an amount the caller names. */
public record SpendCredits(CommandHeader header, Reason reason, Credits amount, Note note) implements LedgerCommand {
    public SpendCredits {
        LedgerCommand.requireAmount(amount);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
