package ledger.command;

import ledger.Credits;
import ledger.EntryId;
import ledger.Note;
import ledger.account.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Gives back what an entry spent.
 *
 * @param header who asks
 * @param entry the spending entry
 * @param amount how much, or null for all that was not refunded yet
 * @param reason why, or null for the entry's own
 * @param note what to remember
 * @param regrantDays for how many days credits whose grant has expired since are granted anew, 1 to 3650; null where
 *     they are lost
 */
public record RefundEntry(
        CommandHeader header,
        EntryId entry,
        @Nullable Credits amount,
        @Nullable Reason reason,
        Note note,
        @Nullable Integer regrantDays)
        implements LedgerCommand {
    /** Ten years. */
    public static final int REGRANT_DAYS_MAX = 3_650;

    public RefundEntry {
        if (regrantDays != null && (regrantDays < 1 || regrantDays > REGRANT_DAYS_MAX)) {
            throw new IllegalArgumentException("days must be 1 to " + REGRANT_DAYS_MAX);
        }
        if (!entry.account().equals(header.account())) {
            throw new IllegalArgumentException("the entry is of another account");
        }
        if (amount != null) {
            LedgerCommand.requireAmount(amount);
        }
    }

    @Override
    public boolean passesClosed() {
        return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
