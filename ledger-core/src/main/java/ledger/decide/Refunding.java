package ledger.decide;

import java.util.List;
import java.util.Optional;
import ledger.Credits;
import ledger.account.Book;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.RefundEntry;
import ledger.command.ReverseEntry;
import ledger.event.Booking;
import ledger.event.EntryRefunded;
import ledger.event.EntryReversed;
import ledger.fold.Entry;

/** How what was spent is given back, and what was bought is taken back. */
record Refunding(Case matter) {
    Step refund(RefundEntry command) {
        Optional<Entry> found = matter.past().entry(command.entry().sequence());
        if (found.isEmpty()) {
            return matter.refused("refund", Refusal.notFound(command.entry()));
        }
        Booking original = found.get().booking();
        if (original.type() != TransactionType.USAGE) {
            return matter.refused("refund", Refusal.notRefundable(command.entry(), original.type()));
        }
        Refund refund = Refund.of(found.get(), matter, command.regrantDays());
        Credits amount = command.amount() == null ? refund.refundable() : command.amount();
        if (!amount.isPositive() || amount.compareTo(refund.refundable()) > 0) {
            return matter.refused("refund", Refusal.alreadyRefunded(command.entry(), refund.refundable()));
        }
        Movement movement = matter.movement();
        refund.moveInto(movement, amount);
        Reason reason = command.reason() == null ? original.reason() : command.reason();
        Booking booking = movement.booking(TransactionType.REFUND, reason, amount.micros(), List.of(), command.note());
        return matter.decided("refund", new EntryRefunded(booking, command.entry()), movement);
    }

    /** What is left of the purchase goes, and the rest is taken from what else is there, or owed. */
    Step reverse(ReverseEntry command) {
        Optional<Entry> found = matter.past().entry(command.entry().sequence());
        if (found.isEmpty()) {
            return matter.refused("reverse", Refusal.notFound(command.entry()));
        }
        Entry entry = found.get();
        if (!entry.booking().type().isPaid()) {
            return matter.refused(
                    "reverse",
                    Refusal.notReversible(command.entry(), entry.booking().type()));
        }
        Credits amount = reversible(entry);
        if (!amount.isPositive()) {
            return matter.refused("reverse", Refusal.alreadyReversed(command.entry()));
        }
        Movement movement = matter.movement();
        Book target = new Book.Issued(TransactionType.ADJUSTMENT);
        Credits left = amount;
        for (Posting posting : entry.postings()) {
            if (posting.target() instanceof Book.Available bought) {
                left = left.minus(movement.take(bought.grant(), posting.amount().min(left), target));
            }
        }
        Credits debt = movement.spend(left, target);
        Booking booking = movement.booking(
                TransactionType.ADJUSTMENT, entry.booking().reason(), -amount.micros(), List.of(), command.note());
        return matter.decided("reverse", new EntryReversed(booking, command.entry(), debt), movement);
    }

    /** What was lost of a purchase by its terms, or revoked, is not taken a second time. */
    private Credits reversible(Entry entry) {
        Credits left = new Credits(Math.max(0, entry.booking().amountMicros())).minus(entry.refunded());
        for (Posting posting : entry.postings()) {
            if (posting.target() instanceof Book.Available bought) {
                Credits gone = matter.past()
                        .entry(bought.grant().sequence())
                        .map(Entry::forfeited)
                        .orElse(Credits.ZERO);
                left = left.minus(gone.min(posting.amount()).min(left));
            }
        }
        return left;
    }
}
