package ledger.fold;

import ledger.AccountId;
import ledger.Credits;
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
    public AccountId account() {
        return past.account();
    }

    public Hold terms() {
        return placed.hold();
    }

    /**
     * The hold as it is at a time: one that is not closed is void from its time on, whether that was settled or not.
     */
    public HoldRecord at(long timeMillis) {
        boolean isOver = past.since().status() == HoldStatus.OPEN && terms().expiresAtMillis() <= timeMillis;
        return isOver
                ? new HoldRecord(
                        past.with(new PastEvent.Since(Credits.ZERO, Credits.ZERO, HoldStatus.EXPIRED, 0)), placed)
                : this;
    }
}
