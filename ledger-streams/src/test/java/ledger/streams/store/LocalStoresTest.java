package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import ledger.UnavailableException;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalStoresTest {
    private static final String STORE = TaskWithRows.STORE;
    private static final Bytes KEY = Bytes.wrap("key".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final LocalStores stores = new LocalStores();

    @Test
    void a_partition_is_read_while_it_is_open_here_and_no_other() {
        TaskWithRows task = task();
        stores.opened(STORE, 0, task.rows());
        assertEquals(1, (int) stores.read(STORE, 0, open -> open.get(KEY).length));
        assertThrows(UnavailableException.class, () -> stores.read(STORE, 1, open -> open.get(KEY)));
        assertThrows(UnavailableException.class, () -> stores.read("other", 0, open -> open.get(KEY)));
        stores.closed(STORE, 0);
        assertThrows(UnavailableException.class, () -> stores.read(STORE, 0, open -> open.get(KEY)));
        task.close();
    }

    @Test
    void a_store_that_was_closed_is_unavailable() {
        TaskWithRows task = task();
        stores.opened(STORE, 0, task.rows());
        task.close();
        assertThrows(UnavailableException.class, () -> stores.read(STORE, 0, open -> open.get(KEY)));
    }

    /** One row is in its store. */
    private TaskWithRows task() {
        TaskWithRows task = new TaskWithRows("local-stores", directory);
        task.commit(rows -> rows.put(KEY, new byte[1]));
        return task;
    }
}
