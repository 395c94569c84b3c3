package ledger.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.event.LedgerEvent;
import ledger.fold.Account;

/**
 * What a command comes to: what was due before it, then its own event, then what fell due by it.
 *
 * @param before the account before
 * @param events the events in their order; none where a sweeper's command found nothing due
 * @param dueBeforeMillis when the first thing of the account fell due before, epoch milliseconds, or {@link Due#NEVER}
 * @param dueMillis when the first thing of the account falls due now
 * @param nowMillis the time of the command, epoch milliseconds
 */
public record Decision(
        Account before, List<DecidedEvent> events, long dueBeforeMillis, long dueMillis, long nowMillis) {
    public Decision {
        events = List.copyOf(events);
    }

    /** A decision that settles nothing after its last event. */
    static Decision of(Account before, long dueBeforeMillis, List<DecidedEvent> events, long nowMillis) {
        Account after =
                events.isEmpty() ? before : events.get(events.size() - 1).account();
        return new Decision(before, events, dueBeforeMillis, Due.firstMillis(after), nowMillis);
    }

    /** A decision, with what fell due by its last event. */
    static Decision of(
            Account before, long dueBeforeMillis, List<DecidedEvent> events, long nextSequence, long nowMillis) {
        Decision decision = of(before, dueBeforeMillis, events, nowMillis);
        if (!decision.isMoreDue()) {
            return decision;
        }
        List<DecidedEvent> all = new ArrayList<>(events);
        all.addAll(Settlement.events(decision.account(), nextSequence, nowMillis, Integer.MAX_VALUE));
        return of(before, dueBeforeMillis, all, nowMillis);
    }

    /** Whether something is due still, as after a sweeper's command that has settled all it may. */
    public boolean isMoreDue() {
        return dueMillis <= nowMillis;
    }

    /** The account after all of it. */
    public Account account() {
        return events.isEmpty() ? before : events.get(events.size() - 1).account();
    }

    /** What the command itself came to, the last of its own events; empty for a sweeper's, which only settles. */
    public Optional<LedgerEvent> event() {
        return events.stream()
                .filter(decided -> !decided.isSettling())
                .map(DecidedEvent::event)
                .reduce((earlier, later) -> later);
    }
}
