package ledger.event;

import java.util.ArrayList;
import java.util.List;
import ledger.HoldId;
import ledger.account.BudgetCount;
import ledger.account.HoldStatus;
import ledger.account.Posting;
import ledger.account.TermsChange;

/**
 * A hold was let go by whoever asked for it.
 *
 * @param hold which hold
 * @param postings what went back where
 * @param budgets what is used of the account's budgets without it
 */
public record HoldVoided(HoldId hold, List<Posting> postings, List<BudgetCount> budgets) implements LedgerEvent {
    @Override
    public Aftermath aftermath() {
        return Aftermath.closed(hold.sequence(), HoldStatus.VOIDED);
    }

    public HoldVoided {
        postings = List.copyOf(postings);
        budgets = List.copyOf(budgets);
    }

    @Override
    public List<TermsChange> terms() {
        List<TermsChange> terms = new ArrayList<>(Booking.counted(budgets));
        terms.add(new TermsChange.HoldClosed(hold));
        return terms;
    }
}
