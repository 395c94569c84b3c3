package ledger.account;

import java.util.Map;
import ledger.GrantId;
import ledger.HoldId;
import org.jspecify.annotations.Nullable;

/**
 * What an account has agreed to beside its books and grants. Most accounts have nothing of it.
 *
 * @param holds the open ones, oldest first
 * @param scheduled grants that are not effective yet, oldest first
 * @param limits overdraft and budgets
 * @param plan what the user subscribed to, or null
 * @param alerts when to raise an alarm
 * @param isClosed whether the account is closed
 */
public record Terms(
        Map<HoldId, Hold> holds,
        Map<GrantId, ScheduledGrant> scheduled,
        Limits limits,
        @Nullable Plan plan,
        AlertRules alerts,
        boolean isClosed) {
    public static final Terms NONE = new Terms(Map.of(), Map.of(), Limits.NONE, null, AlertRules.NONE, false);

    public Terms {
        holds = OrderedMap.copyOf(holds);
        scheduled = OrderedMap.copyOf(scheduled);
    }

    Terms withHolds(Map<HoldId, Hold> next) {
        return new Terms(next, scheduled, limits, plan, alerts, isClosed);
    }

    Terms withScheduled(Map<GrantId, ScheduledGrant> next) {
        return new Terms(holds, next, limits, plan, alerts, isClosed);
    }

    Terms withLimits(Limits next) {
        return new Terms(holds, scheduled, next, plan, alerts, isClosed);
    }

    Terms withPlan(Plan next) {
        return new Terms(holds, scheduled, limits, next, alerts, isClosed);
    }

    Terms withAlerts(AlertRules next) {
        return new Terms(holds, scheduled, limits, plan, next, isClosed);
    }

    /** A closed account has no plan, and may not go below zero by itself. */
    Terms withClosed(boolean next) {
        return next
                ? new Terms(holds, Map.of(), Limits.NONE, null, alerts, true)
                : new Terms(holds, scheduled, limits, plan, alerts, false);
    }
}
