package ledger.command;

import ledger.HoldId;
import ledger.Note;

/**
 * Spends what a hold reserved: less, all of it, or more.
 *
 * @param header who asks
 * @param hold which hold
 * @param cost how much
 * @param note what to remember
 */
public record CaptureHold(CommandHeader header, HoldId hold, Cost cost, Note note) implements LedgerCommand {

    @Override
    public boolean passesClosed() {
        return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
