package ledger.query;

import ledger.AccountId;
import ledger.account.Reason;
import ledger.account.TransactionType;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of one account are asked for.
 *
 * @param account whose
 * @param type only of this type, or null for all
 * @param reason only for this reason, or null for all
 * @param fromMillis created at or after this time, epoch milliseconds, {@link Long#MIN_VALUE} for no bound
 * @param untilMillis created at or before this time, epoch milliseconds, {@link Long#MAX_VALUE} for no bound
 * @param order by time or by signed amount; ties go by sequence
 * @param descending largest first
 * @param limit how many, 1 to {@value #LIMIT_MAX}
 * @param offset how many to leave out first, at least 0; 0 with a cursor
 * @param afterSequence only what comes after this sequence in the direction of reading, or null; only by time
 */
public record EntryQuery(
        AccountId account,
        @Nullable TransactionType type,
        @Nullable Reason reason,
        long fromMillis,
        long untilMillis,
        Order order,
        boolean descending,
        int limit,
        int offset,
        @Nullable Long afterSequence) {
    public static final int LIMIT_MAX = 200;
    /** How many rows one page may look at where it cannot seek; a longer history needs a narrower period. */
    public static final int ROWS_MAX = 10_000;

    /** What entries are ordered by. */
    public enum Order {
        CREATED_AT,
        AMOUNT
    }

    /** Whether anything but the account narrows the answer. */
    public boolean isFiltered() {
        return type != null || reason != null || fromMillis != Long.MIN_VALUE || untilMillis != Long.MAX_VALUE;
    }
}
