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
record Refunding(DecisionInput input) {
    DecidedEvent refund(RefundEntry command) {
        Optional<Entry> found = input.history().entry(command.entry().sequence());
        if (found.isEmpty()) {
            return input.refused(Refusal.notFound(command.entry()));
        }
        Booking original = found.get().booking();
        if (original.type() != TransactionType.USAGE) {
            return input.refused(Refusal.notRefundable(command.entry(), original.type()));
        }
        Refund refund = Refund.of(found.get(), input, command.regrantDays());
        Credits amount = command.amount() == null ? refund.refundable() : command.amount();
        if (!amount.isPositive() || amount.compareTo(refund.refundable()) > 0) {
            return input.refused(Refusal.alreadyRefunded(command.entry(), refund.refundable()));
        }
        PostingDraft draft = input.draft();
        refund.postTo(draft, amount);
        Reason reason = command.reason() == null ? original.reason() : command.reason();
        Booking booking = draft.booking(TransactionType.REFUND, reason, amount.micros(), List.of(), command.note());
        return input.decided(new EntryRefunded(booking, command.entry()), draft);
    }

    /** What is left of the purchase goes, and the rest is taken from what else is there, or owed. */
    DecidedEvent reverse(ReverseEntry command) {
        Optional<Entry> found = input.history().entry(command.entry().sequence());
        if (found.isEmpty()) {
            return input.refused(Refusal.notFound(command.entry()));
        }
        Entry entry = found.get();
        if (!entry.booking().type().isPaid()) {
            return input.refused(
                    Refusal.notReversible(command.entry(), entry.booking().type()));
        }
        Credits amount = reversible(entry);
        if (!amount.isPositive()) {
            return input.refused(Refusal.alreadyReversed(command.entry()));
        }
        PostingDraft draft = input.draft();
        Book target = new Book.Issued(TransactionType.ADJUSTMENT);
        Credits left = amount;
        for (Posting posting : entry.booking().postings()) {
            if (posting.target() instanceof Book.Available bought) {
                left = left.minus(draft.take(bought.grant(), posting.amount().min(left), target));
            }
        }
        Credits debt = draft.spend(left, target);
        Booking booking = draft.booking(
                TransactionType.ADJUSTMENT, entry.booking().reason(), -amount.micros(), List.of(), command.note());
        return input.decided(new EntryReversed(booking, command.entry(), debt), draft);
    }

    /** What was lost of a purchase by its terms, or revoked, is not taken a second time. */
    private Credits reversible(Entry entry) {
        Credits left = new Credits(Math.max(0, entry.booking().amountMicros()))
                .minus(entry.past().since().refunded());
        for (Posting posting : entry.booking().postings()) {
            if (posting.target() instanceof Book.Available bought) {
                Credits gone = input.history()
                        .entry(bought.grant().sequence())
                        .map(opener -> opener.past().since().forfeited())
                        .orElse(Credits.ZERO);
                left = left.minus(gone.min(posting.amount()).min(left));
            }
        }
        return left;
    }
}
