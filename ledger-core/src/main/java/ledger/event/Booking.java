package ledger.event;

import java.util.List;
import ledger.Note;
import ledger.account.BudgetCount;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.Posting;
import ledger.account.Reason;
import ledger.account.TermsChange;
import ledger.account.TransactionType;

/**
 * What an entry books: everything about it that the decider chose.
 *
 * @param type what kind of entry it is
 * @param reason why
 * @param amountMicros the change of the balance, micro-credits, negative for usage
 * @param postings the movements between books, in the order decided
 * @param grants the grants it opens, opens again or enlarges
 * @param milestones what the account has reached with it
 * @param note what the caller wants remembered
 * @param budgets what is used of the account's budgets with it; none for an account without budgets
 */
public record Booking(
        TransactionType type,
        Reason reason,
        long amountMicros,
        List<Posting> postings,
        List<Grant> grants,
        List<Milestone> milestones,
        Note note,
        List<BudgetCount> budgets) {
    public Booking {
        postings = List.copyOf(postings);
        grants = List.copyOf(grants);
        milestones = List.copyOf(milestones);
        budgets = List.copyOf(budgets);
    }

    /** An entry of an account without budgets. */
    public Booking(
            TransactionType type,
            Reason reason,
            long amountMicros,
            List<Posting> postings,
            List<Grant> grants,
            List<Milestone> milestones,
            Note note) {
        this(type, reason, amountMicros, postings, grants, milestones, note, List.of());
    }

    List<TermsChange> terms() {
        return budgets.isEmpty() ? List.of() : counted(budgets);
    }

    /** The same booking, with its movements. */
    Booking withPostings(List<Posting> moved) {
        return new Booking(type, reason, amountMicros, moved, grants, milestones, note, budgets);
    }

    static List<TermsChange> counted(List<BudgetCount> budgets) {
        return budgets.stream().<TermsChange>map(TermsChange.BudgetCounted::new).toList();
    }
}
