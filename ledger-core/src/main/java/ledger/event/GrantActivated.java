package ledger.event;

import java.util.List;
import ledger.GrantId;
import ledger.account.TermsChange;

/**
 * The time of a scheduled grant came.
 *
 * @param booking what was booked
 * @param grant which grant
 */
public record GrantActivated(Booking booking, GrantId grant) implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.Unscheduled(grant));
    }
}
