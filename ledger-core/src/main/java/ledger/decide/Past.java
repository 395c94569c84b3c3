package ledger.decide;

import java.util.Optional;
import ledger.HoldId;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;

/** The account's own history, as far as deciding needs it. */
public interface Past {
    /** The history of an account to which nothing ever happened. */
    Past NONE = new Past() {
        @Override
        public Optional<Entry> entry(long sequence) {
            return Optional.empty();
        }

        @Override
        public Optional<HoldRecord> hold(HoldId hold) {
            return Optional.empty();
        }

        @Override
        public boolean hasRewarded(String referredUserId) {
            return false;
        }
    };

    /** The entry of that sequence; empty where the account has none. */
    Optional<Entry> entry(long sequence);

    /** A hold, open or not; empty where the account never had it. */
    Optional<HoldRecord> hold(HoldId hold);

    /** Whether the account was rewarded for referring that user. */
    boolean hasRewarded(String referredUserId);
}
