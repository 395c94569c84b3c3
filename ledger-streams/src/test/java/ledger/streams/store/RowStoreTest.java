package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowStoreTest {
    private static final int NUMBERS = 250;

    @TempDir
    Path directory;

    private TaskWithRows task;

    @BeforeEach
    void open() {
        task = new TaskWithRows("row-store", directory);
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void a_row_is_read_at_once_and_after_its_commit_and_from_disk() {
        task.commit(store -> {
            store.put(key(1), row(1));
            assertArrayEquals(row(1), store.get(key(1)));
        });
        assertArrayEquals(row(1), task.rows().get(key(1)));
        task.commit(store -> store.put(key(2), row(2)));
        assertArrayEquals(row(1), task.rows().get(key(1)));
    }

    @Test
    void a_row_that_is_deleted_is_gone_wherever_it_was() {
        task.commit(store -> store.put(key(1), row(1)));
        task.commit(store -> store.put(key(2), row(2)));
        task.commit(store -> {
            assertArrayEquals(row(1), store.delete(key(1)));
            assertNull(store.get(key(1)));
        });
        assertNull(task.rows().get(key(1)));
        assertEquals(List.of("2=2"), text(task.rows().all()));
    }

    /** Everything that a store can do, at random, beside an ordinary map. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_is_like_a_map_in_order(long seed) {
        Random random = new Random(seed);
        NavigableMap<Integer, Integer> expected = new TreeMap<>();
        for (int round = 0; round < 40; round++) {
            task.commit(store -> {
                // Some commits are small, and some have more rows than are saved at once.
                for (int step = random.nextInt(random.nextInt(4) == 0 ? 300 : 6); step > 0; step--) {
                    int number = random.nextInt(NUMBERS);
                    if (random.nextInt(4) == 0) {
                        expected.remove(number);
                        store.delete(key(number));
                    } else {
                        int value = random.nextInt(1_000);
                        expected.put(number, value);
                        store.put(key(number), row(value));
                    }
                    check(store, expected, random);
                }
            });
            check(task.rows(), expected, random);
        }
    }

    /** As Kafka Streams closes a task whose commit timed out while its partition was revoked, and revives it. */
    @Test
    void rows_of_a_commit_that_failed_are_not_on_disk_where_their_task_is_corrupted() {
        task.commit(store -> store.put(key(1), row(1)));
        RowStore store = failed(key(2), row(2));

        store.flushCache(); // prepareCommit, as it is dirty
        store.commit(Map.of()); // postCommit, as its changelog is corrupted
        task.closeDirty();

        assertEquals(List.of("1=1"), onDisk());
        // Nothing says up to where these are: they are restored from the beginning.
        assertFalse(goesOnFrom(task.logged()));
    }

    /** As Kafka Streams closes the tasks of a thread that has lost its partitions, or was fenced. */
    @Test
    void rows_of_a_commit_that_failed_are_not_on_disk_where_their_task_is_lost() {
        task.commit(store -> store.put(key(1), row(1)));
        RowStore store = failed(key(2), row(2));

        store.flushCache(); // prepareCommit, as it is dirty
        task.closeDirty();

        assertEquals(List.of("1=1"), onDisk());
        assertTrue(goesOnFrom(task.logged()));
    }

    /**
     * As Kafka Streams stops: tasks are told of a commit that has failed, too, and wiped only after that. What a kill
     * leaves in between has the mark of a record that is not committed.
     */
    @Test
    void rows_of_a_commit_that_failed_are_known_by_their_mark_where_they_were_saved_as_a_node_stopped() {
        task.commit(store -> store.put(key(1), row(1)));
        RowStore store = failed(key(2), row(2));

        store.commit(Map.of(task.changelog(), 1L)); // postCommit
        task.closeDirty();

        assertEquals(List.of("1=1", "2=2"), onDisk());
        assertFalse(goesOnFrom(task.logged()));
    }

    /** Writes a row that is logged for a commit, which then fails. */
    private RowStore failed(Bytes key, byte[] row) {
        RowStore store = (RowStore) task.rows();
        store.put(key, row);
        store.flushCache(); // prepareCommit
        return store;
    }

    private List<String> onDisk() {
        RocksRows rows = RocksRows.openReadOnly(TaskWithRows.STORE, stored().directory());
        List<String> text = text(rows.range(null, null, true));
        rows.close();
        return text;
    }

    /** Whether a start takes what is on disk for good, where the changelog has these records committed. */
    private boolean goesOnFrom(List<TestRecord<byte[], byte[]>> committed) {
        return stored().goOn(offset -> record(committed, Math.toIntExact(offset)), committed::isEmpty);
    }

    private Optional<ChangelogMark> record(List<TestRecord<byte[], byte[]>> committed, int offset) {
        return committed.stream()
                .skip(offset)
                .findFirst()
                .map(record -> ChangelogMark.of(
                        new ConsumerRecord<>(task.changelog().topic(), 0, offset, record.key(), record.value())));
    }

    private StoredRows stored() {
        return StoredRows.in(task.directory()).get(0);
    }

    private static void check(
            KeyValueStore<Bytes, byte[]> store, NavigableMap<Integer, Integer> expected, Random random) {
        int one = random.nextInt(NUMBERS);
        int other = random.nextInt(NUMBERS);
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        NavigableMap<Integer, Integer> range = expected.subMap(from, true, to, true);
        Integer value = expected.get(one);
        assertArrayEquals(value == null ? null : row(value), store.get(key(one)));
        assertEquals(text(range), text(store.range(key(from), key(to))));
        assertEquals(text(range.descendingMap()), text(store.reverseRange(key(from), key(to))));
        assertEquals(text(expected), text(store.all()));
    }

    private static List<String> text(Map<Integer, Integer> rows) {
        List<String> text = new ArrayList<>();
        rows.forEach((number, value) -> text.add(number + "=" + value));
        return text;
    }

    private static List<String> text(KeyValueIterator<Bytes, byte[]> rows) {
        List<String> text = new ArrayList<>();
        try (rows) {
            while (rows.hasNext()) {
                Bytes key = rows.peekNextKey();
                byte[] row = rows.next().value;
                text.add(HexFormat.fromHexDigits(HexFormat.of().formatHex(key.get(), 1, key.get().length)) + "="
                        + new String(row, StandardCharsets.UTF_8));
            }
        }
        return text;
    }

    private static Bytes key(int number) {
        return Bytes.wrap(new byte[] {1, (byte) (number >> 8), (byte) number});
    }

    private static byte[] row(int value) {
        return Integer.toString(value).getBytes(StandardCharsets.UTF_8);
    }
}
