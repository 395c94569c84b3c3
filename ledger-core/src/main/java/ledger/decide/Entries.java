package ledger.decide;

import java.util.Optional;
import ledger.fold.Entry;

/** The account's own history, as far as deciding needs it. */
@FunctionalInterface
public interface Entries {
    /** The entry of that sequence; empty where the account has none. */
    Optional<Entry> find(long sequence);
}
