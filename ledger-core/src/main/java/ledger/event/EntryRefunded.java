package ledger.event;

import ledger.EntryId;

/**
 * What an entry spent was given back, all or a part.
 *
 * @param booking what was booked
 * @param entry the entry that is refunded
 */
public record EntryRefunded(Booking booking, EntryId entry) implements LedgerEvent {
    @Override
    public Aftermath aftermath() {
        return Aftermath.refunded(entry.sequence(), booking.amountMicros());
    }

    @Override
    public EntryId related() {
        return entry;
    }
}
