package ledger.streams.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts of which something is due, partition after partition: their rows are the first of a ledger store.
 *
 * @param partitions how many there are
 * @param ledger reads the ledger store of one of them
 */
record DueAccounts(int partitions, LedgerReader ledger) {
    private static final Logger LOG = LoggerFactory.getLogger(DueAccounts.class);

    /** Reads accounts of one partition's ledger store. */
    @FunctionalInterface
    interface LedgerReader {
        List<AccountId> read(int partition, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, List<AccountId>> reading);
    }

    /** Those that fall due first, so many of each partition that is served here. */
    List<AccountId> first(long atMillis, int perPartition) {
        List<AccountId> found = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            try {
                found.addAll(ledger.read(partition, rows -> first(rows, atMillis, perPartition)));
            } catch (UnavailableException servedElsewhere) {
                LOG.trace("partition not served here partition={}", partition);
            }
        }
        return found;
    }

    private static List<AccountId> first(ReadOnlyKeyValueStore<Bytes, byte[]> rows, long atMillis, int wanted) {
        List<AccountId> found = new ArrayList<>();
        Bytes from = Bytes.wrap(StoreKeys.dueFirst());
        Bytes until = Bytes.wrap(StoreKeys.dueUntil(atMillis));
        try (KeyValueIterator<Bytes, byte[]> due = rows.range(from, until)) {
            while (due.hasNext() && found.size() < wanted) {
                found.add(StoreKeys.accountOfDue(due.next().key.get()));
            }
        }
        return found;
    }
}
