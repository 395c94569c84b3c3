package ledger.streams.progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.StoreKeys;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the accounts of one partition have: counted once in the order of their keys, page by page, and from then on kept
 * as commands change it. While it is counted a change before the page adds to it, one behind the page will be counted
 * with its account, and one within the page adds to it where the row that was read is older. The stream thread changes,
 * another counts.
 */
public final class PartitionCredits {
    private final int partition;
    private CreditSums sums = CreditSums.NONE;
    private byte[] countedTo = StoreKeys.beforeAllAccounts();
    private byte[] nextFrom = StoreKeys.beforeAllAccounts();
    private boolean isComplete;
    /** The last change may not be in the store yet; all before it are. */
    private @Nullable Changed last;

    private @Nullable List<Changed> sincePageBegan;

    /** What one command has changed. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Changed(byte[] key, long offset, CreditSums difference) {}

    /** A row as it was read. */
    public record Read(AccountId account, AccountRow row) {}

    PartitionCredits(int partition) {
        this.partition = partition;
    }

    /** Which partition it is. */
    public int partition() {
        return partition;
    }

    /** What they have; of those counted so far. */
    public synchronized CreditSums sums() {
        return sums;
    }

    /** Whether all were counted. */
    public synchronized boolean isComplete() {
        return isComplete;
    }

    /** Begins a page. Returns the key from which on it is to be read. */
    public synchronized byte[] pageBegins() {
        List<Changed> changes = new ArrayList<>();
        if (last != null && isBehind(last.key, countedTo)) {
            changes.add(last);
        }
        sincePageBegan = changes;
        return nextFrom;
    }

    /**
     * Ends a page.
     *
     * @param rows that were read since it began, in the order of their keys
     * @param isLast whether there are no more
     */
    public synchronized void pageEnds(List<Read> rows, boolean isLast) {
        Map<Bytes, Long> offsets = new HashMap<>();
        for (Read read : rows) {
            byte[] key = StoreKeys.account(read.account());
            offsets.put(Bytes.wrap(key), read.row().lastOffset());
            sums = sums.plus(CreditSums.of(read.row().account()));
            countedTo = key;
            nextFrom = StoreKeys.afterAccount(read.account());
        }
        if (sincePageBegan != null) {
            for (Changed change : sincePageBegan) {
                boolean isOfPage = isLast || !isBehind(change.key, countedTo);
                if (isOfPage && change.offset > offsets.getOrDefault(Bytes.wrap(change.key), -1L)) {
                    sums = sums.plus(change.difference);
                }
            }
        }
        sincePageBegan = null;
        isComplete = isLast;
        last = isLast ? null : last;
    }

    /** Call before the row is written: whoever reads it meanwhile then counts the change, or finds it in the row. */
    synchronized void changed(AccountId account, long offset, CreditSums difference) {
        if (isComplete) {
            sums = sums.plus(difference);
            return;
        }
        Changed change = new Changed(StoreKeys.account(account), offset, difference);
        last = change;
        if (!isBehind(change.key, countedTo)) {
            sums = sums.plus(difference);
        } else if (sincePageBegan != null) {
            sincePageBegan.add(change);
        }
    }

    private static boolean isBehind(byte[] key, byte[] counted) {
        return Arrays.compareUnsigned(key, counted) > 0;
    }
}
