package ledger.streams.store;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys, from what is not saved yet and from disk; of one key, what is not saved. */
final class RowRange implements KeyValueIterator<Bytes, byte[]> {
    private final Iterator<Map.Entry<Bytes, byte[]>> unsaved;
    private final KeyValueIterator<Bytes, byte[]> saved;
    private final int direction;
    private Map.@Nullable Entry<Bytes, byte[]> nextUnsaved;
    private @Nullable KeyValue<Bytes, byte[]> next;

    /**
     * Begins with the first row.
     *
     * @param unsaved in the order of keys, whatever the direction
     * @param saved rows of the same range, in the direction
     */
    RowRange(NavigableMap<Bytes, byte[]> unsaved, KeyValueIterator<Bytes, byte[]> saved, boolean isForward) {
        NavigableMap<Bytes, byte[]> ordered = isForward ? unsaved : unsaved.descendingMap();
        this.unsaved = ordered.entrySet().iterator();
        this.saved = saved;
        this.direction = isForward ? 1 : -1;
        advanceUnsaved();
        next = advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Bytes peekNextKey() {
        return current().key;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        KeyValue<Bytes, byte[]> row = current();
        next = advance();
        return row;
    }

    @Override
    public void close() {
        saved.close();
    }

    private KeyValue<Bytes, byte[]> current() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next;
    }

    private @Nullable KeyValue<Bytes, byte[]> advance() {
        while (nextUnsaved != null) {
            Map.Entry<Bytes, byte[]> newer = nextUnsaved;
            int order = saved.hasNext() ? direction * newer.getKey().compareTo(saved.peekNextKey()) : -1;
            if (order > 0) {
                return saved.next();
            }
            if (order == 0) {
                saved.next();
            }
            advanceUnsaved();
            if (newer.getValue() != UnsavedRows.DELETED) {
                return KeyValue.pair(newer.getKey(), newer.getValue());
            }
        }
        return saved.hasNext() ? saved.next() : null;
    }

    private void advanceUnsaved() {
        nextUnsaved = unsaved.hasNext() ? unsaved.next() : null;
    }
}
