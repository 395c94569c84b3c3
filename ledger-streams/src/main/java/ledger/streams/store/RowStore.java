package ledger.streams.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one task, in memory until the commit that they belong to has succeeded, and on disk from then on. So a
 * commit logs a row once however often it was written, many rows to a record; and the disk never holds what is not
 * committed, so that a process that was killed restores no more than what it had not flushed, where Kafka Streams' own
 * store would be wiped and restored whole.
 *
 * <p>Written by the stream thread, and while it is restored by the thread that restores. Read by all: a reader sees
 * what was written at once.
 */
final class RowStore implements KeyValueStore<Bytes, byte[]>, CachedStateStore<Bytes, byte[]> {
    /**
     * Rows wait in memory until the next commit, which is asked for when there are more bytes of them. A store reaches
     * it in a quarter of a second at a hundred thousand commands a second.
     */
    static final long UNSAVED_BYTES_MAX = 16L << 20;

    private final String name;
    private final boolean isLogged;
    private final boolean isCached;
    private volatile UnsavedRows unsaved = UnsavedRows.none();
    private volatile @Nullable RocksRows saved;
    private @Nullable StateStoreContext context;
    private @Nullable Changelog changelog;
    /** Of the thread that writes alone; null where none is wanted. */
    private @Nullable RowCache cache;

    private @Nullable Thread writer;
    private long freshBytes;
    private long freshOffset;
    private long freshTimeMillis;

    RowStore(String name, boolean isLogged, boolean isCached) {
        this.name = name;
        this.isLogged = isLogged;
        this.isCached = isCached;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        context = stateStoreContext;
        changelog = isLogged ? new Changelog(stateStoreContext, name) : null;
        unsaved = UnsavedRows.none();
        freshBytes = 0;
        cache = isCached ? new RowCache() : null;
        writer = null;
        saved = RocksRows.open(name, Path.of(stateStoreContext.stateDir().getPath(), "rows", name));
        stateStoreContext.register(root, (RecordBatchingStateRestoreCallback) this::restore);
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        RowCache recent = cache;
        if (recent == null || writer != Thread.currentThread()) {
            return find(key);
        }
        byte[] row = recent.get(key.get());
        if (row == null) {
            row = find(key);
            if (row != null) {
                recent.put(key.get(), row);
            }
        }
        return row;
    }

    private byte @Nullable [] find(Bytes key) {
        byte[] row = unsaved.get(key);
        if (row != null) {
            return row == UnsavedRows.DELETED ? null : row;
        }
        return saved().get(key.get());
    }

    @Override
    public void put(Bytes key, byte @Nullable [] row) {
        saveCommitted();
        UnsavedRows now = unsaved;
        if (freshBytes == 0) {
            freshOffset = context().recordMetadata().map(at -> at.offset()).orElse(0L);
            freshTimeMillis = changelog == null ? 0 : changelog.timeMillis();
        }
        writer = Thread.currentThread();
        if (cache != null) {
            cache.written(key.get(), row);
        }
        now.fresh().put(key, row == null ? UnsavedRows.DELETED : row);
        long before = freshBytes;
        freshBytes += key.get().length + (row == null ? 0 : row.length);
        if (before <= UNSAVED_BYTES_MAX && freshBytes > UNSAVED_BYTES_MAX && changelog != null) {
            changelog.requestCommit();
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] row) {
        byte[] before = get(key);
        if (before == null) {
            put(key, row);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> rows) {
        rows.forEach(row -> put(row.key, row.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return range(from, to, true);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
        return range(from, to, false);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null, true);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseAll() {
        return range(null, null, false);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, PS serializer) {
        throw new UnsupportedOperationException("rows are read by key or by range");
    }

    /** What is on disk, about. */
    @Override
    public long approximateNumEntries() {
        return saved().estimate();
    }

    /** Logs what this commit has written. Kafka Streams calls it as a commit begins. */
    @Override
    public void flushCache() {
        UnsavedRows now = unsaved;
        if (now.fresh().isEmpty()) {
            return;
        }
        if (changelog != null) {
            for (RowBlock block : RowBlock.of(freshOffset, now.fresh())) {
                changelog.append(block, freshTimeMillis);
            }
        }
        // Nothing else waits: the first of these rows was written after the commit before had succeeded.
        unsaved = now.committed();
        freshBytes = 0;
    }

    /** A task that becomes a standby has committed. */
    @Override
    public void clearCache() {
        saveCommitted();
        writer = null;
        cache = isCached ? new RowCache() : null;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    /** Makes what was committed outlive the process. An empty map asks for a restore from the beginning. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        saveCommitted();
        Long offset = null;
        for (Map.Entry<TopicPartition, Long> entry : changelogOffsets.entrySet()) {
            if (changelog != null && changelog.isOf(entry.getKey())) {
                offset = entry.getValue();
            }
        }
        saved().flush(offset);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return changelog != null && changelog.isOf(partition) ? saved().offset() : null;
    }

    @Override
    @SuppressWarnings("deprecation") // As Kafka Streams asks of new stores.
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return saved != null;
    }

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    /** What was not committed is gone, as it should be. */
    @Override
    public void close() {
        RocksRows open = saved;
        if (open != null) {
            saved = null;
            open.close();
        }
        unsaved = UnsavedRows.none();
    }

    /**
     * Writes to disk what the last commit logged. Called only where that commit is known to have succeeded: had it
     * failed, Kafka Streams would have closed the task before it let it write again.
     */
    private void saveCommitted() {
        UnsavedRows now = unsaved;
        if (!now.committing().isEmpty()) {
            saved().write(now.committing(), changelog == null ? null : changelog.offset());
            unsaved = now.saved();
        }
    }

    private void restore(Collection<ConsumerRecord<byte[], byte[]>> records) {
        try (RocksRows.Batch batch = saved().batch()) {
            long offset = 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                RowBlock.forEach(record.key(), record.value(), batch::put);
                offset = record.offset();
            }
            batch.offset(offset);
            batch.write();
        }
    }

    private KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean isForward) {
        // Before the disk is looked at: what is saved in between is seen twice, and never missed.
        NavigableMap<Bytes, byte[]> newer = unsaved.range(from, to);
        return new RowRange(newer, saved().range(from, to, isForward), isForward);
    }

    private RocksRows saved() {
        RocksRows open = saved;
        if (open == null) {
            throw new InvalidStateStoreException("store " + name + " is closed");
        }
        return open;
    }

    private StateStoreContext context() {
        if (context == null) {
            throw new InvalidStateStoreException("store " + name + " was never opened");
        }
        return context;
    }
}
