package ledger.account;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of an {@link OrderedMap}, in its order. */
final class OrderedEntries<K, V> extends AbstractSet<Map.Entry<K, V>> {
    private final @Nullable Object[] slots;
    private final int used;
    private final int size;

    /** The slots hold keys and values by turns. Of the pairs in use, some may have been removed. */
    OrderedEntries(@Nullable Object[] slots, int used, int size) {
        this.slots = slots;
        this.used = used;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new Iterator<>() {
            private int next = from(0);

            @Override
            public boolean hasNext() {
                return next < used;
            }

            @Override
            @SuppressWarnings("unchecked")
            public Map.Entry<K, V> next() {
                if (next >= used) {
                    throw new NoSuchElementException();
                }
                int at = next;
                next = from(at + 1);
                return new AbstractMap.SimpleImmutableEntry<>((K) slots[2 * at], (V) slots[2 * at + 1]);
            }
        };
    }

    private int from(int at) {
        int next = at;
        while (next < used && slots[2 * next] == null) {
            next++;
        }
        return next;
    }
}
