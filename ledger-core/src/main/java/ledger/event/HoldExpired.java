package ledger.event;

import java.util.ArrayList;
import java.util.List;
import ledger.HoldId;
import ledger.account.BudgetCount;
import ledger.account.HoldStatus;
import ledger.account.Posting;
import ledger.account.TermsChange;

/**
 * The time of a hold is over, and nobody captured it.
 *
 * @param hold which hold
 * @param postings what went back where
 * @param budgets what is used of the account's budgets without it
 */
public record HoldExpired(HoldId hold, List<Posting> postings, List<BudgetCount> budgets) implements LedgerEvent {
    @Override
    public Aftermath aftermath() {
        return Aftermath.closed(hold.sequence(), HoldStatus.EXPIRED);
    }

    public HoldExpired {
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
