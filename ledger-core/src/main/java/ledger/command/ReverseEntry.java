package ledger.command;

import ledger.EntryId;
import ledger.Note;

/**
 * Takes back a purchase whose payment was taken back.
 *
 * @param header who asks
 * @param entry the purchase
 * @param note what to remember
 */
public record ReverseEntry(CommandHeader header, EntryId entry, Note note) implements LedgerCommand {
    public ReverseEntry {
        if (!entry.account().equals(header.account())) {
            throw new IllegalArgumentException("the entry is of another account");
        }
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
