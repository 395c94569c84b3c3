package ledger.streams.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** How large the stores of this process are; they share one cache. Thread-safe. */
public final class StoreSizes {
    private static final Set<RocksRows> OPEN = ConcurrentHashMap.newKeySet();

    private StoreSizes() {}

    /**
     * The size of one store, its partitions together.
     *
     * @param diskBytes of its files
     * @param memtableBytes of what is not in a file yet
     */
    public record Size(long diskBytes, long memtableBytes) {
        Size plus(Size other) {
            return new Size(diskBytes + other.diskBytes, memtableBytes + other.memtableBytes);
        }
    }

    /** The size of each store that is open. */
    public static Map<String, Size> byStore() {
        Map<String, Size> sizes = new TreeMap<>();
        OPEN.forEach(rows -> size(rows).ifPresent(size -> sizes.merge(rows.name(), size, Size::plus)));
        return sizes;
    }

    private static Optional<Size> size(RocksRows rows) {
        try {
            return Optional.of(new Size(
                    rows.property("rocksdb.total-sst-files-size"), rows.property("rocksdb.cur-size-all-mem-tables")));
        } catch (InvalidStateStoreException closedMeanwhile) {
            return Optional.empty();
        }
    }

    /** What the cache of all stores holds, memtables included; bytes. */
    public static long cacheBytes() {
        return BoundedRocksDb.cacheBytes();
    }

    /** What it may hold; bytes. */
    public static long cacheBytesMax() {
        return BoundedRocksDb.CACHE_BYTES;
    }

    static void opened(RocksRows rows) {
        OPEN.add(rows);
    }

    static void closed(RocksRows rows) {
        OPEN.remove(rows);
    }
}
