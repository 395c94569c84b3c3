package ledger.streams.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
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
    private final String name;
    private final boolean isLogged;
    private final boolean isCached;
    private final Set<RowStore> siblings;
    private volatile @Nullable Opened opened;
    private @Nullable StateStoreContext context;
    /** Of the thread that writes alone; null where none is wanted. */
    private @Nullable RowCache cache;

    /** The one stream thread that writes; null before the first row. */
    private volatile @Nullable Thread writer;

    /** What there is from one opening to the next. */
    private record Opened(
            RocksRows saved, UnsavedRows unsaved, @Nullable Changelog changelog) {}

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
        cache = isCached ? new RowCache() : null;
        writer = null;
        Changelog changelog = isLogged ? new Changelog(stateStoreContext, name) : null;
        RocksRows saved =
                RocksRows.open(name, StoredRows.of(stateStoreContext, name).directory());
        opened = new Opened(saved, new UnsavedRows(saved, changelog), changelog);
        siblings.add(this);
        stateStoreContext.register(
                root, (RecordBatchingStateRestoreCallback) records -> ChangelogRestore.write(saved, records));
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
        Opened open = opened();
        byte[] row = open.unsaved().get(key);
        if (row != null) {
            return row == UnsavedRows.DELETED ? null : row;
        }
        return open.saved().get(key.get());
    }

    @Override
    public void put(Bytes key, byte @Nullable [] row) {
        long offset = context().recordMetadata().map(at -> at.offset()).orElse(0L);
        opened().unsaved().put(key, row, offset);
        writer = Thread.currentThread();
        if (cache != null) {
            cache.written(key.get(), row);
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

    /** What is on disk, about. */
    @Override
    public long approximateNumEntries() {
        return opened().saved().estimate();
    }

    /**
     * Logs the rest of what this commit has written, that of all tasks of the thread with the first of them: Kafka
     * Streams commits them together, and waits for what each has logged before it turns to the next. Called as a commit
     * begins.
     */
    @Override
    public void flushCache() {
        for (RowStore sibling : siblings) {
            if (sibling.writer == Thread.currentThread()) {
                sibling.opened().unsaved().logRest();
            }
        }
        opened().unsaved().committing();
    }

    /** A task that becomes a standby has committed. */
    @Override
    public void clearCache() {
        opened().unsaved().saveCommitted();
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
        Opened open = opened();
        Changelog changelog = open.changelog();
        Long offset = changelog == null ? null : changelog.offsetIn(changelogOffsets);
        if (changelog == null || offset != null) {
            open.unsaved().saveCommitted();
            open.saved().markEmpty(offset);
        } else {
            open.saved().forgetMark();
        }
        open.saved().flush();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        Opened open = opened();
        ChangelogMark mark = open.changelog() != null && open.changelog().isOf(partition)
                ? open.saved().mark()
                : null;
        return mark == null ? null : mark.offset();
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
        return opened != null;
    }

    /** What was not committed is gone, as it should be. */
    @Override
    public void close() {
        Opened open = opened;
        if (open != null) {
            opened = null;
            siblings.remove(this);
            open.saved().close();
        }
    }

    private KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean isForward) {
        Opened open = opened();
        // Before the disk is looked at: what is saved in between is seen twice, and never missed.
        UnsavedRows.Range newer = open.unsaved().range(from, to);
        RowRange committed = new RowRange(newer.committing(), open.saved().range(from, to, isForward), isForward);
        return new RowRange(newer.fresh(), committed, isForward);
    }

    private Opened opened() {
        Opened open = opened;
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
