package ledger.command;

/**
 * Settles what is due in an account that nobody asks anything of. It has no key, as it has no outcome to remember.
 *
 * @param header who asks, without a key
 */
public record ExpireDue(CommandHeader header) implements LedgerCommand {
    public ExpireDue {
        if (header.key() != null) {
            throw new IllegalArgumentException("a command of the sweeper has no idempotency key");
        }
    }

    @Override
    public boolean passesClosed() {
        return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
