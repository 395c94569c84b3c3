package ledger.fold;

import java.util.Objects;
import ledger.AccountId;
import ledger.Credits;
import ledger.HoldRef;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Hold;
import ledger.account.HoldStatus;
import ledger.event.HoldPlaced;

/**
 * A hold as history shows it, for ever. A view of the event that placed it.
 *
 * @param past that event, with how the hold ended
 * @param placed the same event
 */
public record HoldRecord(PastEvent past, HoldPlaced placed) {
    /** The id as callers see it. */
    public HoldRef ref() {
        return new HoldRef(account(), terms().id());
    }

    public AccountId account() {
        return past.account();
    }

    public Hold terms() {
        return placed.hold();
    }

    public Note note() {
        return placed.note();
    }

    public IdempotencyKey key() {
        return Objects.requireNonNull(past.key(), "a hold without a key");
    }

    public String actor() {
        return past.actor();
    }

    /** What became of it. */
    public HoldStatus status() {
        return past.since().status();
    }

    /** The sequence of the event that closed it, 0 while it is open. */
    public long closedBySequence() {
        return past.since().closedBySequence();
    }

    /**
     * The hold as it is at a time: one that is not closed is void from its time on, whether that was settled or not.
     */
    public HoldRecord at(long timeMillis) {
        boolean isOver = status() == HoldStatus.OPEN && terms().expiresAtMillis() <= timeMillis;
        return isOver
                ? new HoldRecord(
                        past.with(new PastEvent.Since(Credits.ZERO, Credits.ZERO, HoldStatus.EXPIRED, 0)), placed)
                : this;
    }
}
