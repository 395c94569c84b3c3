package ledger.account;

import ledger.Credits;
import ledger.GrantId;

/**
 * The terms of credits given at one time. What is left of them is in the book {@link Book.Available}.
 *
 * @param id names it; the sequence of the entry that opened it
 * @param type how the credits came
 * @param granted how many there were at first
 * @param priority 0 to 255, lower burns first
 * @param expiresAtMillis when the rest is lost, epoch milliseconds, or {@link #NEVER}
 * @param createdAtMillis when they came, epoch milliseconds
 */
public record Grant(
        GrantId id, TransactionType type, Credits granted, int priority, long expiresAtMillis, long createdAtMillis) {
    /** The expiry of a grant that has none. */
    public static final long NEVER = Long.MAX_VALUE;

    public static final int PRIORITY_DEFAULT = 100;
    /** A byte in the rows. */
    public static final int PRIORITY_MAX = 255;

    public Grant {
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException("priority must be 0 to 255");
        }
    }

    /** The same grant, larger. */
    public Grant withGranted(Credits larger) {
        return new Grant(id, type, larger, priority, expiresAtMillis, createdAtMillis);
    }

    /** Whether credits of the two can share one book: nothing that orders or ends them differs. */
    public boolean hasTermsOf(Grant other) {
        return type == other.type && priority == other.priority && expiresAtMillis == other.expiresAtMillis;
    }

    /** The same grant, over at a time. */
    public Grant endedAt(long millis) {
        return new Grant(id, type, granted, priority, millis, createdAtMillis);
    }

    /** Whether its time is over. */
    public boolean isOverAt(long timeMillis) {
        return expiresAtMillis <= timeMillis;
    }
}
