package ledger.streams.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are not on disk yet, {@link #DELETED} in place of one that was deleted. Written by the stream thread, read
 * by all. They are found by their key, which is what deciding does; a range looks at all of them, and they are those of
 * one commit: keeping them in order would cost more than a fold has for a row.
 *
 * @param fresh written since the last commit began
 * @param committing written before, and on disk as soon as that commit is known to have succeeded
 */
record UnsavedRows(ConcurrentMap<Bytes, byte[]> fresh, ConcurrentMap<Bytes, byte[]> committing) {
    /** This very object: a row may be empty. */
    static final byte[] DELETED = new byte[0];

    static UnsavedRows none() {
        return new UnsavedRows(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    /** A row, or null where the disk has the last word. */
    byte @Nullable [] get(Bytes key) {
        byte[] row = fresh.get(key);
        return row == null ? committing.get(key) : row;
    }

    /** Rows from one key to another, both included, in order. */
    NavigableMap<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        NavigableMap<Bytes, byte[]> range = new TreeMap<>();
        copyRange(committing, from, to, range);
        copyRange(fresh, from, to, range);
        return range;
    }

    /** As a commit begins. The next will write about as much. */
    UnsavedRows committed() {
        return new UnsavedRows(new ConcurrentHashMap<>(2 * fresh.size()), fresh);
    }

    /** As the rows of the commit are on disk. */
    UnsavedRows saved() {
        return new UnsavedRows(fresh, new ConcurrentHashMap<>(1));
    }

    private static void copyRange(
            Map<Bytes, byte[]> rows, @Nullable Bytes from, @Nullable Bytes to, Map<Bytes, byte[]> range) {
        rows.forEach((key, row) -> {
            if ((from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) <= 0)) {
                range.put(key, row);
            }
        });
    }
}
