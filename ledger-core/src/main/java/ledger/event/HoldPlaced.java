package ledger.event;

import java.util.ArrayList;
import java.util.List;
import ledger.Note;
import ledger.account.BudgetCount;
import ledger.account.Hold;
import ledger.account.Posting;
import ledger.account.TermsChange;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Credits were reserved.
 *
 * @param hold its terms
 * @param note what to remember
 * @param postings what was taken from where
 * @param usage what it is an estimate of, or null where an amount was named
 * @param estimate what that would cost, or null
 * @param budgets what is used of the account's budgets with it
 */
public record HoldPlaced(
        Hold hold,
        Note note,
        List<Posting> postings,
        @Nullable Usage usage,
        @Nullable Quote estimate,
        List<BudgetCount> budgets)
        implements LedgerEvent {
    public HoldPlaced {
        postings = List.copyOf(postings);
        budgets = List.copyOf(budgets);
    }

    @Override
    public List<TermsChange> terms() {
        List<TermsChange> terms = new ArrayList<>(Booking.counted(budgets));
        terms.add(new TermsChange.HoldOpened(hold));
        return terms;
    }
}
