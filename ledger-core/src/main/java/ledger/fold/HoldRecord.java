package ledger.fold;

import ledger.AccountId;
import ledger.HoldRef;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.event.Hold;

/**
 * A hold as history shows it, for ever.
 *
 * @param account whose
 * @param terms how much, why and until when
 * @param key the idempotency key of the command that placed it
 * @param actor who asked
 * @param note what the caller wants remembered
 * @param status what became of it
 * @param closedBySequence of the event that closed it, 0 while it is open
 * @param change what placing it did to the account
 */
public record HoldRecord(
        AccountId account,
        Hold terms,
        IdempotencyKey key,
        String actor,
        Note note,
        HoldStatus status,
        long closedBySequence,
        ChangeRecord change) {
    /** The id as callers see it. */
    public HoldRef ref() {
        return new HoldRef(account, terms.id());
    }

    /** The hold with its end. */
    public HoldRecord closed(HoldStatus end, long sequence) {
        return new HoldRecord(account, terms, key, actor, note, end, sequence, change);
    }

    /** The hold as it was when it was placed. */
    public HoldRecord asPlaced() {
        return closed(HoldStatus.OPEN, 0);
    }

    /**
     * The hold as it is at a time: one that is not closed is void from its time on, whether that was settled or not.
     */
    public HoldRecord at(long timeMillis) {
        return status == HoldStatus.OPEN && terms.expiresAtMillis() <= timeMillis
                ? closed(HoldStatus.EXPIRED, 0)
                : this;
    }
}
