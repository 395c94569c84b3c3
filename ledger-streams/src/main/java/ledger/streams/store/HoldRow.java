package ledger.streams.store;

import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.event.Hold;
import ledger.fold.ChangeRecord;
import ledger.fold.HoldRecord;
import ledger.fold.HoldStatus;
import org.jspecify.annotations.Nullable;

/**
 * The row of a hold in the history, rewritten once: when it is closed.
 *
 * @param hold the hold
 * @param snapshot the account after it was placed, where this row carries one; else null
 */
public record HoldRow(HoldRecord hold, @Nullable AccountRow snapshot) implements HistoryRow {
    static final int KIND = 2;

    @Override
    public ChangeRecord change() {
        return hold.change();
    }

    @Override
    public long createdAtMillis() {
        return hold.change().createdAtMillis();
    }

    @Override
    public long foldedAtMillis() {
        return createdAtMillis();
    }

    @Override
    public byte[] write() {
        RowWriter out = new RowWriter(RowWriter.VERSION_WITH_TERMS);
        out.octet(KIND);
        TermsChangeBytes.writeHold(out, hold.terms());
        out.text(hold.key().value());
        out.text(hold.actor());
        out.optionalText(hold.note().description());
        out.optionalText(hold.note().metadata());
        out.octet(hold.status().code());
        out.unsigned(hold.closedBySequence());
        ChangeBytes.write(out, hold.change());
        ChangeBytes.writeSnapshot(out, snapshot, RowWriter.VERSION_WITH_TERMS);
        return out.toBytes();
    }

    static HoldRow readFrom(RowReader in, AccountId account) {
        Hold terms = TermsChangeBytes.readHold(in);
        HoldRecord hold = new HoldRecord(
                account,
                terms,
                new IdempotencyKey(in.text()),
                in.text(),
                new Note(in.optionalText(), in.optionalText()),
                HoldStatus.ofCode(in.octet()),
                in.unsigned(),
                ChangeBytes.read(in));
        return new HoldRow(hold, ChangeBytes.readSnapshot(in));
    }
}
