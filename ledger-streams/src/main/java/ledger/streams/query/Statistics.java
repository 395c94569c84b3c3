package ledger.streams.query;

import java.util.List;
import java.util.concurrent.CompletionStage;
import ledger.AccountId;
import ledger.query.DayTotals;

/** What the projection of events keeps, which may lag behind the deciding fold. Thread-safe. */
public interface Statistics {
    /** Waits, up to five seconds, until the account's events up to a sequence are projected. */
    CompletionStage<Void> projected(AccountId account, long sequence);

    /** The days of the period on which the user did something, in order; both ends inclusive. */
    List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay);
}
