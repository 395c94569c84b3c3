package ledger.streams.store;

import ledger.AccountId;
import ledger.event.Change;
import org.jspecify.annotations.Nullable;

/** One row of an account's history: an entry, a hold, or another change. Whose it is stands in its key. */
public sealed interface HistoryRow permits EntryRow, HoldRow, ChangeRow {
    /** The account after it, where this row carries one; else null. */
    @Nullable
    AccountRow snapshot();

    /** What it did to the account. */
    Change change();

    /** The time of its command in the log, epoch milliseconds. */
    long createdAtMillis();

    /** When the account became so, epoch milliseconds. */
    long foldedAtMillis();

    byte[] write();

    /** Reads the row of a history key. Throws for one that this build cannot read. */
    static HistoryRow read(byte[] historyKey, byte[] row) {
        return read(StoreKeys.accountOf(historyKey), StoreKeys.sequenceOf(historyKey), row);
    }

    /** Reads the row of an account's event. Throws for one that this build cannot read. */
    static HistoryRow read(AccountId account, long sequence, byte[] row) {
        RowReader in = new RowReader(row);
        int kind = in.version() == RowWriter.VERSION ? EntryRow.KIND : in.octet();
        HistoryRow history = switch (kind) {
            case EntryRow.KIND -> EntryRow.readFrom(in, account, sequence);
            case HoldRow.KIND -> HoldRow.readFrom(in, account);
            case ChangeRow.KIND -> ChangeRow.readFrom(in);
            default -> throw new IllegalStateException("a stored row is of unknown kind " + kind);
        };
        in.done();
        return history;
    }
}
