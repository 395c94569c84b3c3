package ledger.streams.project;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.query.DayTotals;
import ledger.streams.query.Statistics;
import ledger.streams.store.AccountRow;
import ledger.streams.store.DayRow;
import ledger.streams.store.LocalStores;
import ledger.streams.store.StoreKeys;
import ledger.streams.topic.KeyPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Statistics of the users of this instance, from its local store. Thread-safe; throws, or fails with,
 * {@link UnavailableException} where they are not kept here now.
 */
public final class ProjectQueries implements Statistics {
    private static final long WAIT_MILLIS = 5_000;

    private final LocalStores stores;
    private final ProjectProgress progress;
    private final int partitions;

    ProjectQueries(LocalStores stores, ProjectProgress progress, int partitions) {
        this.stores = stores;
        this.progress = progress;
        this.partitions = partitions;
    }

    @Override
    public List<DayTotals> days(AccountId account, long fromEpochDay, long untilEpochDay) {
        Bytes from = Bytes.wrap(StoreKeys.day(account, Math.max(fromEpochDay, 0)));
        Bytes until = Bytes.wrap(StoreKeys.day(account, Math.max(untilEpochDay, 0)));
        if (untilEpochDay < 0 || fromEpochDay > untilEpochDay) {
            return List.of();
        }
        return read(account, rows -> {
            List<DayTotals> days = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> range = rows.range(from, until)) {
                while (range.hasNext()) {
                    KeyValue<Bytes, byte[]> row = range.next();
                    days.add(DayRow.read(row.value, StoreKeys.epochDayOf(row.key.get())));
                }
            }
            return days;
        });
    }

    /** The sequence of the account's last event that is projected, 0 where none is. */
    public long projectedSequence(AccountId account) {
        return read(account, rows -> {
            byte[] row = rows.get(Bytes.wrap(StoreKeys.account(account)));
            return row == null ? 0 : AccountRow.read(row).sequence();
        });
    }

    @Override
    public CompletionStage<Void> projected(AccountId account, long sequence) {
        CompletableFuture<Long> reached = progress.await(account, sequence);
        try {
            long now = projectedSequence(account);
            if (now >= sequence) {
                reached.complete(now);
            }
        } catch (UnavailableException e) {
            reached.completeExceptionally(e);
        }
        return reached.orTimeout(WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure)))
                .thenAccept(there -> {});
    }

    private <T> T read(AccountId account, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> reading) {
        return stores.read(ProjectTopology.STORE, KeyPartition.of(account, partitions), reading);
    }

    private static UnavailableException unavailable(Throwable failure) {
        return failure instanceof UnavailableException known
                ? known
                : new UnavailableException("statistics are behind; try again", failure);
    }
}
