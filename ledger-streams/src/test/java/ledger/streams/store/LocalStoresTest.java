package ledger.streams.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import ledger.UnavailableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalStoresTest {
    private static final String STORE = "rows";
    private static final Bytes KEY = Bytes.wrap("key".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final LocalStores stores = new LocalStores();

    @Test
    void a_partition_is_read_while_it_is_open_here_and_no_other() {
        TopologyTestDriver driver = driver();
        stores.opened(STORE, 0, driver.getKeyValueStore(STORE));
        assertEquals(1, (int) stores.read(STORE, 0, open -> open.get(KEY).length));
        assertThrows(UnavailableException.class, () -> stores.read(STORE, 1, open -> open.get(KEY)));
        assertThrows(UnavailableException.class, () -> stores.read("other", 0, open -> open.get(KEY)));
        stores.closed(STORE, 0);
        assertThrows(UnavailableException.class, () -> stores.read(STORE, 0, open -> open.get(KEY)));
        driver.close();
    }

    @Test
    void a_store_that_was_closed_is_unavailable() {
        TopologyTestDriver driver = driver();
        stores.opened(STORE, 0, driver.getKeyValueStore(STORE));
        driver.close();
        assertThrows(UnavailableException.class, () -> stores.read(STORE, 0, open -> open.get(KEY)));
    }

    /** A real task with a real RocksDB; one row in it. */
    private TopologyTestDriver driver() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "local-stores");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        Topology topology = new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("keep", new Keeping(), "in");
        return new TopologyTestDriver(topology, properties);
    }

    private static final class Keeping implements ProcessorSupplier<byte[], byte[], Void, Void> {
        @Override
        public Processor<byte[], byte[], Void, Void> get() {
            return new Processor<>() {
                @Override
                public void init(ProcessorContext<Void, Void> context) {
                    KeyValueStore<Bytes, byte[]> rows = context.getStateStore(STORE);
                    rows.put(KEY, new byte[1]);
                }

                @Override
                public void process(Record<byte[], byte[]> record) {}
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(RowStoreBuilder.logged(STORE, Map.of()));
        }
    }
}
