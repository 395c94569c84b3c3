package ledger.command;

import ledger.account.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may choose of a grant.
 *
 * @param priority 0 to 255, lower burns first
 * @param effectiveAtMillis from when on it can be spent, epoch milliseconds, or null for at once
 * @param expiresAtMillis when the rest is lost, epoch milliseconds, or null for never
 */
public record GrantTerms(
        int priority,
        @Nullable Long effectiveAtMillis,
        @Nullable Long expiresAtMillis) {
    public static final GrantTerms DEFAULT = new GrantTerms(Grant.PRIORITY_DEFAULT, null, null);

    /** The first moment of the year 10000: times beyond it have no four digits, and the rows no room for more. */
    public static final long TIME_MILLIS_MAX = 253_402_300_800_000L;

    public GrantTerms {
        if (priority < 0 || priority > Grant.PRIORITY_MAX) {
            throw new IllegalArgumentException("priority must be 0 to 255");
        }
        requireTime(effectiveAtMillis, "effectiveAt");
        requireTime(expiresAtMillis, "expiresAt");
        if (effectiveAtMillis != null && expiresAtMillis != null && expiresAtMillis <= effectiveAtMillis) {
            throw new IllegalArgumentException("expiresAt must be after effectiveAt");
        }
    }

    /** Whether the rest would be lost already at that time. */
    boolean areExpiredAt(long millis) {
        return expiresAtMillis != null && expiresAtMillis <= millis;
    }

    private static void requireTime(@Nullable Long millis, String name) {
        if (millis != null && (millis < 0 || millis >= TIME_MILLIS_MAX)) {
            throw new IllegalArgumentException(name + " must be between 1970 and 9999");
        }
    }
}
