package ledger.account;

import ledger.Credits;
import ledger.Period;

/**
 * What was used or is held in one window of a budget.
 *
 * @param window which budget of the account
 * @param fromMillis when the window began, epoch milliseconds
 * @param untilMillis when it ends, epoch milliseconds
 * @param used how much
 */
public record BudgetCount(Period window, long fromMillis, long untilMillis, Credits used) {
    /** A window in which nothing was used yet: the one that a time is in. */
    public static BudgetCount none(BudgetTerms terms, long timeMillis) {
        return new BudgetCount(
                terms.window(), terms.fromMillis(timeMillis), terms.untilMillis(timeMillis), Credits.ZERO);
    }

    /** The window with so much more used in it, or less; never below nothing. */
    public BudgetCount plus(long micros) {
        return new BudgetCount(
                window, fromMillis, untilMillis, new Credits(Math.max(0, Math.addExact(used.micros(), micros))));
    }
}
