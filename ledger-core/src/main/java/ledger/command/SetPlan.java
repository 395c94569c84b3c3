package ledger.command;

import ledger.Credits;
import ledger.Text;
import ledger.account.Plan;
import ledger.account.Refill;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes a user to a plan.
 *
 * @param header who asks
 * @param creditPlan its name, 1 to 200 characters
 * @param refill what it pays, or null where it pays nothing
 */
public record SetPlan(
        CommandHeader header, String creditPlan, @Nullable Refill refill) implements LedgerCommand {
    public SetPlan {
        if (creditPlan.isEmpty() || creditPlan.length() > Plan.NAME_LENGTH_MAX || !Text.isPrintable(creditPlan)) {
            throw new IllegalArgumentException("creditPlan must have 1 to 200 characters");
        }
        if (refill != null) {
            LedgerCommand.requireAmount(refill.amount());
            Credits limit = refill.rolloverLimit();
            if (limit != null && limit.compareTo(Credits.AMOUNT_MAX) > 0) {
                throw new IllegalArgumentException("rolloverLimit must be 0 to 10^9");
            }
        }
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
