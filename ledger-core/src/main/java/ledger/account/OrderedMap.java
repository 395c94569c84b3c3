package ledger.account;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map that never changes and keeps the order in which its keys first came. Accounts are made of such maps, and every
 * event makes a new map from the last one. That copies a few arrays, and hashes only the keys that change.
 */
public final class OrderedMap<K, V> extends AbstractMap<K, V> {
    /** Up to this many keys, comparing all of them is faster than hashing one. Most accounts have no more books. */
    private static final int SCANNED_MAX = 8;

    /** Room for the keys that one event brings, which are few. */
    private static final int SPARE = 4;

    private static final OrderedMap<Object, Object> EMPTY = new OrderedMap<>(new Object[0], 0, 0, new int[0]);

    /** Keys and values by turns; null where a key was removed. */
    private final @Nullable Object[] slots;

    private final int size;
    /** How many pairs of slots are in use, removed ones included. */
    private final int used;
    /**
     * A hash table: at the slot of a key's hash, or the next free one, stands the key's place plus one. Empty for few
     * keys.
     */
    private final int[] places;

    private OrderedMap(@Nullable Object[] slots, int used, int size, int[] places) {
        this.slots = slots;
        this.used = used;
        this.size = size;
        this.places = places;
    }

    /** A map with the entries of another, in the same order. */
    @SuppressWarnings("unchecked") // One of ours never changes, whatever its types are called; and nothing has no type.
    public static <K, V> OrderedMap<K, V> copyOf(Map<K, V> map) {
        if (map instanceof OrderedMap) {
            return (OrderedMap<K, V>) map;
        }
        if (map.isEmpty()) {
            return (OrderedMap<K, V>) EMPTY;
        }
        Change<K, V> change = new Change<>((OrderedMap<K, V>) EMPTY, map.size());
        map.forEach(change::put);
        return change.done();
    }

    /** Begins the next map. */
    public Change<K, V> change() {
        return new Change<>(this, SPARE);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int at = place(slots, used, places, key);
        return at < 0 ? null : value(at);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return place(slots, used, places, key) >= 0;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new OrderedEntries<>(slots, used, size);
    }

    @SuppressWarnings("unchecked")
    private V value(int at) {
        return (V) slots[2 * at + 1];
    }

    private static int place(@Nullable Object[] slots, int used, int[] places, @Nullable Object key) {
        if (key == null) {
            return -1;
        }
        if (places.length == 0) {
            int at = used - 1;
            while (at >= 0 && !key.equals(slots[2 * at])) {
                at--;
            }
            return at;
        }
        int hash = spread(key);
        for (int i = hash & (places.length - 1); places[i] != 0; i = (i + 1) & (places.length - 1)) {
            if (key.equals(slots[2 * (places[i] - 1)])) {
                return places[i] - 1;
            }
        }
        return -1;
    }

    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    /** The next map while it is made. Not thread-safe. */
    public static final class Change<K, V> {
        private @Nullable Object[] slots;
        private int used;
        private int size;
        private int[] places;

        private Change(OrderedMap<K, V> from, int more) {
            slots = Arrays.copyOf(from.slots, 2 * (from.used + more));
            used = from.used;
            size = from.size;
            places = from.places.clone();
        }

        /** A key that is there keeps its place, and any other comes last. */
        public void put(K key, V value) {
            merge(key, value, (before, after) -> after);
        }

        /** Merges a value into the value of a key, or puts it if the key is new. Returns the result. */
        @SuppressWarnings("unchecked")
        public V merge(K key, V other, BinaryOperator<V> together) {
            int at = place(slots, used, places, key);
            V value = at < 0 ? other : together.apply((V) slots[2 * at + 1], other);
            if (at < 0) {
                append(key, value);
            } else {
                slots[2 * at + 1] = value;
            }
            return value;
        }

        /** Takes a key out, if it is there. */
        public void remove(K key) {
            int at = place(slots, used, places, key);
            if (at >= 0) {
                slots[2 * at] = null;
                slots[2 * at + 1] = null;
                size--;
            }
        }

        /** The map as it is now. The change must not be used any more. */
        public OrderedMap<K, V> done() {
            if (used - size > size) {
                rebuild(size);
            }
            return new OrderedMap<>(slots, used, size, places);
        }

        private void append(K key, V value) {
            if (2 * used == slots.length) {
                rebuild(2 * size + 1);
            }
            int at = used++;
            size++;
            slots[2 * at] = key;
            slots[2 * at + 1] = value;
            index(key, at);
        }

        private void index(Object key, int at) {
            if (used > SCANNED_MAX && 2 * used > places.length) {
                indexAll();
            } else if (places.length > 0) {
                enter(key, at);
            }
        }

        /** At least half of the slots stay free, so that a search ends. */
        private void indexAll() {
            places = new int[4 * Integer.highestOneBit(slots.length / 2)];
            for (int at = 0; at < used; at++) {
                Object key = slots[2 * at];
                if (key != null) {
                    enter(key, at);
                }
            }
        }

        private void enter(Object key, int at) {
            int i = spread(key) & (places.length - 1);
            while (places[i] != 0) {
                i = (i + 1) & (places.length - 1);
            }
            places[i] = at + 1;
        }

        /** Closes the gaps that removed keys left. */
        private void rebuild(int capacity) {
            @Nullable Object[] kept = new @Nullable Object[2 * capacity];
            int count = 0;
            for (int at = 0; at < used; at++) {
                if (slots[2 * at] != null) {
                    kept[2 * count] = slots[2 * at];
                    kept[2 * count + 1] = slots[2 * at + 1];
                    count++;
                }
            }
            slots = kept;
            used = count;
            places = new int[0];
            if (used > SCANNED_MAX) {
                indexAll();
            }
        }
    }
}
