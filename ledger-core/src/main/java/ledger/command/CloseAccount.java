package ledger.command;

/**
 * Closes an account: from then on little more than what was begun passes.
 *
 * @param header who asks
 * @param forfeit whether credits, debt and open holds go with it; otherwise an account that has any is not closed
 */
public record CloseAccount(CommandHeader header, boolean forfeit) implements LedgerCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
