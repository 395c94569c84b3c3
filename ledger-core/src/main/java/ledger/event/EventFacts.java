package ledger.event;

import java.util.List;
import ledger.account.Posting;

/**
 * What the envelope of an event says, and the event itself needs.
 *
 * @param timeMillis the time of its command in the log, epoch milliseconds
 * @param postings the movements between books
 */
public record EventFacts(long timeMillis, List<Posting> postings) {}
