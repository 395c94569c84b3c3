package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RocksRowsTest {
    @TempDir
    Path directory;

    @Test
    void what_a_crash_leaves_are_the_rows_up_to_the_offset_that_it_leaves() throws IOException {
        byte[] large = new byte[10_000];
        int written = 3_000;
        Path killed = directory.resolve("killed");
        RocksRows rows = RocksRows.open("rows", directory.resolve("rows"));
        for (int offset = 0; offset < written; offset++) {
            write(rows, Map.of(key(offset), large), offset);
        }
        // Neither closed nor flushed: these are the files that a process leaves that is killed.
        copyUntilItOpens(directory.resolve("rows"), killed);
        rows.close();

        RocksRows left = RocksRows.open("rows", killed);
        ChangelogMark mark = left.mark();

        assertNotNull(mark, "30 MB are more than memtables hold: some are on disk");
        long offset = mark.offset();
        assertTrue(offset < written);
        for (int row = 0; row < written; row++) {
            assertEquals(row <= offset, left.get(key(row).get()) != null, "row " + row + " at offset " + offset);
        }
        left.close();
    }

    @Test
    void what_is_flushed_is_there_afterwards() {
        RocksRows rows = RocksRows.open("rows", directory);
        write(rows, Map.of(key(1), new byte[] {1}), 5);
        rows.flush();
        rows.close();

        StoredRows stored = new StoredRows("rows", directory);
        assertTrue(stored.goOn(offset -> Optional.of(new ChangelogMark(offset, 7)), () -> false));
        assertFalse(
                stored.goOn(offset -> Optional.of(new ChangelogMark(offset, 1)), () -> false),
                "another record stands there");
        assertFalse(stored.goOn(offset -> Optional.empty(), () -> false), "the changelog ends before");
        RocksRows again = RocksRows.open("rows", directory);
        assertArrayEquals(new byte[] {1}, again.get(key(1).get()));
        assertEquals(new ChangelogMark(5, 7), again.mark());
        again.forgetMark();
        assertNull(again.mark());
        again.close();
    }

    @Test
    void what_stands_before_a_clearing_record_of_the_changelog_counts_no_longer() {
        RocksRows rows = RocksRows.open("rows", directory);
        write(rows, Map.of(key(1), new byte[] {1}), 5);

        ChangelogRestore.write(
                rows,
                List.of(
                        record(
                                6,
                                RowBlock.of(6, 0, Map.of(key(2), new byte[] {2}))
                                        .get(0)),
                        clearing(7),
                        record(
                                8,
                                RowBlock.of(8, 0, Map.of(key(3), new byte[] {3}))
                                        .get(0))));

        assertEquals(List.of(key(3)), keys(rows.range(null, null, true)));
        ChangelogMark mark = rows.mark();
        assertNotNull(mark);
        assertEquals(8, mark.offset());
        rows.close();
    }

    @Test
    void a_range_that_cannot_be_read_is_no_short_one() throws IOException {
        RocksRows rows = RocksRows.open("rows", directory);
        write(rows, Map.of(key(1), new byte[1_000]), 5);
        rows.flush();
        rows.close();
        spoilBlocks();

        RocksRows spoiled = RocksRows.open("rows", directory);
        assertThrows(ProcessorStateException.class, () -> spoiled.range(null, null, true));
        spoiled.close();
    }

    @Test
    void ranges_are_in_order_and_show_no_offset() {
        RocksRows rows = RocksRows.open("rows", directory);
        write(rows, Map.of(key(1), new byte[1], key(2), new byte[1], key(3), new byte[1]), 5);

        assertEquals(List.of(key(1), key(2), key(3)), keys(rows.range(null, null, true)));
        assertEquals(List.of(key(3), key(2), key(1)), keys(rows.range(null, null, false)));
        assertEquals(List.of(key(2), key(3)), keys(rows.range(key(2), key(9), true)));
        assertEquals(List.of(key(2), key(1)), keys(rows.range(key(1), key(2), false)));
        rows.close();
    }

    @Test
    void a_closed_store_is_neither_read_nor_written() {
        RocksRows rows = RocksRows.open("rows", directory);
        rows.close();
        rows.close();

        assertThrows(InvalidStateStoreException.class, () -> rows.get(new byte[] {1}));
        assertThrows(InvalidStateStoreException.class, () -> rows.range(null, null, true));
        assertThrows(InvalidStateStoreException.class, () -> write(rows, Map.of(key(1), new byte[1]), 1));
    }

    /** Overwrites the beginning of each table, where its rows are. */
    private void spoilBlocks() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path table :
                    files.filter(file -> file.toString().endsWith(".sst")).toList()) {
                byte[] bytes = Files.readAllBytes(table);
                Arrays.fill(bytes, 0, 16, (byte) 0x55);
                Files.write(table, bytes);
            }
        }
    }

    @Test
    void a_block_that_cannot_be_read_is_noted_until_the_rows_are_cleared() {
        RocksRows rows = RocksRows.open("rows", directory);
        byte[] key = RowBlock.of(6, 0, Map.of(key(2), new byte[] {2})).get(0).key();
        ChangelogRestore.write(
                rows,
                List.of(
                        new ConsumerRecord<>("changelog", 0, 5, new byte[] {1}, new byte[] {1}),
                        new ConsumerRecord<>("changelog", 0, 6, key, new byte[] {99})));
        assertNotNull(rows.get(RocksRows.SPOILED_KEY));
        assertEquals(List.of(), keys(rows.range(null, null, true)));

        ChangelogRestore.write(rows, List.of(clearing(7)));

        assertNull(rows.get(RocksRows.SPOILED_KEY));
        rows.close();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, RowBlock block) {
        return new ConsumerRecord<>("changelog", 0, offset, block.key(), block.value());
    }

    private static ConsumerRecord<byte[], byte[]> clearing(long offset) {
        ProducerRecord<byte[], byte[]> record = RowBlock.clearing(new TopicPartition("changelog", 0));
        return new ConsumerRecord<>("changelog", 0, offset, record.key(), record.value());
    }

    private static void write(RocksRows rows, Map<Bytes, byte[]> some, long offset) {
        try (RowBatch batch = rows.batch()) {
            some.forEach((key, row) -> batch.put(key.get(), row));
            batch.mark(new ChangelogMark(offset, 7));
            batch.write();
        }
    }

    /** A compaction may delete a file between two copies; then the copy is made anew. */
    private static void copyUntilItOpens(Path from, Path to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Stream<Path> files = Files.list(from)) {
                Files.createDirectories(to);
                for (Path file : files.toList()) {
                    if (!file.getFileName().toString().equals("LOCK")) {
                        Files.copy(file, to.resolve(file.getFileName()));
                    }
                }
                RocksRows.open("rows", to).close();
                return;
            } catch (IOException | ProcessorStateException inBetween) {
                if (attempt == 20) {
                    throw inBetween;
                }
                Utils.delete(to.toFile());
            }
        }
    }

    private static List<Bytes> keys(KeyValueIterator<Bytes, byte[]> range) {
        List<Bytes> keys = new ArrayList<>();
        try (range) {
            range.forEachRemaining(row -> keys.add(row.key));
        }
        return keys;
    }

    private static Bytes key(int number) {
        return Bytes.wrap("\u0001%06d".formatted(number).getBytes(StandardCharsets.UTF_8));
    }
}
