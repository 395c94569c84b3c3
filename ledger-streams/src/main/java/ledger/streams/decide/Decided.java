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
    /** How many bytes it keeps in memory, about. */
    long bytes() {
        long bytes = record.bytes();
        for (AheadRows.Write write : ledger) {
            bytes += write.bytes();
        }
        for (AheadRows.Write write : history) {
            bytes += write.bytes();
        }
        if (folded != null) {
            for (Recording.Published event : folded.events()) {
                bytes += event.json().length;
            }
        }
        return bytes;
    }
}
