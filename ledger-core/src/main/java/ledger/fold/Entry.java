package ledger.fold;

import java.util.Objects;
import ledger.EntryId;
import ledger.event.Booking;

/**
 * One accepted command as history shows it; HTTP calls it a transaction. A view of its event.
 *
 * @param past an event with a booking
 */
public record Entry(PastEvent past) {
    public Entry {
        Objects.requireNonNull(past.event().booking(), "an event without a booking is no entry");
    }

    /** Names it. */
    public EntryId id() {
        return new EntryId(past.account(), past.sequence());
    }

    public Booking booking() {
        return Objects.requireNonNull(past.event().booking());
    }
}
