package ledger.command;

import ledger.Credits;
import ledger.Note;
import ledger.account.Reason;

/** Takes credits away as a correction: a negative adjustment. */
public record DeductCredits(CommandHeader header, Reason reason, Credits amount, Note note) implements LedgerCommand {
    public DeductCredits {
        LedgerCommand.requireAmount(amount);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
