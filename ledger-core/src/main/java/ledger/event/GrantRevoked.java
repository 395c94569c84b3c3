package ledger.event;

import java.util.List;
import ledger.GrantId;

/**
 * What was left of a grant was taken back; what was spent of it stays spent.
 *
 * @param booking what was booked
 * @param grant which grant
 */
public record GrantRevoked(Booking booking, GrantId grant) implements LedgerEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }

    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.Unscheduled(grant));
    }
}
