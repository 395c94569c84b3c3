package ledger.event;

import java.util.List;
import ledger.account.Plan;
import ledger.account.TermsChange;

/**
 * A plan paid what it pays each period.
 *
 * @param booking what was booked
 * @param plan the plan after it
 */
public record PlanRefilled(Booking booking, Plan plan) implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.PlanChanged(plan));
    }
}
