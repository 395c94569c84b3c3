package ledger.decide;

import java.util.List;
import java.util.Optional;
import ledger.event.Aftermath;
import ledger.fold.PastEvent;

/** The history with what was settled a moment ago and is in no store yet: holds and grants that have expired. */
record SettledHistory(AccountHistory stored, List<DecidedEvent> events) implements AccountHistory {
    @Override
    public Optional<PastEvent> event(long sequence) {
        return stored.event(sequence).map(this::now);
    }

    @Override
    public boolean hasRewarded(String referredUserId) {
        return stored.hasRewarded(referredUserId);
    }

    private PastEvent now(PastEvent stored) {
        PastEvent now = stored;
        for (DecidedEvent decided : events) {
            Aftermath aftermath = decided.event().aftermath();
            if (aftermath != null && aftermath.sequence() == stored.sequence()) {
                now = now.after(aftermath, 0);
            }
        }
        return now;
    }
}
