package ledger.streams.recover;

import ledger.AccountId;
import ledger.Position;
import ledger.event.LedgerEvent;
import ledger.fold.RecordedEvent;

/**
 * The last chained event of a partition, as {@code ledger.events} has it: what the state of the partition must hold.
 *
 * @param position of its command
 * @param account of whom
 * @param sequence its number in the account
 * @param hash lower-case hex
 * @param isRefusal whether it says that a command was refused, of which history has no row
 */
public record LastEvent(Position position, AccountId account, long sequence, String hash, boolean isRefusal) {
    static LastEvent of(RecordedEvent event) {
        return new LastEvent(
                event.position(),
                event.command().account(),
                event.sequence(),
                event.hash(),
                event.event() instanceof LedgerEvent.CommandRejected);
    }

    /** Whether this is of a later event than another; an event that somebody published again is not. */
    boolean isAfter(LastEvent other) {
        long offset = position.offset();
        long before = other.position.offset();
        return offset == before ? sequence > other.sequence : offset > before;
    }
}
