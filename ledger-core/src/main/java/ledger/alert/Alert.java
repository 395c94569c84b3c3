package ledger.alert;

import ledger.Credits;
import ledger.account.AlertRule;
import ledger.account.AlertType;
import ledger.account.Budget;
import ledger.query.Balance;
import org.jspecify.annotations.Nullable;

/**
 * An alarm: a rule has become true.
 *
 * @param id names it, the same however often it is written: the event it came with and its place among the rules
 * @param rule the rule that became true
 * @param balance what the user has now
 * @param debt what the user owes now
 * @param budget the budget it is about, or null where it is about none
 */
public record Alert(
        String id,
        AlertRule rule,
        Balance balance,
        Credits debt,
        @Nullable Budget budget) {
    /** What it is about. */
    public AlertType type() {
        return rule.type();
    }
}
