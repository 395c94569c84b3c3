package ledger.decide;

import java.util.Optional;
import ledger.HoldId;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.fold.PastEvent;

/** The account's own history, as far as deciding needs it. */
public interface AccountHistory {
    /** The history of an account to which nothing ever happened. */
    AccountHistory NONE = new AccountHistory() {
        @Override
        public Optional<PastEvent> event(long sequence) {
            return Optional.empty();
        }

        @Override
        public boolean hasRewarded(String referredUserId) {
            return false;
        }
    };

    /** The event of that sequence; empty where history keeps none. */
    Optional<PastEvent> event(long sequence);

    /** Whether the account was rewarded for referring that user. */
    boolean hasRewarded(String referredUserId);

    /** The entry of that sequence; empty where the account has none. */
    default Optional<Entry> entry(long sequence) {
        return event(sequence).flatMap(PastEvent::entry);
    }

    /** A hold, open or not; empty where the account never had it. */
    default Optional<HoldRecord> hold(HoldId hold) {
        return event(hold.sequence()).flatMap(PastEvent::hold);
    }
}
