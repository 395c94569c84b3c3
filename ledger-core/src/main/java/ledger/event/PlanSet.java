package ledger.event;

import java.util.List;
import ledger.account.Plan;
import ledger.account.TermsChange;

/**
 * A user subscribed to a plan, or left one for another.
 *
 * @param plan which, and how far it is paid
 */
public record PlanSet(Plan plan) implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.PlanChanged(plan));
    }
}
