package ledger.decide;

import java.util.List;
import ledger.Credits;
import ledger.GrantId;
import ledger.event.Book;
import ledger.event.Grant;
import ledger.event.Posting;
import ledger.event.TransactionType;
import ledger.fold.Entry;

/**
 * Gives back what an entry burned, in the reverse of the order it burned it; today's burn order has no say.
 *
 * @param entry the entry that is refunded
 * @param entries finds the entries that opened its grants
 * @param fresh the terms of a new grant, for credits that came from no grant
 */
record Refund(Entry entry, Entries entries, Grant fresh) {
    private static final Book SOURCE = new Book.Issued(TransactionType.REFUND);

    /** What was not given back yet. */
    Credits refundable() {
        return new Credits(-entry.booking().amountMicros()).minus(entry.refunded());
    }

    /** Moves the amount, at most {@link #refundable}; what the account owes is paid first. */
    void moveInto(Movement movement, Credits amount) {
        Credits skip = entry.refunded();
        Credits left = amount;
        List<Posting> burned = entry.postings();
        for (int i = burned.size() - 1; i >= 0; i--) {
            Credits slice = burned.get(i).amount();
            Credits before = slice.min(skip);
            Credits part = slice.minus(before).min(left);
            skip = skip.minus(before);
            left = left.minus(part);
            Credits rest = movement.payDebt(SOURCE, part);
            movement.give(SOURCE, termsOf(burned.get(i).source()), rest);
        }
    }

    private Grant termsOf(Book burned) {
        return burned instanceof Book.Available available ? opened(available.grant()) : fresh;
    }

    private Grant opened(GrantId grant) {
        return entries.find(grant.sequence()).stream()
                .flatMap(opener -> opener.grants().stream())
                .filter(terms -> terms.id().equals(grant))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no entry opened grant " + grant.sequence()));
    }
}
