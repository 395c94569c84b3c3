package ledger.log;

import java.util.List;
import ledger.event.Rejection;
import ledger.event.TermsChange;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;

/** What the command of a key came to. It never changes. */
public sealed interface Outcome {
    /** It was carried out as this entry. The entry is as it was then, so nothing of it is refunded yet. */
    record Accepted(Entry entry) implements Outcome {}

    /** A hold was placed or released. This is the hold as it was then. */
    record OfHold(HoldRecord hold) implements Outcome {}

    /**
     * A plan, limits or alerts were set.
     *
     * @param sequence of the event that set them
     * @param createdAtMillis its time, epoch milliseconds
     * @param terms what it changed of the account's terms
     */
    record Arranged(long sequence, long createdAtMillis, List<TermsChange> terms) implements Outcome {
        public Arranged {
            terms = List.copyOf(terms);
        }
    }

    /**
     * The answer to a sweeper: what was due was settled. No row keeps this outcome.
     *
     * @param events how many events that made
     * @param isMoreDue whether more was due than one command settles
     */
    record Settled(int events, boolean isMoreDue) implements Outcome {}

    /** It was refused. A retry with the key is refused in the same way. */
    record Refused(Rejection rejection) implements Outcome {}
}
