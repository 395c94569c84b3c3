package ledger.streams.store;

import java.util.ArrayList;
import java.util.List;
import ledger.Note;
import ledger.event.Booking;
import ledger.event.Grant;
import ledger.event.Milestone;
import ledger.event.Posting;
import ledger.event.Reason;
import ledger.event.TransactionType;
import org.jspecify.annotations.Nullable;

/** What an entry books; what is used of budgets stands with its terms. */
final class BookingBytes {
    private BookingBytes() {}

    static void write(RowWriter out, Booking booking) {
        out.octet(booking.type().code());
        out.octet(booking.reason().code());
        out.signed(booking.amountMicros());
        PostingBytes.write(out, booking.postings());
        out.unsigned(booking.grants().size());
        booking.grants().forEach(grant -> GrantBytes.write(out, grant));
        out.unsigned(booking.milestones().size());
        booking.milestones().forEach(milestone -> out.octet(milestone.code()));
        out.optionalText(booking.note().description());
        out.optionalText(booking.note().metadata());
    }

    static Booking read(RowReader in) {
        TransactionType type = TransactionType.ofCode(in.octet());
        Reason reason = Reason.ofCode(in.octet());
        long amountMicros = in.signed();
        List<Posting> postings = PostingBytes.read(in);
        List<Grant> grants = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            grants.add(GrantBytes.read(in));
        }
        List<Milestone> milestones = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            milestones.add(Milestone.ofCode(in.octet()));
        }
        Note note = note(in.optionalText(), in.optionalText());
        return new Booking(type, reason, amountMicros, postings, grants, milestones, note);
    }

    private static Note note(@Nullable String description, @Nullable String metadata) {
        return description == null && metadata == null ? Note.NONE : new Note(description, metadata);
    }
}
