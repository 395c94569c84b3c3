package ledger.command;

/**
 * Opens a closed account again. One that is open stays as it is.
 *
 * @param header who asks
 */
public record ReopenAccount(CommandHeader header) implements LedgerCommand {
    @Override
    public boolean passesClosed() {
        return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
