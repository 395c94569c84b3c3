package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.streams.rows.RowBounds;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowBlockTest {
    private final Map<String, byte[]> read = new LinkedHashMap<>();

    @Test
    void rows_come_back_as_they_were_and_deleted_ones_as_none() {
        Map<Bytes, byte[]> rows = new LinkedHashMap<>();
        rows.put(key("\u0001a"), new byte[] {1, 2, 3});
        rows.put(key("\u0001b"), UnsavedRows.DELETED);
        rows.put(key("\u0001c"), new byte[0]);

        readBack(RowBlock.of(7, 0, rows));

        assertArrayEquals(new byte[] {1, 2, 3}, read.get("\u0001a"));
        assertTrue(read.containsKey("\u0001b"));
        assertNull(read.get("\u0001b"));
        assertArrayEquals(new byte[0], read.get("\u0001c"));
    }

    @Test
    void a_block_is_these_bytes() {
        Map<Bytes, byte[]> rows = new LinkedHashMap<>();
        rows.put(key("\u0001a"), new byte[] {9});
        rows.put(key("\u0001b"), UnsavedRows.DELETED);

        RowBlock block = RowBlock.of(258, 0, rows).get(0);

        assertEquals("ff000000000000010200000000", HexFormat.of().formatHex(block.key()));
        assertEquals("03" + "020161" + "0209" + "020162" + "00", HexFormat.of().formatHex(block.value()));
    }

    @Test
    void rows_of_many_commands_are_split_into_blocks_that_fit_a_batch_and_no_two_have_one_key() {
        Map<Bytes, byte[]> rows = new LinkedHashMap<>();
        for (int row = 0; row < 2_000; row++) {
            rows.put(key("\u0001" + row), new byte[100]);
        }
        rows.put(key("\u0001large"), new byte[RowBounds.ENTRY_BYTES_MAX]);

        List<RowBlock> blocks = new ArrayList<>(RowBlock.of(1, 0, rows));
        blocks.addAll(RowBlock.of(1, blocks.size(), Map.of(key("\u0001y"), new byte[1])));
        blocks.addAll(RowBlock.of(2, 0, Map.of(key("\u0001x"), new byte[1])));

        Set<String> keys = new HashSet<>();
        for (RowBlock block : blocks) {
            assertTrue(block.value().length <= RowBlock.BYTES_MAX + RowBounds.ENTRY_BYTES_MAX);
            assertTrue(keys.add(HexFormat.of().formatHex(block.key())));
        }
        readBack(blocks);
        assertEquals(2_003, read.size());
        assertTrue(blocks.size() > 4 && blocks.size() < 12, "blocks: " + blocks.size());
    }

    @Test
    void a_block_of_a_later_format_is_refused() {
        byte[] key =
                RowBlock.of(1, 0, Map.of(key("\u0001a"), new byte[1])).get(0).key();

        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> RowBlock.forEach(key, new byte[] {9}, (rowKey, row) -> read.put(text(rowKey), row)));

        assertTrue(String.valueOf(refused.getMessage()).contains("format 9"));
    }

    private void readBack(List<RowBlock> blocks) {
        blocks.forEach(block -> RowBlock.forEach(block.key(), block.value(), (key, row) -> read.put(text(key), row)));
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
