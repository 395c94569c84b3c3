package ledger.streams.store;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.Filter;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * How RocksDB keeps the rows of a store. Bounds the memory of all stores of the process together: by themselves they
 * would take 100 MB each, for every partition.
 */
final class BoundedRocksDb {
    /** Enough for one person's ledger. */
    private static final long CACHE_BYTES_MIN = 64L << 20;
    /** The rows of some millions of users. */
    private static final long CACHE_BYTES_MAX = 1L << 30;
    /** Who gives the ledger more memory says so by the heap ({@code -Xmx}), beside which this is little. */
    private static final int CACHE_SHARE_OF_HEAP = 16;
    /** Blocks, indexes, filters and memtables of every store. */
    static final long CACHE_BYTES = Math.max(
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

    /** Bits of a bloom filter for each key: one look-up in a hundred of what is not there goes on to the disk. */
    private static final int FILTER_BITS = 10;

    private static final Filter FILTER = new BloomFilter(FILTER_BITS);

    /** Of a memtable's bytes, for its filter: rows are a hundred bytes or more, so that is ten bits for each. */
    private static final double MEMTABLE_FILTER_RATIO = 0.02;

    private BoundedRocksDb() {}

    /** What the cache holds now. */
    static long cacheBytes() {
        return CACHE.getUsage();
    }

    /** The options of one store, to be closed after it. */
    static Options options() {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(CACHE)
                .setBlockSize(BLOCK_BYTES)
                .setFilterPolicy(FILTER)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        return new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                // Most look-ups of idempotency keys find nothing, and a filter on the last level spares them the disk.
                .setOptimizeFiltersForHits(false)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_RATIO)
                .setMemtableWholeKeyFiltering(true)
                .setWriteBufferManager(MEMTABLES)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(WRITE_BUFFERS_MAX)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                // One thread writes.
                .setAllowConcurrentMemtableWrite(false)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setMaxBackgroundJobs(BACKGROUND_JOBS_MAX)
                .setKeepLogFileNum(LOG_FILES_KEPT);
    }
}
