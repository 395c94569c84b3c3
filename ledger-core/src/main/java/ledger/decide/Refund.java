package ledger.decide;

import java.util.List;
import java.util.Optional;
import ledger.Credits;
import ledger.GrantId;
import ledger.account.Book;
import ledger.account.Grant;
import ledger.account.Posting;
import ledger.account.TransactionType;
import ledger.fold.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Gives back what an entry burned, in the reverse of the order it burned it; today's burn order has no say.
 *
 * @param entry the entry that is refunded
 * @param input what it is decided on
 * @param regrantDays how long credits of a grant that is over live anew, or null where they are lost
 */
record Refund(Entry entry, DecisionInput input, @Nullable Integer regrantDays) {
    private static final Book SOURCE = new Book.Issued(TransactionType.REFUND);
    private static final long MILLIS_PER_DAY = 86_400_000;

    static Refund of(Entry entry, DecisionInput input, @Nullable Integer regrantDays) {
        return new Refund(entry, input, regrantDays);
    }

    /** What was not given back yet. */
    Credits refundable() {
        return new Credits(-entry.booking().amountMicros())
                .minus(entry.past().since().refunded());
    }

    /**
     * Moves the amount, at most {@link #refundable}; what the account owes is paid first. What goes back to a grant
     * that is over is lost with the next settling, a moment later.
     */
    void postTo(PostingDraft draft, Credits amount) {
        Credits skip = entry.past().since().refunded();
        Credits left = amount;
        List<Posting> burned = entry.booking().postings();
        for (int i = burned.size() - 1; i >= 0; i--) {
            if (!(burned.get(i).target() instanceof Book.Used)) {
                continue;
            }
            Credits slice = burned.get(i).amount();
            Credits before = slice.min(skip);
            Credits part = slice.minus(before).min(left);
            skip = skip.minus(before);
            left = left.minus(part);
            Credits rest = draft.payDebt(SOURCE, part);
            draft.give(SOURCE, termsOf(burned.get(i).source()), rest);
        }
    }

    private Grant termsOf(Book burned) {
        Grant fresh = input.newGrant(TransactionType.REFUND, Credits.ZERO);
        Optional<Grant> source = Optional.ofNullable(burned.grant()).map(this::opened);
        boolean isOver = source.isPresent() && source.get().isOverAt(input.nowMillis());
        if (isOver && regrantDays != null) {
            return fresh.endedAt(input.nowMillis() + regrantDays * MILLIS_PER_DAY);
        }
        return source.orElse(fresh);
    }

    private Grant opened(GrantId id) {
        Grant live = input.account().grants().get(id);
        return live == null ? reopened(id) : live;
    }

    /** What was lost of a grant before its time was revoked, and what comes back to it is lost as well. */
    private Grant reopened(GrantId id) {
        Entry opener = input.history()
                .entry(id.sequence())
                .orElseThrow(() -> new IllegalStateException("no entry opened grant " + id.sequence()));
        Grant terms = opener.booking().grants().stream()
                .filter(grant -> grant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no terms of grant " + id.sequence()));
        boolean isRevoked = opener.past().since().forfeited().isPositive() && !terms.isOverAt(input.nowMillis());
        return isRevoked ? terms.endedAt(input.nowMillis()) : terms;
    }
}
