package ledger.event;

import ledger.Credits;
import ledger.account.HoldStatus;
import org.jspecify.annotations.Nullable;

/**
 * What an event changes of an earlier one of its account.
 *
 * @param sequence of the earlier one
 * @param refunded how much more of it is given back
 * @param forfeited how much more of what it granted is lost
 * @param end what became of the hold that it placed, or null where it is about none
 */
public record Aftermath(
        long sequence,
        Credits refunded,
        Credits forfeited,
        @Nullable HoldStatus end) {
    static Aftermath refunded(long sequence, long micros) {
        return new Aftermath(sequence, new Credits(micros), Credits.ZERO, null);
    }

    static Aftermath forfeited(long sequence, long micros) {
        return new Aftermath(sequence, Credits.ZERO, new Credits(micros), null);
    }

    static Aftermath closed(long sequence, HoldStatus end) {
        return new Aftermath(sequence, Credits.ZERO, Credits.ZERO, end);
    }
}
