package ledger.account;

import java.util.List;
import ledger.Credits;

/**
 * How far an account may go.
 *
 * @param overdraft how far below zero it may be spent
 * @param budgets how much may be used in a time, at most one for each length of time
 */
public record Limits(Credits overdraft, List<Budget> budgets) {
    public static final Limits NONE = new Limits(Credits.ZERO, List.of());

    public Limits {
        budgets = List.copyOf(budgets);
    }
}
