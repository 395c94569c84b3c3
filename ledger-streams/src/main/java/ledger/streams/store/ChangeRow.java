package ledger.streams.store;

import ledger.HoldId;
import ledger.fold.ChangeRecord;
import org.jspecify.annotations.Nullable;

/**
 * The row of a change that is neither an entry nor a new hold: a hold let go, a plan, limits, alerts.
 *
 * @param change what it did
 * @param hold the hold it let go, or null
 * @param snapshot the account after it, where this row carries one; else null
 */
public record ChangeRow(
        ChangeRecord change,
        @Nullable HoldId hold,
        @Nullable AccountRow snapshot) implements HistoryRow {
    static final int KIND = 3;

    @Override
    public long createdAtMillis() {
        return change.createdAtMillis();
    }

    @Override
    public long foldedAtMillis() {
        Long dueMillis = change.effectiveAtMillis();
        return dueMillis == null ? createdAtMillis() : dueMillis;
    }

    @Override
    public byte[] write() {
        RowWriter out = new RowWriter(RowWriter.VERSION_WITH_TERMS);
        out.octet(KIND);
        ChangeBytes.write(out, change);
        out.unsigned(hold == null ? 0 : hold.sequence());
        ChangeBytes.writeSnapshot(out, snapshot, RowWriter.VERSION_WITH_TERMS);
        return out.toBytes();
    }

    static ChangeRow readFrom(RowReader in) {
        ChangeRecord change = ChangeBytes.read(in);
        long hold = in.unsigned();
        return new ChangeRow(change, hold == 0 ? null : new HoldId(hold), ChangeBytes.readSnapshot(in));
    }
}
