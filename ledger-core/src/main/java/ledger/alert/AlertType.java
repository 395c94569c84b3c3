package ledger.alert;

import ledger.event.AlertRule;

/** What an alarm is about. */
public enum AlertType {
    /** Little is left. */
    REMAINING,
    /** Much is gone. */
    USED,
    /** Something is owed. */
    DEBT,
    /** Much of a budget is used. */
    BUDGET;

    /** The type of what a rule raises. */
    // The instanceof chain is safe: what it does not know, it refuses.
    public static AlertType of(AlertRule rule) {
        if (rule instanceof AlertRule.Remaining) {
            return REMAINING;
        }
        if (rule instanceof AlertRule.Used) {
            return USED;
        }
        if (rule instanceof AlertRule.InDebt) {
            return DEBT;
        }
        if (rule instanceof AlertRule.BudgetUsed) {
            return BUDGET;
        }
        throw new IllegalStateException("an alert rule without a type: " + rule);
    }
}
