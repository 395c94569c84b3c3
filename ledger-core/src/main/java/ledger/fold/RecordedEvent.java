package ledger.fold;

import ledger.EntryId;
import ledger.Position;
import ledger.command.CommandHeader;
import ledger.event.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event with all that the log says of it: what is published on {@code ledger.events}.
 *
 * @param id names it: the position of its command and its number among that command's events
 * @param sequence its number in the account, or 0 for one that is not chained
 * @param timeMillis the time of its command in the log, never before the account's last, epoch milliseconds
 * @param effectiveAtMillis when it fell due, where that is not {@code timeMillis}; else null
 * @param command the command that caused it
 * @param position where that command stands
 * @param event what happened
 * @param balanceAfterMicros the balance after it, held credits included, micro-credits
 * @param previousHash of the account's event before it, lower-case hex, 64 zeros for the first; empty when not chained
 * @param hash SHA-256 over the previous hash and the published bytes without their last member, lower-case hex; empty
 *     when not chained
 */
public record RecordedEvent(
        String id,
        long sequence,
        long timeMillis,
        @Nullable Long effectiveAtMillis,
        CommandHeader command,
        Position position,
        LedgerEvent event,
        long balanceAfterMicros,
        String previousHash,
        String hash) {
    /** What the first event of an account is chained to. */
    public static final String GENESIS_HASH = "0".repeat(64);

    /** Whether it has a sequence and a hash. */
    public boolean isChained() {
        return sequence > 0;
    }

    /** The entry that it is, or null where it is none. */
    public @Nullable EntryId entryId() {
        return event.booking() == null ? null : new EntryId(command.account(), sequence);
    }

    /** When the account became so: a refill counts from when it was due. */
    public long foldedAtMillis() {
        return effectiveAtMillis == null ? timeMillis : effectiveAtMillis;
    }
}
