package ledger.fold;

import java.util.List;
import ledger.event.Change;
import ledger.event.Grant;
import ledger.event.Milestone;
import ledger.event.Posting;
import ledger.event.TermsChange;
import org.jspecify.annotations.Nullable;

/**
 * What an event that is no entry did to the account, kept so that the account at any time can be folded.
 *
 * @param createdAtMillis the time of its command in the log, epoch milliseconds
 * @param effectiveAtMillis when it fell due by itself, epoch milliseconds, or null
 * @param postings how credits moved between books
 * @param terms what changed of the account's terms
 */
public record ChangeRecord(
        long createdAtMillis, @Nullable Long effectiveAtMillis, List<Posting> postings, List<TermsChange> terms)
        implements Change {
    public ChangeRecord {
        postings = List.copyOf(postings);
        terms = List.copyOf(terms);
    }

    @Override
    public List<Grant> grants() {
        return List.of();
    }

    @Override
    public List<Milestone> milestones() {
        return List.of();
    }
}
