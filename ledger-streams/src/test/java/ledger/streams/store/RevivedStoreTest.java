package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import ledger.UnavailableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Kafka Streams does to a corrupted task under exactly-once: its processors close, its stores close, their
 * directory is wiped, and the very same stores are opened again, to be restored into.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevivedStoreTest {
    private static final Bytes KEY = Bytes.wrap("key".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final LocalStores stores = new LocalStores();

    @Test
    void a_reader_never_sees_a_store_that_was_closed_and_is_being_restored() {
        MockProcessorContext<Void, Void> context = context();
        KeyValueStore<Bytes, byte[]> store = new RowStoreBuilder("rows", false, Map.of())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        store.put(KEY, new byte[1]);
        stores.opened("rows", 0, store);

        assertThrows(
                UnavailableException.class,
                () -> stores.read("rows", 0, open -> {
                    assertEquals(1, open.get(KEY).length);
                    closeDirtyAndRevive(store, context);
                    return open.get(KEY) == null; // As nothing has been restored.
                }));
        store.close();
    }

    private void closeDirtyAndRevive(KeyValueStore<Bytes, byte[]> store, MockProcessorContext<Void, Void> context) {
        stores.closed("rows", 0);
        store.close();
        try {
            Utils.delete(new File(directory.toFile(), "rows"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Its processors are initialized only when it has been restored.
        store.init(context.getStateStoreContext(), store);
    }

    private MockProcessorContext<Void, Void> context() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "revived");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        return new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
    }
}
