package ledger.decide;

import java.util.List;
import java.util.Optional;
import ledger.event.LedgerEvent;
import ledger.fold.Account;

/**
 * What a command comes to: what was due before it, then its own event, then what fell due by it.
 *
 * @param before the account before
 * @param steps the events in their order; none where a sweeper's command found nothing due
 * @param isMoreDue whether more is due than a sweeper's command may settle
 */
public record Decision(Account before, List<Step> steps, boolean isMoreDue) {
    public Decision {
        steps = List.copyOf(steps);
    }

    /** The account after all of it. */
    public Account account() {
        return steps.isEmpty() ? before : steps.get(steps.size() - 1).account();
    }

    /** What the command itself came to; empty for a sweeper's, which only settles. */
    public Optional<LedgerEvent> event() {
        return steps.stream()
                .filter(step -> !step.isSettling())
                .map(Step::event)
                .findFirst();
    }
}
