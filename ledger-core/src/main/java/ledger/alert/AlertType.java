package ledger.alert;

import java.util.Arrays;
import ledger.event.AlertRule;

/** What an alarm is about. */
public enum AlertType {
    /** Little is left. */
    REMAINING(AlertRule.Remaining.class),
    /** Much is gone. */
    USED(AlertRule.Used.class),
    /** Something is owed. */
    DEBT(AlertRule.InDebt.class),
    /** Much of a budget is used. */
    BUDGET(AlertRule.BudgetUsed.class);

    private final Class<? extends AlertRule> raisedBy;

    AlertType(Class<? extends AlertRule> raisedBy) {
        this.raisedBy = raisedBy;
    }

    /** The type of what a rule raises. */
    public static AlertType of(AlertRule rule) {
        return Arrays.stream(values())
                .filter(type -> type.raisedBy.isInstance(rule))
                .findFirst()
                .orElseThrow();
    }
}
