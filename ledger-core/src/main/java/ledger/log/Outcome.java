package ledger.log;

import ledger.event.Rejection;
import ledger.fold.Entry;

/** What a key's command came to, for ever. */
public sealed interface Outcome {
    /** It was carried out as this entry. The entry stands as it was then: nothing of it refunded yet. */
    record Accepted(Entry entry) implements Outcome {}

    /** It was refused, and a retry of the key is refused the same. */
    record Refused(Rejection rejection) implements Outcome {}
}
