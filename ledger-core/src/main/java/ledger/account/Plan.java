package ledger.account;

import ledger.GrantId;
import ledger.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a user subscribed to.
 *
 * @param name of the plan, 1 to 200 characters
 * @param refill what it pays, or null where it pays nothing
 * @param anchorMillis since when it pays: periods are counted from here, epoch milliseconds
 * @param periods how many of them were paid or passed over
 * @param grant the grant of the last refill, or null before the first
 */
public record Plan(
        String name,
        @Nullable Refill refill,
        long anchorMillis,
        long periods,
        @Nullable GrantId grant) {
    public static final int NAME_LENGTH_MAX = 200;

    public Plan {
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || !Text.isPrintable(name)) {
            throw new IllegalArgumentException(
                    "a plan has a name of 1 to " + NAME_LENGTH_MAX + " characters, none of them a control character");
        }
    }

    /** When the next refill is due, epoch milliseconds; {@link Long#MAX_VALUE} where the plan pays nothing. */
    public long nextRefillMillis() {
        return refillMillis(periods);
    }

    /** When the refill of a period is due, epoch milliseconds; periods count from 0. */
    public long refillMillis(long period) {
        return refill == null ? Long.MAX_VALUE : refill.interval().after(anchorMillis, period);
    }
}
