package ledger.account;

import java.util.List;

/** What folding needs of an event or an entry: folding adds these and judges nothing. */
public interface Change {
    /** How credits move between books. */
    List<Posting> postings();

    /** The terms of grants that this opens, opens again or enlarges. */
    List<Grant> grants();

    /** What the account has reached with this. */
    List<Milestone> milestones();

    /** What it changes of the account's terms. */
    default List<TermsChange> terms() {
        return List.of();
    }
}
