package ledger.event;

import java.util.List;
import ledger.Note;

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
 */
public record Booking(
        TransactionType type,
        Reason reason,
        long amountMicros,
        List<Posting> postings,
        List<Grant> grants,
        List<Milestone> milestones,
        Note note)
        implements Change {
    public Booking {
        postings = List.copyOf(postings);
        grants = List.copyOf(grants);
        milestones = List.copyOf(milestones);
    }
}
