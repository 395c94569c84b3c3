package ledger.command;

import ledger.account.AlertRules;

/**
 * Sets when to raise alarms.
 *
 * @param header who asks
 * @param rules all of them
 */
public record SetAlerts(CommandHeader header, AlertRules rules) implements LedgerCommand {

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
