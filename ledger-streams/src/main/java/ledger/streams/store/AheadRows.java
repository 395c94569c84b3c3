package ledger.streams.store;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one task's store, and before them those that were decided and are not in the store yet. Whoever decides
 * writes, one at a time; whoever runs the store takes what was written into it, in the same order; everybody reads.
 */
public final class AheadRows implements ReadOnlyKeyValueStore<Bytes, byte[]> {
    private final KeyValueStore<Bytes, byte[]> store;
    private final ConcurrentMap<Bytes, Row> ahead = new ConcurrentHashMap<>();
    private final @Nullable RowCache cache;
    private List<Write> writes = new ArrayList<>();
    private boolean isThrough;

    /** Compared by identity: one that is written later may have the same bytes. */
    private static final class Row {
        private final byte @Nullable [] value;
        private volatile boolean isTaken;

        Row(byte @Nullable [] value) {
            this.value = value;
        }
    }

    /** A row that was written ahead and is not in the store yet. */
    public static final class Write {
        private final Bytes key;
        private final Row row;
        private final @Nullable Row before;

        private Write(Bytes key, Row row, @Nullable Row before) {
            this.key = key;
            this.row = row;
            this.before = before;
        }

        /** How many bytes it keeps in memory. */
        public int bytes() {
            return key.get().length + (row.value == null ? 0 : row.value.length);
        }
    }

    /** With nothing ahead. The rows that deciding asks for are kept in memory if the store is cached. */
    public AheadRows(KeyValueStore<Bytes, byte[]> store, boolean isCached) {
        this.store = store;
        this.cache = isCached ? new RowCache() : null;
    }

    /**
     * Says whether rows are written into the store at once, which is for the thread that runs it, while nothing is
     * ahead.
     */
    public void writeThrough(boolean through) {
        isThrough = through;
    }

    /** As whoever decides sees the row. */
    public byte @Nullable [] find(Bytes key) {
        RowCache recent = cache;
        if (recent == null) {
            return get(key);
        }
        byte[] row = recent.get(key.get());
        if (row == null) {
            row = get(key);
            if (row != null) {
                recent.put(key.get(), row);
            }
        }
        return row;
    }

    /** Writes a row; null deletes it. */
    public void put(Bytes key, byte @Nullable [] value) {
        if (isThrough) {
            store.put(key, value);
        } else {
            // Noted first: what fails in between can be undone.
            Row row = new Row(value);
            writes.add(new Write(key, row, ahead.get(key)));
            ahead.put(key, row);
        }
        if (cache != null) {
            cache.written(key.get(), value);
        }
    }

    /** Begins to note what is written ahead. */
    public void begin() {
        writes = new ArrayList<>();
    }

    /** What was written ahead since {@link #begin}, in its order. */
    public List<Write> written() {
        return writes;
    }

    /** Forgets what was written ahead since {@link #begin}. */
    public void undo() {
        for (int i = writes.size() - 1; i >= 0; i--) {
            Write write = writes.get(i);
            Row before = write.before;
            if (before == null) {
                ahead.remove(write.key, write.row);
            } else {
                ahead.replace(write.key, write.row, before);
                // Where the store took it meanwhile, it found another row in its place and left that.
                if (before.isTaken) {
                    ahead.remove(write.key, before);
                }
            }
            if (cache != null) {
                cache.forget(write.key.get());
            }
        }
        writes.clear();
    }

    /** Takes rows into the store that were written ahead, in their order. On the thread that runs the store. */
    public void take(List<Write> written) {
        for (Write write : written) {
            store.put(write.key, write.row.value);
            write.row.isTaken = true;
            ahead.remove(write.key, write.row);
        }
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        // In this order: what comes into the store meanwhile is seen in one of the two.
        Row row = ahead.get(key);
        return row == null ? store.get(key) : row.value;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        NavigableMap<Bytes, byte[]> newer = newer(from, to);
        return new RowRange(newer, store.range(from, to), true);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
        NavigableMap<Bytes, byte[]> newer = newer(from, to);
        return new RowRange(newer, store.reverseRange(from, to), false);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    /** What the store has, about. */
    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    private NavigableMap<Bytes, byte[]> newer(@Nullable Bytes from, @Nullable Bytes to) {
        Predicate<Bytes> isWithin =
                key -> (from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) <= 0);
        NavigableMap<Bytes, byte[]> newer = new TreeMap<>();
        ahead.forEach((key, row) -> {
            if (isWithin.test(key)) {
                newer.put(key, row.value == null ? UnsavedRows.DELETED : row.value);
            }
        });
        return newer;
    }
}
