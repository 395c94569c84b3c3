package ledger.command;

import ledger.HoldId;

/**
 * Lets a hold go.
 *
 * @param header who asks
 * @param hold which hold
 */
public record VoidHold(CommandHeader header, HoldId hold) implements LedgerCommand {

    @Override
    public boolean passesClosed() {
        return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
