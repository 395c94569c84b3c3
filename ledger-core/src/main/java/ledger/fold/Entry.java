package ledger.fold;

import java.util.List;
import ledger.Credits;
import ledger.EntryId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.event.Booking;
import ledger.event.Change;
import ledger.event.Grant;
import ledger.event.Milestone;
import ledger.event.Posting;
import ledger.event.TermsChange;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/**
 * One accepted command as history shows it; HTTP calls it a transaction.
 *
 * @param id names it
 * @param createdAtMillis the time of its command in the log, epoch milliseconds
 * @param key the idempotency key of its command, or null for what fell due by itself
 * @param actor who asked
 * @param booking what it books
 * @param balanceAfterMicros the balance after it, held credits included, micro-credits
 * @param cost what the usage cost, or null where nothing was priced
 * @param related the entry it refunds or reverses, or null
 * @param refunded how much of it was given back since
 * @param hash of its event, lower-case hex
 * @param forfeited how much of the grant it opened expired or was revoked since
 * @param aside what only few entries have
 */
public record Entry(
        EntryId id,
        long createdAtMillis,
        @Nullable IdempotencyKey key,
        String actor,
        Booking booking,
        long balanceAfterMicros,
        @Nullable Quote cost,
        @Nullable EntryId related,
        Credits refunded,
        String hash,
        Credits forfeited,
        Aside aside)
        implements Change {
    /**
     * What only few entries have.
     *
     * @param effectiveAtMillis when it fell due by itself, epoch milliseconds, or null
     * @param capture the hold it captured, or null
     * @param terms what it changed of the account's terms
     */
    public record Aside(
            @Nullable Long effectiveAtMillis, @Nullable Capture capture, List<TermsChange> terms) {
        public static final Aside NONE = new Aside(null, null, List.of());

        public Aside {
            terms = List.copyOf(terms);
        }
    }

    /**
     * How a hold was captured.
     *
     * @param hold which
     * @param released how much of it was let go
     * @param debt how much was spent that neither the hold nor the grants had
     */
    public record Capture(HoldId hold, Credits released, Credits debt) {}

    /** A plain entry, of which nothing is lost yet. */
    public Entry(
            EntryId id,
            long createdAtMillis,
            @Nullable IdempotencyKey key,
            String actor,
            Booking booking,
            long balanceAfterMicros,
            @Nullable Quote cost,
            @Nullable EntryId related,
            Credits refunded,
            String hash) {
        this(
                id,
                createdAtMillis,
                key,
                actor,
                booking,
                balanceAfterMicros,
                cost,
                related,
                refunded,
                hash,
                Credits.ZERO,
                Aside.NONE);
    }

    /** When the account became so: a refill counts from when it was due. */
    public long foldedAtMillis() {
        Long dueMillis = aside.effectiveAtMillis();
        return dueMillis == null ? createdAtMillis : dueMillis;
    }

    /** The entry with more of it given back. */
    public Entry refundedBy(Credits amount) {
        return withSince(refunded.plus(amount), forfeited);
    }

    /** The entry with more lost of the grant it opened. */
    public Entry forfeitedBy(Credits amount) {
        return withSince(refunded, forfeited.plus(amount));
    }

    /** The entry as it was when it was made. */
    public Entry asAnswered() {
        return refunded.isPositive() || forfeited.isPositive() ? withSince(Credits.ZERO, Credits.ZERO) : this;
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

    @Override
    public List<TermsChange> terms() {
        return aside.terms();
    }

    private Entry withSince(Credits refundedSince, Credits forfeitedSince) {
        return new Entry(
                id,
                createdAtMillis,
                key,
                actor,
                booking,
                balanceAfterMicros,
                cost,
                related,
                refundedSince,
                hash,
                forfeitedSince,
                aside);
    }
}
