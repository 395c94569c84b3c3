package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowCacheTest {
    private final RowCache cache = new RowCache();

    @Test
    void a_row_that_was_read_is_found_again_and_one_that_was_not_is_not() {
        cache.put(new byte[] {1}, new byte[] {10});

        assertArrayEquals(new byte[] {10}, cache.get(new byte[] {1}));
        assertNull(cache.get(new byte[] {2}));
    }

    @Test
    void a_row_that_is_written_replaces_the_one_that_is_kept_and_is_not_kept_by_itself() {
        cache.put(new byte[] {1}, new byte[] {10});

        cache.written(new byte[] {1}, new byte[] {11, 12});
        cache.written(new byte[] {2}, new byte[] {20});

        assertArrayEquals(new byte[] {11, 12}, cache.get(new byte[] {1}));
        assertNull(cache.get(new byte[] {2}));
    }

    @Test
    void a_row_that_is_deleted_or_becomes_too_large_is_forgotten() {
        cache.put(new byte[] {1}, new byte[] {10});
        cache.put(new byte[] {2}, new byte[] {20});

        cache.written(new byte[] {1}, null);
        cache.written(new byte[] {2}, new byte[1_000]);

        assertNull(cache.get(new byte[] {1}));
        assertNull(cache.get(new byte[] {2}));
    }

    /** Many more keys than places: whatever is found is the newest. */
    @Test
    void what_is_found_is_always_the_newest() {
        Random random = new Random(7);
        Map<String, byte[]> newest = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            byte[] key = Integer.toString(random.nextInt(30_000)).getBytes(StandardCharsets.UTF_8);
            String name = HexFormat.of().formatHex(key);
            byte[] found = cache.get(key);
            if (found != null) {
                assertArrayEquals(newest.get(name), found);
            }
            byte[] row = new byte[random.nextInt(300)];
            random.nextBytes(row);
            if (random.nextBoolean()) {
                cache.written(key, row);
            } else {
                cache.put(key, row);
            }
            newest.put(name, row);
        }
    }
}
