package ledger.streams.decide;

import java.util.List;
import ledger.streams.store.AheadRows;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the command log came to, and the rows that were written for it ahead of the stores.
 *
 * @param checked what it is
 * @param folded what its command came to, null where it is none
 * @param atNanos when it was decided, of the process's monotonic clock
 * @param isAhead whether it was decided before it was read
 */
record Decided(
        LogRecord record,
        CommandCheck.Checked checked,
        CommandFold.@Nullable Folded folded,
        List<AheadRows.Write> ledger,
        List<AheadRows.Write> history,
        long atNanos,
        boolean isAhead) {
    /** The command, the accounts and the events are in memory as objects too. */
    private static final int OBJECTS_PER_BYTE = 4;

    /** How many bytes it keeps in memory, about. */
    long bytes() {
        long bytes = record.bytes();
        for (AheadRows.Write write : history) {
            bytes += write.bytes();
        }
        long ofLedger = 0;
        for (AheadRows.Write write : ledger) {
            ofLedger += write.bytes();
        }
        int accounts = 1;
        if (folded != null) {
            // Each event has the account after it.
            accounts = Math.max(1, folded.events().size());
            for (Recording.Published event : folded.events()) {
                bytes += event.json().length;
            }
        }
        return OBJECTS_PER_BYTE * (bytes + accounts * ofLedger);
    }
}
