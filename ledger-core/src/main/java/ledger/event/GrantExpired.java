package ledger.event;

import ledger.GrantId;

/**
 * The time of a grant is over, and what was left of it is lost.
 *
 * @param booking what was booked
 * @param grant which grant
 */
public record GrantExpired(Booking booking, GrantId grant) implements LedgerEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
