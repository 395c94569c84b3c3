package ledger.streams.store;

import ledger.fold.ChangeRecord;
import org.jspecify.annotations.Nullable;

/** What an event that is no entry did, and the account after it where a row carries one. */
final class ChangeBytes {
    private ChangeBytes() {}

    static void write(RowWriter out, ChangeRecord change) {
        out.unsigned(change.createdAtMillis());
        writeTime(out, change.effectiveAtMillis());
        PostingBytes.write(out, change.postings());
        TermsChangeBytes.write(out, change.terms());
    }

    static ChangeRecord read(RowReader in) {
        return new ChangeRecord(in.unsigned(), readTime(in), PostingBytes.read(in), TermsChangeBytes.read(in));
    }

    /** A time is written one higher, 0 says that there is none. */
    static void writeTime(RowWriter out, @Nullable Long millis) {
        out.unsigned(millis == null ? 0 : millis + 1);
    }

    static @Nullable Long readTime(RowReader in) {
        long millis = in.unsigned();
        return millis == 0 ? null : millis - 1;
    }

    static void writeSnapshot(RowWriter out, @Nullable AccountRow snapshot, int version) {
        out.flag(snapshot != null);
        if (snapshot != null) {
            snapshot.writeTo(out, version);
        }
    }

    static @Nullable AccountRow readSnapshot(RowReader in) {
        return in.flag() ? AccountRow.readFrom(in) : null;
    }
}
