package ledger.streams.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all stores of the process together: by themselves they take 100 MB each, for every partition.
 * Kafka Streams makes one of these per store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** Enough for one person's ledger. */
    private static final long CACHE_BYTES_MIN = 64L << 20;
    /** The rows of some millions of users. */
    private static final long CACHE_BYTES_MAX = 1L << 30;
    /** Who gives the ledger more memory says so by the heap ({@code -Xmx}), beside which this is little. */
    private static final int CACHE_SHARE_OF_HEAP = 16;
    /** Blocks, indexes, filters and memtables of every store. */
    private static final long CACHE_BYTES = Math.max(
            CACHE_BYTES_MIN, Math.min(CACHE_BYTES_MAX, Runtime.getRuntime().maxMemory() / CACHE_SHARE_OF_HEAP));
    /** Of which memtables, so that reading keeps most of the cache while much is written. */
    private static final long MEMTABLE_BYTES = CACHE_BYTES / 8 * 3;
    /** A store writes a file of that size; small ones also make a restart after a crash restore less. */
    private static final long WRITE_BUFFER_BYTES = 4L << 20;

    private static final int WRITE_BUFFERS_MAX = 3;
    private static final int BLOCK_BYTES = 8 << 10;
    private static final double HIGH_PRIORITY_RATIO = 0.3;
    private static final int BACKGROUND_JOBS_MAX = 2;
    private static final int LOG_FILES_KEPT = 2;

    static {
        RocksDB.loadLibrary();
    }

    /** Never closed: they end with the process, after the last store. Not strict, as a strict one fails writes. */
    private static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, HIGH_PRIORITY_RATIO);

    private static final WriteBufferManager MEMTABLES = new WriteBufferManager(MEMTABLE_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        // The object that Kafka Streams made, with its bloom filter; its own cache stays empty and is closed by it.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        // Most look-ups of idempotency keys find nothing, and a filter on the last level spares them the disk.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(MEMTABLES);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS_MAX);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        options.setMaxBackgroundJobs(BACKGROUND_JOBS_MAX);
        options.setKeepLogFileNum(LOG_FILES_KEPT);
    }

    @Override
    public void close(String storeName, Options options) {
        // What is shared stays open for the other stores.
    }
}
