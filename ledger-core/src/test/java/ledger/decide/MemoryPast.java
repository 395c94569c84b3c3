package ledger.decide;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ledger.AccountId;
import ledger.IdempotencyKey;
import ledger.event.Aftermath;
import ledger.event.LedgerEvent;
import ledger.fold.PastEvent;

/** The history of one account in maps. */
final class MemoryPast implements Past {
    private static final IdempotencyKey KEY = new IdempotencyKey("key");

    private final AccountId account;
    private final TreeMap<Long, PastEvent> events = new TreeMap<>();
    private final Set<String> rewarded = new HashSet<>();

    MemoryPast(AccountId account) {
        this.account = account;
    }

    /** Keeps what an event leaves behind. */
    void add(LedgerEvent event, long sequence, long timeMillis, long balanceMicros) {
        if (event.isKept()) {
            events.put(
                    sequence,
                    new PastEvent(
                            account,
                            sequence,
                            timeMillis,
                            null,
                            KEY,
                            "tester",
                            event,
                            balanceMicros,
                            "",
                            PastEvent.Since.NOTHING));
        }
        Aftermath aftermath = event.aftermath();
        if (aftermath != null) {
            events.computeIfPresent(aftermath.sequence(), (at, found) -> found.after(aftermath, sequence));
        }
        if (event.referredUserId() != null) {
            rewarded.add(event.referredUserId());
        }
    }

    @Override
    public Optional<PastEvent> event(long sequence) {
        return Optional.ofNullable(events.get(sequence));
    }

    @Override
    public boolean hasRewarded(String referredUserId) {
        return rewarded.contains(referredUserId);
    }
}
