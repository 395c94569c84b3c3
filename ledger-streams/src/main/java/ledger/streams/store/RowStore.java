package ledger.streams.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
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
 * The rows of one task, in memory until the commit that they belong to has succeeded, and on disk from then on. They
 * are logged many to a record, and a row that is written often not each time; and the disk never holds what is not
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

    /** Written to disk with each row that comes after a commit: few enough that no command waits for long. */
    private static final int ROWS_SAVED_AT_ONCE = 64;

    private final String name;
    private final boolean isLogged;
    private final boolean isCached;
    private final Set<RowStore> siblings;
    private volatile UnsavedRows unsaved = UnsavedRows.none();
    private volatile @Nullable RocksRows saved;
    private @Nullable StateStoreContext context;
    private @Nullable Changelog changelog;
    /** Of the thread that writes alone; null where none is wanted. */
    private @Nullable RowCache cache;

    /** The one stream thread that writes; null before the first row. */
    private volatile @Nullable Thread writer;

    /** Rows of this commit that are not in the changelog yet. */
    private final Map<Bytes, byte[]> unlogged = new HashMap<>();

    private long unloggedBytes;
    private int blocksLogged;
    private long freshBytes;
    private long freshOffset;
    private long freshTimeMillis;
    /** Rows of the last commit that are not on disk yet, once it is known to have succeeded. */
    private @Nullable Iterator<Map.Entry<Bytes, byte[]>> saving;

    private @Nullable Long savingOffset;

    /**
     * A store that is not open yet.
     *
     * @param siblings the open ones of the same name, of whatever task; thread-safe, and kept up by each of them
     */
    RowStore(String name, boolean isLogged, boolean isCached, Set<RowStore> siblings) {
        this.name = name;
        this.isLogged = isLogged;
        this.isCached = isCached;
        this.siblings = siblings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        context = stateStoreContext;
        changelog = isLogged ? new Changelog(stateStoreContext, name) : null;
        forgetUnsaved();
        cache = isCached ? new RowCache() : null;
        writer = null;
        siblings.add(this);
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
        saveCommitted(ROWS_SAVED_AT_ONCE);
        writer = Thread.currentThread();
        if (cache != null) {
            cache.written(key.get(), row);
        }
        if (freshBytes == 0) {
            freshOffset = context().recordMetadata().map(at -> at.offset()).orElse(0L);
            freshTimeMillis = changelog == null ? 0 : changelog.timeMillis();
        }
        byte[] written = row == null ? UnsavedRows.DELETED : row;
        int bytes = key.get().length + written.length;
        freshBytes += bytes;
        unsaved.fresh().put(key, written);
        if (changelog != null) {
            log(changelog, key, written, bytes);
        }
    }

    /** A block is appended as soon as it is full, so that little is left to be sent when the commit waits for it. */
    private void log(Changelog topic, Bytes key, byte[] row, int bytes) {
        unlogged.put(key, row);
        unloggedBytes += bytes;
        if (unloggedBytes >= RowBlock.BYTES_MAX) {
            logRest(topic);
        }
        if (freshBytes > UNSAVED_BYTES_MAX && freshBytes - bytes <= UNSAVED_BYTES_MAX) {
            topic.requestCommit();
        }
    }

    private void logRest(Changelog topic) {
        for (RowBlock block : RowBlock.of(freshOffset, blocksLogged, unlogged)) {
            topic.append(block, freshTimeMillis);
            blocksLogged++;
        }
        unlogged.clear();
        unloggedBytes = 0;
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

    /**
     * Logs the rest of what this commit has written, that of all tasks of the thread with the first of them: Kafka
     * Streams commits them together, and waits for what each has logged before it turns to the next. Called as a commit
     * begins.
     */
    @Override
    public void flushCache() {
        for (RowStore sibling : siblings) {
            if (sibling.writer == Thread.currentThread() && sibling.changelog != null) {
                sibling.logRest(sibling.changelog);
            }
        }
        if (freshBytes == 0) {
            return;
        }
        // The first of these rows was written after the commit before had succeeded.
        saveCommitted(Integer.MAX_VALUE);
        unsaved = unsaved.committed();
        freshBytes = 0;
        blocksLogged = 0;
    }

    /** A task that becomes a standby has committed. */
    @Override
    public void clearCache() {
        saveCommitted(Integer.MAX_VALUE);
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
        Long offset = null;
        for (Map.Entry<TopicPartition, Long> entry : changelogOffsets.entrySet()) {
            if (changelog != null && changelog.isOf(entry.getKey())) {
                offset = entry.getValue();
            }
        }
        if (offset != null || changelog == null) {
            saveCommitted(Integer.MAX_VALUE);
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
            siblings.remove(this);
            open.close();
        }
        forgetUnsaved();
    }

    /**
     * Writes to disk so many rows of the last commit. Called only where that commit is known to have succeeded: had it
     * failed, Kafka Streams would have closed the task before it let it write again. The offset comes with the last of
     * them; until then a crash has them restored again.
     */
    private void saveCommitted(int rowsMax) {
        UnsavedRows now = unsaved;
        if (now.committing().isEmpty()) {
            return;
        }
        if (saving == null) {
            saving = now.committing().entrySet().iterator();
            // Before anything of the next commit is appended.
            savingOffset = changelog == null ? null : changelog.offset();
        }
        try (RocksRows.Batch batch = saved().batch()) {
            for (int left = rowsMax; left > 0 && saving.hasNext(); left--) {
                Map.Entry<Bytes, byte[]> row = saving.next();
                batch.put(row.getKey().get(), row.getValue() == UnsavedRows.DELETED ? null : row.getValue());
            }
            boolean isLast = !saving.hasNext();
            if (isLast && savingOffset != null) {
                batch.offset(savingOffset);
            }
            batch.write();
            if (isLast) {
                saving = null;
                unsaved = now.saved();
            }
        }
    }

    private void forgetUnsaved() {
        unsaved = UnsavedRows.none();
        unlogged.clear();
        unloggedBytes = 0;
        blocksLogged = 0;
        freshBytes = 0;
        saving = null;
        savingOffset = null;
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
