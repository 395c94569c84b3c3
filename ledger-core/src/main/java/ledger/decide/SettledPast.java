package ledger.decide;

import java.util.List;
import java.util.Optional;
import ledger.Credits;
import ledger.HoldId;
import ledger.event.GrantExpired;
import ledger.event.HoldExpired;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.fold.HoldStatus;

/** The history with what was settled a moment ago and is in no store yet: holds and grants that have expired. */
record SettledPast(Past stored, List<Step> steps) implements Past {
    @Override
    public Optional<Entry> entry(long sequence) {
        return stored.entry(sequence).map(this::forfeited);
    }

    @Override
    public Optional<HoldRecord> hold(HoldId hold) {
        boolean hasExpired = steps.stream()
                .anyMatch(step -> step.event() instanceof HoldExpired expired
                        && expired.hold().equals(hold));
        return stored.hold(hold).map(found -> hasExpired ? found.closed(HoldStatus.EXPIRED, 0) : found);
    }

    @Override
    public boolean hasRewarded(String referredUserId) {
        return stored.hasRewarded(referredUserId);
    }

    private Entry forfeited(Entry entry) {
        Entry now = entry;
        for (Step step : steps) {
            if (step.event() instanceof GrantExpired expired
                    && expired.grant().sequence() == entry.id().sequence()) {
                now = now.forfeitedBy(new Credits(-expired.booking().amountMicros()));
            }
        }
        return now;
    }
}
