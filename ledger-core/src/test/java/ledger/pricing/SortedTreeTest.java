package ledger.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SortedTreeTest {
    /** An AVL tree of this many keys is 18 to 25 deep. */
    private static final int MANY = 1 << 17;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_agrees_with_a_sorted_map(long seed) {
        Random random = new Random(seed);
        TreeMap<Integer, Integer> expected = new TreeMap<>();
        SortedTree<Integer, Integer> tree = SortedTree.empty();

        for (int i = 0; i < 2_000; i++) {
            int key = random.nextInt(700);
            expected.put(key, i);
            tree = tree.with(key, i);
        }

        assertThat(entries(tree)).containsExactlyEntriesOf(expected);
        for (int key = -1; key <= 700; key++) {
            assertThat(tree.get(key).orElse(null)).isEqualTo(expected.get(key));
            assertThat(tree.floor(key).orElse(null)).isEqualTo(expected.floorEntry(key));
            assertThat(tree.lower(key).orElse(null)).isEqualTo(expected.lowerEntry(key));
        }
    }

    @Test
    void a_change_leaves_the_tree_before_it_as_it_was() {
        SortedTree<String, Integer> before =
                SortedTree.<String, Integer>empty().with("b", 1).with("a", 2);

        SortedTree<String, Integer> after = before.with("b", 3).with("c", 4);

        assertThat(entries(before)).containsExactlyEntriesOf(new TreeMap<>(Map.of("a", 2, "b", 1)));
        assertThat(entries(after)).containsExactlyEntriesOf(new TreeMap<>(Map.of("a", 2, "b", 3, "c", 4)));
    }

    @Test
    void keys_that_come_in_order_do_not_make_it_a_list() {
        SortedTree<Integer, Integer> tree = SortedTree.empty();

        for (int i = 0; i < MANY; i++) {
            tree = tree.with(i, i);
        }

        assertThat(tree.height()).isBetween(18, 25);
    }

    private static <K extends Comparable<K>, V> Map<K, V> entries(SortedTree<K, V> tree) {
        Map<K, V> entries = new LinkedHashMap<>();
        tree.forEach(entries::put);
        return entries;
    }
}
