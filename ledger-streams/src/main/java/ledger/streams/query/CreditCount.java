package ledger.streams.query;

import java.util.ArrayList;
import java.util.List;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.streams.decide.DecideTopology;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.PartitionCredits;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.service.SideService;
import ledger.streams.store.LocalStores;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the accounts of each partition have, once after it came here. Ten thousand accounts a second at most: a
 * tenth of one processor.
 */
public final class CreditCount implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CreditCount.class);
    private static final int PAGE = 256;
    private static final long PAUSE_MILLIS = 25;

    private final FoldProgress progress;
    private final LocalStores stores;
    private final SideService counting = SideService.repeating("count", this::page, PAUSE_MILLIS);

    /** A count that has not begun. */
    public CreditCount(FoldProgress progress, LocalStores stores) {
        this.progress = progress;
        this.stores = stores;
    }

    /** Begins, and goes on for partitions that come here later. */
    public void start() {
        counting.start();
    }

    @Override
    public void close() {
        counting.close();
    }

    /** One page of the first partition that is not counted. */
    void page() {
        for (PartitionCredits credits : progress.credited().partitions()) {
            if (!credits.isComplete() && tryPage(credits)) {
                return;
            }
        }
    }

    private boolean tryPage(PartitionCredits credits) {
        int partition = credits.partition();
        try {
            progress.requireServed(partition);
            byte[] from = credits.pageBegins();
            List<PartitionCredits.Read> rows =
                    stores.read(DecideTopology.LEDGER_STORE, partition, ledger -> read(ledger, from));
            credits.pageEnds(rows, rows.size() < PAGE);
            return true;
        } catch (UnavailableException notHereNow) {
            LOG.trace("partition not counted now partition={}", partition);
            return false;
        }
    }

    /** Seeks from account to account: the outcomes between them are never read. */
    private static List<PartitionCredits.Read> read(ReadOnlyKeyValueStore<Bytes, byte[]> ledger, byte[] begin) {
        List<PartitionCredits.Read> rows = new ArrayList<>();
        byte[] from = begin;
        while (rows.size() < PAGE) {
            try (KeyValueIterator<Bytes, byte[]> next =
                    ledger.range(Bytes.wrap(from), Bytes.wrap(StoreKeys.afterAllAccounts()))) {
                if (!next.hasNext()) {
                    break;
                }
                KeyValue<Bytes, byte[]> row = next.next();
                AccountId account = StoreKeys.accountOf(row.key.get());
                rows.add(new PartitionCredits.Read(account, AccountRow.read(row.value)));
                from = StoreKeys.afterAccount(account);
            }
        }
        return rows;
    }
}
