package ledger.fold;

import java.util.Optional;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.account.HoldStatus;
import ledger.event.Aftermath;
import ledger.event.HoldPlaced;
import ledger.event.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as the history of its account keeps it, with what became of it since.
 *
 * @param account whose
 * @param sequence its number in the account
 * @param timeMillis the time of its command in the log, epoch milliseconds
 * @param effectiveAtMillis when it fell due by itself, epoch milliseconds, or null
 * @param key the idempotency key of its command, or null for what fell due by itself
 * @param actor who asked
 * @param event what happened
 * @param balanceAfterMicros the balance after it, held credits included, micro-credits
 * @param hash of the event, lower-case hex
 * @param since what became of it
 */
public record PastEvent(
        AccountId account,
        long sequence,
        long timeMillis,
        @Nullable Long effectiveAtMillis,
        @Nullable IdempotencyKey key,
        String actor,
        LedgerEvent event,
        long balanceAfterMicros,
        String hash,
        Since since) {
    /**
     * What became of an event.
     *
     * @param refunded how much of it was given back
     * @param forfeited how much of the grant it opened expired or was revoked
     * @param status of the hold that it placed
     * @param closedBySequence of the event that closed that hold, 0 while it is open
     */
    public record Since(Credits refunded, Credits forfeited, HoldStatus status, long closedBySequence) {
        public static final Since NOTHING = new Since(Credits.ZERO, Credits.ZERO, HoldStatus.OPEN, 0);
    }

    /** An event that has just happened. */
    public static PastEvent of(RecordedEvent recorded, String hash) {
        return new PastEvent(
                recorded.command().account(),
                recorded.sequence(),
                recorded.timeMillis(),
                recorded.effectiveAtMillis(),
                recorded.command().key(),
                recorded.command().actor(),
                recorded.event(),
                recorded.balanceAfterMicros(),
                hash,
                Since.NOTHING);
    }

    /** The event after a later one has changed what became of it. */
    public PastEvent after(Aftermath aftermath, long laterSequence) {
        HoldStatus end = aftermath.end();
        return with(new Since(
                since.refunded().plus(aftermath.refunded()),
                since.forfeited().plus(aftermath.forfeited()),
                end == null ? since.status() : end,
                end == null ? since.closedBySequence() : laterSequence));
    }

    /** The event as it was when it happened. */
    public PastEvent asAnswered() {
        return since.equals(Since.NOTHING) ? this : with(Since.NOTHING);
    }

    /** The entry that it is; empty where it is none. */
    public Optional<Entry> entry() {
        return event.booking() == null ? Optional.empty() : Optional.of(new Entry(this));
    }

    /** The hold that it placed; empty where it placed none. */
    public Optional<HoldRecord> hold() {
        return event instanceof HoldPlaced placed ? Optional.of(new HoldRecord(this, placed)) : Optional.empty();
    }

    /** When the account became so: a refill counts from when it was due. */
    public long foldedAtMillis() {
        return effectiveAtMillis == null ? timeMillis : effectiveAtMillis;
    }

    PastEvent with(Since next) {
        return new PastEvent(
                account, sequence, timeMillis, effectiveAtMillis, key, actor, event, balanceAfterMicros, hash, next);
    }
}
