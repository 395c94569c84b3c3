package ledger.command;

import ledger.GrantId;
import ledger.Note;

/**
 * Takes back what is left of a grant, or cancels one that is not effective yet.
 *
 * @param header who asks
 * @param grant which grant
 * @param note what to remember
 */
public record RevokeGrant(CommandHeader header, GrantId grant, Note note) implements LedgerCommand {

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
