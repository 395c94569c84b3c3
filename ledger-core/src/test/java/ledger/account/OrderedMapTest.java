package ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderedMapTest {
    private static final int CHANGES = 400;

    /** Keys of which two have one hash, and which are few enough to come back. */
    private record Key(int number) {
        @Override
        public int hashCode() {
            return number / 2;
        }
    }

    @ParameterizedTest(name = "up to {0} keys")
    @ValueSource(ints = {3, 9, 40, 900})
    void it_agrees_with_a_map_that_changes(int keys) {
        Random random = new Random(keys);
        Map<Key, Integer> expected = new LinkedHashMap<>();
        OrderedMap<Key, Integer> map = OrderedMap.copyOf(Map.of());
        for (int at = 0; at < CHANGES; at++) {
            OrderedMap.Change<Key, Integer> change = map.change();
            for (int each = random.nextInt(20); each > 0; each--) {
                Key key = new Key(random.nextInt(keys));
                switch (random.nextInt(4)) {
                    case 0 -> {
                        change.put(key, at);
                        expected.put(key, at);
                    }
                    case 1 ->
                        assertThat(change.merge(key, at, Integer::sum))
                                .isEqualTo(expected.merge(key, at, Integer::sum));
                    default -> {
                        change.remove(key);
                        expected.remove(key);
                    }
                }
            }
            map = change.done();

            assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
            assertThat(map).hasSize(expected.size()).hasToString(expected.toString());
            Key some = new Key(random.nextInt(keys));
            assertThat(map.get(some)).isEqualTo(expected.get(some));
            assertThat(map.containsKey(some)).isEqualTo(expected.containsKey(some));
        }
    }

    @Test
    void a_change_leaves_the_map_before_it_as_it_was() {
        OrderedMap<String, Integer> before = OrderedMap.copyOf(Map.of("a", 1));
        OrderedMap.Change<String, Integer> change = before.change();
        change.put("a", 2);
        change.put("b", 3);
        change.remove("a");

        OrderedMap<String, Integer> after = change.done();

        assertThat(before).isEqualTo(Map.of("a", 1));
        assertThat(after).isEqualTo(Map.of("b", 3));
    }

    @Test
    void it_is_visited_in_the_order_in_which_keys_came() {
        OrderedMap.Change<String, Integer> change =
                OrderedMap.copyOf(Map.of("b", 1)).change();
        change.put("a", 2);
        change.put("b", 3);
        List<String> visited = new ArrayList<>();

        change.done().forEach((key, value) -> visited.add(key + value));

        assertThat(visited).containsExactly("b3", "a2");
    }

    @Test
    void nobody_else_can_change_it() {
        OrderedMap<String, Integer> map = OrderedMap.copyOf(Map.of("a", 1));

        assertThatThrownBy(() -> map.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
