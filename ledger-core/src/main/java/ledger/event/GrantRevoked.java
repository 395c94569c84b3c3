package ledger.event;

import java.util.List;
import ledger.GrantId;
import ledger.account.TermsChange;
import org.jspecify.annotations.Nullable;

/**
 * What was left of a grant was taken back; what was spent of it stays spent.
 *
 * @param booking what was booked
 * @param grant which grant
 */
public record GrantRevoked(Booking booking, GrantId grant) implements LedgerEvent {
    @Override
    public @Nullable Aftermath aftermath() {
        return booking.amountMicros() == 0 ? null : Aftermath.forfeited(grant.sequence(), -booking.amountMicros());
    }

    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.Unscheduled(grant));
    }
}
