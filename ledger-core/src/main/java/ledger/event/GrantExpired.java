package ledger.event;

import ledger.GrantId;
import org.jspecify.annotations.Nullable;

/**
 * The time of a grant is over, and what was left of it is lost.
 *
 * @param booking what was booked
 * @param grant which grant
 */
public record GrantExpired(Booking booking, GrantId grant) implements LedgerEvent {
    @Override
    public @Nullable Aftermath aftermath() {
        return booking.amountMicros() == 0 ? null : Aftermath.forfeited(grant.sequence(), -booking.amountMicros());
    }
}
