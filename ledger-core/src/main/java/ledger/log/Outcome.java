package ledger.log;

import java.util.List;
import java.util.function.LongFunction;
import ledger.account.TermsChange;
import ledger.event.Aftermath;
import ledger.event.Rejection;
import ledger.fold.Entry;
import ledger.fold.HoldRecord;
import ledger.fold.PastEvent;

/** What a key's command came to, for ever. */
public sealed interface Outcome {
    /**
     * What an event came to that history keeps.
     *
     * @param event as it was when it happened
     * @param history finds the account's events by their sequence, as they are now
     */
    static Outcome of(PastEvent event, LongFunction<PastEvent> history) {
        if (event.event().booking() != null) {
            return new Accepted(new Entry(event));
        }
        Aftermath aftermath = event.event().aftermath();
        PastEvent placed = aftermath == null ? event : history.apply(aftermath.sequence());
        return placed.hold()
                .<Outcome>map(OfHold::new)
                .orElseGet(() -> new Arranged(
                        event.sequence(), event.timeMillis(), event.event().terms()));
    }

    /** It was carried out as this entry. The entry stands as it was then: nothing of it refunded yet. */
    record Accepted(Entry entry) implements Outcome {}

    /** A hold was placed or let go: the hold as it was then. */
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
     * What was due was settled, for a sweeper. Nothing remembers it.
     *
     * @param events how many events that made
     * @param isMoreDue whether more was due than one command settles
     */
    record Settled(int events, boolean isMoreDue) implements Outcome {}

    /** It was refused, and a retry of the key is refused the same. */
    record Refused(Rejection rejection) implements Outcome {}
}
