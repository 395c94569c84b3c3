package ledger.streams.store;

import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.event.Booking;
import ledger.fold.Entry;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/**
 * The row of an entry in the history. Whose it is and its sequence stand in its key.
 *
 * @param entry the entry
 * @param snapshot the account after it, where this entry carries one; else null
 */
public record EntryRow(Entry entry, @Nullable AccountRow snapshot) {
    public byte[] write() {
        RowWriter out = new RowWriter();
        out.unsigned(entry.createdAtMillis());
        out.text(entry.key().value());
        out.text(entry.actor());
        BookingBytes.write(out, entry.booking());
        out.signed(entry.balanceAfterMicros());
        Quote cost = entry.cost();
        out.flag(cost != null);
        if (cost != null) {
            QuoteBytes.write(out, cost);
        }
        EntryId related = entry.related();
        out.unsigned(related == null ? 0 : related.sequence());
        out.unsigned(entry.refunded().micros());
        out.hex(entry.hash());
        out.flag(snapshot != null);
        if (snapshot != null) {
            snapshot.writeTo(out);
        }
        return out.toBytes();
    }

    /** Reads the row of a history key. Throws for one that this build cannot read. */
    public static EntryRow read(byte[] historyKey, byte[] row) {
        return read(StoreKeys.accountOf(historyKey), StoreKeys.sequenceOf(historyKey), row);
    }

    /** Reads the row of an account's entry. Throws for one that this build cannot read. */
    public static EntryRow read(AccountId account, long sequence, byte[] row) {
        RowReader in = new RowReader(row);
        long createdAtMillis = in.unsigned();
        IdempotencyKey key = new IdempotencyKey(in.text());
        String actor = in.text();
        Booking booking = BookingBytes.read(in);
        long balanceAfterMicros = in.signed();
        Quote cost = in.flag() ? QuoteBytes.read(in) : null;
        long related = in.unsigned();
        Entry entry = new Entry(
                new EntryId(account, sequence),
                createdAtMillis,
                key,
                actor,
                booking,
                balanceAfterMicros,
                cost,
                related == 0 ? null : new EntryId(account, related),
                new Credits(in.unsigned()),
                in.hash());
        AccountRow snapshot = in.flag() ? AccountRow.readFrom(in) : null;
        in.done();
        return new EntryRow(entry, snapshot);
    }
}
