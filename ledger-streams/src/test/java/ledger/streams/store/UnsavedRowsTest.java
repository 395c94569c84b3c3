package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UnsavedRowsTest {
    /** More than any that are saved at once. */
    private static final int MANY = 1_000;

    @TempDir
    Path directory;

    private final Blocks log = new Blocks();
    private RocksRows saved;
    private UnsavedRows rows;

    @BeforeEach
    void open() {
        saved = RocksRows.open("rows", directory);
        rows = new UnsavedRows(saved, log);
    }

    @AfterEach
    void close() {
        saved.close();
    }

    @Test
    void what_is_not_committed_is_not_on_disk() {
        putMany(0, new byte[1]);
        assertNull(saved.get(key(0).get()));
        assertNull(saved.mark());
        assertArrayEquals(new byte[1], rows.get(key(0)));
    }

    @Test
    void a_commit_is_saved_with_a_few_rows_of_the_next() {
        putMany(0, new byte[1]);
        commit();
        putMany(MANY, new byte[1]);
        assertArrayEquals(new byte[1], saved.get(key(0).get()));
        assertArrayEquals(new byte[1], saved.get(key(MANY - 1).get()));
        assertNull(saved.get(key(MANY).get()));
        assertEquals(mark(log.committed), saved.mark());
    }

    /** A block that is appended while the last commit is being saved belongs to the next, which may never succeed. */
    @Test
    void the_offset_on_disk_is_of_the_commit_that_is_there() {
        rows.put(key(0), new byte[1], 0);
        commit();
        putMany(1, new byte[RowBlock.BYTES_MAX]);
        assertEquals(0, log.committed);
        assertEquals(mark(0L), saved.mark());
    }

    @Test
    void what_is_left_of_a_commit_is_saved_before_the_next() {
        putMany(0, new byte[1]);
        commit();
        rows.put(key(0), new byte[2], 0);
        commit();
        assertArrayEquals(new byte[1], saved.get(key(MANY - 1).get()));
        assertArrayEquals(new byte[2], rows.get(key(0)));
    }

    @Test
    void a_changelog_that_goes_back_stops_the_store() {
        putMany(0, new byte[1]);
        commit();
        putMany(MANY, new byte[1]);
        commit();
        log.last = 0L;

        assertThrows(ProcessorStateException.class, () -> rows.put(key(0), new byte[1], 0));
    }

    private void putMany(int from, byte[] row) {
        for (int number = from; number < from + MANY; number++) {
            rows.put(key(number), row, 0);
        }
    }

    private void commit() {
        rows.logRest();
        rows.committing();
        log.committed = log.last;
    }

    private static ChangelogMark mark(@Nullable Long offset) {
        assertNotNull(offset);
        return new ChangelogMark(offset, 7);
    }

    private static Bytes key(int number) {
        return Bytes.wrap(new byte[] {1, (byte) (number >> 8), (byte) number});
    }

    /** Counts what is appended. */
    private static final class Blocks implements UnsavedRows.Log {
        private @Nullable Long last;
        private @Nullable Long committed;

        @Override
        public long timeMillis() {
            return 0;
        }

        @Override
        public void append(RowBlock block, long timeMillis) {
            last = last == null ? 0 : last + 1;
        }

        @Override
        public @Nullable ChangelogMark mark() {
            return last == null ? null : UnsavedRowsTest.mark(last);
        }

        @Override
        public void requestCommit() {
            // Only a task could.
        }
    }
}
