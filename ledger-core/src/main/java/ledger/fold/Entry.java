package ledger.fold;

import java.util.List;
import java.util.Objects;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.account.Grant;
import ledger.account.Posting;
import ledger.event.Booking;
import ledger.event.HoldCaptured;
import ledger.event.LedgerEvent;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/**
 * One accepted command as history shows it; HTTP calls it a transaction. A view of its event.
 *
 * @param past an event with a booking
 */
public record Entry(PastEvent past) {
    public Entry {
        Objects.requireNonNull(past.event().booking(), "an event without a booking is no entry");
    }

    /** Names it. */
    public EntryId id() {
        return new EntryId(past.account(), past.sequence());
    }

    /** The time of its command in the log, epoch milliseconds. */
    public long createdAtMillis() {
        return past.timeMillis();
    }

    /** When it fell due by itself, epoch milliseconds, or null. */
    public @Nullable Long effectiveAtMillis() {
        return past.effectiveAtMillis();
    }

    /** The idempotency key of its command, or null for what fell due by itself. */
    public @Nullable IdempotencyKey key() {
        return past.key();
    }

    public String actor() {
        return past.actor();
    }

    public Booking booking() {
        return Objects.requireNonNull(past.event().booking());
    }

    public List<Posting> postings() {
        return booking().postings();
    }

    public List<Grant> grants() {
        return booking().grants();
    }

    /** The balance after it, held credits included, micro-credits. */
    public long balanceAfterMicros() {
        return past.balanceAfterMicros();
    }

    /** What the usage cost, or null where nothing was priced. */
    public @Nullable Quote cost() {
        return past.event().cost();
    }

    /** The entry it refunds or reverses, or null. */
    public @Nullable EntryId related() {
        return past.event().related();
    }

    /** How it captured a hold, or null where it captured none. */
    public @Nullable HoldCaptured capture() {
        LedgerEvent event = past.event();
        return event instanceof HoldCaptured captured ? captured : null;
    }

    /** How much of it was given back since. */
    public Credits refunded() {
        return past.since().refunded();
    }

    /** How much of the grant it opened expired or was revoked since. */
    public Credits forfeited() {
        return past.since().forfeited();
    }

    /** Of its event, lower-case hex. */
    public String hash() {
        return past.hash();
    }
}
