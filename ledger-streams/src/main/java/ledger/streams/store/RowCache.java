package ledger.streams.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Small rows that were read a moment ago, copied into one array: a row that is looked up and written again and again,
 * as an account's is, need not be searched for on disk each time. An array and not objects, as rows that stay for a
 * while and are then replaced are what a collector copies most often. Each key has one place, which the next key of
 * that place takes over. Used by one thread.
 */
final class RowCache {
    /** Two megabytes for each store; a few thousand busy users of a partition. */
    private static final int PLACES = 1 << 13;

    private static final int PLACE_BYTES = 256;
    /** The lengths of key and row, two bytes each. A place that was never taken has a key without bytes. */
    private static final int HEAD_BYTES = 4;

    private static final int PLACE_SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final int GOLDEN_RATIO = 0x9e3779b9;
    private static final int OCTET = 0xff;

    private final byte[] places = new byte[PLACES * PLACE_BYTES];

    /** A copy of the row, or null where it is not here. */
    byte @Nullable [] get(byte[] key) {
        int at = place(key);
        if (!holds(at, key)) {
            return null;
        }
        int row = at + HEAD_BYTES + key.length;
        return Arrays.copyOfRange(places, row, row + length(at + 2));
    }

    /** Keeps a row that was read, if it is small enough. */
    void put(byte[] key, byte[] row) {
        int at = place(key);
        if (HEAD_BYTES + key.length + row.length <= PLACE_BYTES) {
            length(at, key.length);
            length(at + 2, row.length);
            System.arraycopy(key, 0, places, at + HEAD_BYTES, key.length);
            System.arraycopy(row, 0, places, at + HEAD_BYTES + key.length, row.length);
        } else if (holds(at, key)) {
            length(at, 0);
        }
    }

    /** Notes a row that was written, where it is kept; null for one that was deleted. */
    void written(byte[] key, byte @Nullable [] row) {
        int at = place(key);
        if (!holds(at, key)) {
            return;
        }
        if (row == null) {
            length(at, 0);
        } else {
            put(key, row);
        }
    }

    /** Lets a row go. */
    void forget(byte[] key) {
        written(key, null);
    }

    private static int place(byte[] key) {
        // The high bits of the product depend on all of the hash: keys of one kind differ in few of its low ones.
        return ((Arrays.hashCode(key) * GOLDEN_RATIO) >>> PLACE_SHIFT) * PLACE_BYTES;
    }

    private boolean holds(int at, byte[] key) {
        int begin = at + HEAD_BYTES;
        return length(at) == key.length && Arrays.equals(places, begin, begin + key.length, key, 0, key.length);
    }

    private int length(int at) {
        return (places[at] & OCTET) << 8 | (places[at + 1] & OCTET);
    }

    private void length(int at, int value) {
        places[at] = (byte) (value >> 8);
        places[at + 1] = (byte) value;
    }
}
