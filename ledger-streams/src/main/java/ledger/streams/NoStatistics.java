package ledger.streams;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.query.DayTotals;
import ledger.streams.query.Statistics;

/** Statistics of a node that projects nothing. */
final class NoStatistics implements Statistics {
    @Override
    public CompletionStage<Void> projected(AccountId account, long sequence) {
        return CompletableFuture.failedFuture(new UnavailableException("statistics are not kept here"));
    }

    @Override
    public List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay) {
        throw new UnavailableException("statistics are not kept here");
    }
}
