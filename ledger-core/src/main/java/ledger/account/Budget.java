package ledger.account;

import ledger.Credits;

/**
 * A budget and what was used of it.
 *
 * @param terms how much may be used
 * @param count how much was, in the window that was counted last
 */
public record Budget(BudgetTerms terms, BudgetCount count) {
    /** What counts at a time: nothing yet, where the window that was counted last is over. */
    public BudgetCount at(long timeMillis) {
        return timeMillis < count.untilMillis() ? count : BudgetCount.none(terms, timeMillis);
    }

    /** How much more may be used at a time. */
    public Credits leftAt(long timeMillis) {
        Credits used = at(timeMillis).used();
        return terms.amount().minus(used.min(terms.amount()));
    }
}
