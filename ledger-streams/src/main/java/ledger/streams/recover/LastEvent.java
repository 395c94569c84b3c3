package ledger.streams.recover;

import ledger.AccountId;
import ledger.Position;
import ledger.event.CommandRejected;
import ledger.fold.RecordedEvent;

/**
 * The last chained event of a partition in {@code ledger.events}. The state of the partition must contain it.
 *
 * @param position of its command
 * @param account whose event it is
 * @param sequence its number in the account
 * @param hash lower-case hex
 * @param isRefusal whether a command was refused; history has no row of that
 */
public record LastEvent(Position position, AccountId account, long sequence, String hash, boolean isRefusal) {
    static LastEvent of(RecordedEvent event) {
        return new LastEvent(
                event.position(),
                event.command().account(),
                event.sequence(),
                event.hash(),
                event.event() instanceof CommandRejected);
    }

    /** Whether this event is later than another. An event that somebody published again is not. */
    boolean isAfter(LastEvent other) {
        long offset = position.offset();
        long before = other.position.offset();
        return offset == before ? sequence > other.sequence : offset > before;
    }
}
