package ledger.streams.store;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a commit that are not on disk yet. They no longer change, so that whoever first asks for a range puts
 * them in order for all who ask after: there may be very many, and they stay until more is written. Thread-safe.
 */
final class CommittingRows {
    static final CommittingRows NONE = new CommittingRows(Map.of());

    private final Map<Bytes, byte[]> rows;
    private volatile @Nullable NavigableMap<Bytes, byte[]> inOrder;

    /** Takes the map, which nobody may write any more. */
    CommittingRows(Map<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    byte @Nullable [] get(Bytes key) {
        return rows.get(key);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** All of them, in no order. */
    Iterator<Map.Entry<Bytes, byte[]>> iterator() {
        return rows.entrySet().iterator();
    }

    /** Those from one key to another, both included, in order. */
    NavigableMap<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        NavigableMap<Bytes, byte[]> all = inOrder;
        if (all == null) {
            // Two readers may both do it, to the same end.
            all = new TreeMap<>(rows);
            inOrder = all;
        }
        NavigableMap<Bytes, byte[]> following = from == null ? all : all.tailMap(from, true);
        if (to == null) {
            return following;
        }
        return from != null && from.compareTo(to) > 0 ? new TreeMap<>() : following.headMap(to, true);
    }
}
