package ledger.fold;

import java.util.List;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.event.Booking;
import ledger.event.Change;
import ledger.event.Grant;
import ledger.event.Milestone;
import ledger.event.Posting;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/**
 * One accepted command as history shows it; HTTP calls it a transaction.
 *
 * @param id names it
 * @param createdAtMillis the time of its command in the log, epoch milliseconds
 * @param key the idempotency key of its command
 * @param actor who asked
 * @param booking what it books
 * @param balanceAfterMicros the balance after it, held credits included, micro-credits
 * @param cost what the usage cost, or null where nothing was priced
 * @param related the entry it refunds, or null
 * @param refunded how much of it was given back since
 * @param hash of its event, lower-case hex
 */
public record Entry(
        EntryId id,
        long createdAtMillis,
        IdempotencyKey key,
        String actor,
        Booking booking,
        long balanceAfterMicros,
        @Nullable Quote cost,
        @Nullable EntryId related,
        Credits refunded,
        String hash)
        implements Change {
    /** The entry with more of it given back. */
    public Entry refundedBy(Credits amount) {
        return withRefunded(refunded.plus(amount));
    }

    /** The entry as it was when it was made. */
    public Entry asAnswered() {
        return refunded.isPositive() ? withRefunded(Credits.ZERO) : this;
    }

    @Override
    public List<Posting> postings() {
        return booking.postings();
    }

    @Override
    public List<Grant> grants() {
        return booking.grants();
    }

    @Override
    public List<Milestone> milestones() {
        return booking.milestones();
    }

    private Entry withRefunded(Credits total) {
        return new Entry(id, createdAtMillis, key, actor, booking, balanceAfterMicros, cost, related, total, hash);
    }
}
