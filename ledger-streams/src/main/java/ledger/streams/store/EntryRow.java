package ledger.streams.store;

import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.HoldId;
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
public record EntryRow(Entry entry, @Nullable AccountRow snapshot) implements HistoryRow {
    static final int KIND = 1;

    @Override
    public Entry change() {
        return entry;
    }

    @Override
    public long createdAtMillis() {
        return entry.createdAtMillis();
    }

    @Override
    public long foldedAtMillis() {
        return entry.foldedAtMillis();
    }

    @Override
    public byte[] write() {
        int version = version();
        RowWriter out = new RowWriter(version);
        if (version == RowWriter.VERSION_WITH_TERMS) {
            out.octet(KIND);
        }
        out.unsigned(entry.createdAtMillis());
        // A key is never empty.
        out.text(entry.key() == null ? "" : entry.key().value());
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
        if (version == RowWriter.VERSION_WITH_TERMS) {
            out.unsigned(entry.forfeited().micros());
            writeAside(out, entry.aside());
        }
        ChangeBytes.writeSnapshot(out, snapshot, version);
        return out.toBytes();
    }

    /** Reads the row of a history key. Throws for one that this build cannot read, and for one of no entry. */
    public static EntryRow read(byte[] historyKey, byte[] row) {
        return (EntryRow) HistoryRow.read(historyKey, row);
    }

    /** Reads the row of an account's entry. Throws for one that this build cannot read, and for one of no entry. */
    public static EntryRow read(AccountId account, long sequence, byte[] row) {
        return (EntryRow) HistoryRow.read(account, sequence, row);
    }

    static EntryRow readFrom(RowReader in, AccountId account, long sequence) {
        long createdAtMillis = in.unsigned();
        String key = in.text();
        String actor = in.text();
        Booking booking = BookingBytes.read(in);
        long balanceAfterMicros = in.signed();
        Quote cost = in.flag() ? QuoteBytes.read(in) : null;
        long related = in.unsigned();
        Credits refunded = new Credits(in.unsigned());
        String hash = in.hash();
        boolean isPlain = in.version() == RowWriter.VERSION;
        Entry entry = new Entry(
                new EntryId(account, sequence),
                createdAtMillis,
                key.isEmpty() ? null : new IdempotencyKey(key),
                actor,
                booking,
                balanceAfterMicros,
                cost,
                related == 0 ? null : new EntryId(account, related),
                refunded,
                hash,
                isPlain ? Credits.ZERO : new Credits(in.unsigned()),
                isPlain ? Entry.Aside.NONE : readAside(in));
        return new EntryRow(entry, ChangeBytes.readSnapshot(in));
    }

    /** The oldest format that holds it: most entries need nothing of a later one. */
    private int version() {
        boolean isPlain = entry.key() != null
                && !entry.forfeited().isPositive()
                && entry.aside().equals(Entry.Aside.NONE)
                && (snapshot == null || snapshot.version() == RowWriter.VERSION);
        return isPlain ? RowWriter.VERSION : RowWriter.VERSION_WITH_TERMS;
    }

    private static void writeAside(RowWriter out, Entry.Aside aside) {
        ChangeBytes.writeTime(out, aside.effectiveAtMillis());
        Entry.Capture capture = aside.capture();
        out.flag(capture != null);
        if (capture != null) {
            out.unsigned(capture.hold().sequence());
            out.unsigned(capture.released().micros());
            out.unsigned(capture.debt().micros());
        }
        TermsChangeBytes.write(out, aside.terms());
    }

    private static Entry.Aside readAside(RowReader in) {
        Long effectiveAtMillis = ChangeBytes.readTime(in);
        Entry.Capture capture = in.flag()
                ? new Entry.Capture(new HoldId(in.unsigned()), new Credits(in.unsigned()), new Credits(in.unsigned()))
                : null;
        return new Entry.Aside(effectiveAtMillis, capture, TermsChangeBytes.read(in));
    }
}
