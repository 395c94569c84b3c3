package ledger.pricing;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map. A change makes a new tree that shares all but the path to the change, so a rate card of
 * thousands of models is never copied; looking up and changing cost O(log n). It is an AVL tree.
 */
final class SortedTree<K extends Comparable<K>, V> {
    private final @Nullable Node<K, V> root;

    private SortedTree(@Nullable Node<K, V> root) {
        this.root = root;
    }

    static <K extends Comparable<K>, V> SortedTree<K, V> empty() {
        return new SortedTree<>(null);
    }

    /** This tree with the key's value put in or replaced. */
    SortedTree<K, V> with(K key, V value) {
        return new SortedTree<>(put(root, key, value));
    }

    Optional<V> get(K key) {
        return floor(key).filter(entry -> entry.getKey().compareTo(key) == 0).map(Map.Entry::getValue);
    }

    /** The entry with the greatest key that is not above this one. */
    Optional<Map.Entry<K, V>> floor(K key) {
        return last(key, true);
    }

    /** The entry with the greatest key that is below this one. */
    Optional<Map.Entry<K, V>> lower(K key) {
        return last(key, false);
    }

    /** Visits every entry, the smallest key first. */
    void forEach(BiConsumer<? super K, ? super V> visitor) {
        visit(root, visitor);
    }

    /** How many keys a look-up compares at most. */
    int height() {
        return height(root);
    }

    private Optional<Map.Entry<K, V>> last(K key, boolean inclusive) {
        @Nullable Node<K, V> best = null;
        @Nullable Node<K, V> node = root;
        while (node != null) {
            int order = node.key.compareTo(key);
            if (order < 0 || (inclusive && order == 0)) {
                best = node;
                node = node.right;
            } else {
                node = node.left;
            }
        }
        return best == null ? Optional.empty() : Optional.of(Map.entry(best.key, best.value));
    }

    /** No deeper than the height of the tree. */
    private static <K, V> void visit(@Nullable Node<K, V> node, BiConsumer<? super K, ? super V> visitor) {
        if (node != null) {
            visit(node.left, visitor);
            visitor.accept(node.key, node.value);
            visit(node.right, visitor);
        }
    }

    private static <K extends Comparable<K>, V> Node<K, V> put(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node, put(node.left, key, value), node.right);
        }
        if (order > 0) {
            return balanced(node, node.left, put(node.right, key, value));
        }
        return new Node<>(key, value, node.left, node.right);
    }

    private static <K, V> Node<K, V> balanced(
            Node<K, V> middle, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left != null && height(left) > height(right) + 1) {
            Node<K, V> inner = left.right;
            if (inner != null && height(inner) > height(left.left)) {
                return joined(inner, joined(left, left.left, inner.left), joined(middle, inner.right, right));
            }
            return joined(left, left.left, joined(middle, inner, right));
        }
        if (right != null && height(right) > height(left) + 1) {
            Node<K, V> inner = right.left;
            if (inner != null && height(inner) > height(right.right)) {
                return joined(inner, joined(middle, left, inner.left), joined(right, inner.right, right.right));
            }
            return joined(right, joined(middle, left, inner), right.right);
        }
        return joined(middle, left, right);
    }

    private static <K, V> Node<K, V> joined(Node<K, V> middle, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(middle.key, middle.value, left, right);
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static final class Node<K, V> {
        final K key;
        final V value;
        final @Nullable Node<K, V> left;
        final @Nullable Node<K, V> right;
        final int height;

        Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(height(left), height(right));
        }
    }
}
