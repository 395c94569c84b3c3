package ledger.query;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import ledger.Credits;
import ledger.account.Reason;
import ledger.account.TransactionType;

/**
 * What one user did on one UTC day.
 *
 * @param epochDay the day, days since 1970-01-01
 * @param entries how many entries
 * @param used what was spent
 * @param added what was given or bought; neither refunds nor adjustments
 * @param byType absolute amounts by type
 * @param byReason absolute amounts by reason
 * @param byModel absolute amounts by {@code provider/modelName}
 */
public record DayTotals(
        long epochDay,
        long entries,
        Credits used,
        Credits added,
        Map<TransactionType, Credits> byType,
        Map<Reason, Credits> byReason,
        Map<String, Credits> byModel) {
    public DayTotals {
        byType = Collections.unmodifiableMap(new TreeMap<>(byType));
        byReason = Collections.unmodifiableMap(new TreeMap<>(byReason));
        byModel = Collections.unmodifiableMap(new TreeMap<>(byModel));
    }

    /** A day on which nothing happened yet. */
    public static DayTotals empty(long epochDay) {
        return new DayTotals(epochDay, 0, Credits.ZERO, Credits.ZERO, Map.of(), Map.of(), Map.of());
    }
}
