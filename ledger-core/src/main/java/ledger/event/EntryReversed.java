package ledger.event;

import ledger.Credits;
import ledger.EntryId;

/**
 * A purchase was taken back, because the payment was.
 *
 * @param booking what was booked
 * @param entry the purchase
 * @param debt how much of it was gone and could not be taken from elsewhere
 */
public record EntryReversed(Booking booking, EntryId entry, Credits debt) implements LedgerEvent {
    @Override
    public Aftermath aftermath() {
        return Aftermath.refunded(entry.sequence(), -booking.amountMicros());
    }

    @Override
    public EntryId related() {
        return entry;
    }
}
