package ledger.command;

import java.util.List;
import ledger.Credits;
import ledger.account.BudgetTerms;
import org.jspecify.annotations.Nullable;

/**
 * Sets how far an account may go. What is null stays as it is.
 *
 * @param header who asks
 * @param overdraft how far below zero, or null
 * @param budgets all of them, or null
 */
public record SetLimits(
        CommandHeader header,
        @Nullable Credits overdraft,
        @Nullable List<BudgetTerms> budgets) implements LedgerCommand {
    public SetLimits {
        if (overdraft != null && overdraft.compareTo(Credits.AMOUNT_MAX) > 0) {
            throw new IllegalArgumentException("overdraftLimit must be 0 to 10^9");
        }
        if (budgets != null) {
            budgets = List.copyOf(budgets);
            budgets.forEach(budget -> LedgerCommand.requireAmount(budget.amount()));
            if (budgets.stream().map(BudgetTerms::window).distinct().count() < budgets.size()) {
                throw new IllegalArgumentException("two budgets have one window");
            }
        }
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
