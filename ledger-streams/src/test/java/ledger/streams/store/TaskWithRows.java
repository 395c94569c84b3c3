package ledger.streams.store;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A real task with one store of rows on a real RocksDB. It commits after each record that it takes. */
public final class TaskWithRows implements AutoCloseable {
    public static final String STORE = "rows";

    private final String application;
    private final Path stateDirectory;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;
    private final TestOutputTopic<byte[], byte[]> changelog;
    private Consumer<KeyValueStore<Bytes, byte[]>> work = store -> {};
    private boolean isDirty;

    /** The first task of an application. */
    public TaskWithRows(String application, Path stateDirectory) {
        this.application = application;
        this.stateDirectory = stateDirectory;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        Topology topology = new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("work", new Working(), "in");
        driver = new TopologyTestDriver(topology, properties);
        input = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
        changelog =
                driver.createOutputTopic(changelog().topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Does something with the store as it takes a record, and commits. */
    public void commit(Consumer<KeyValueStore<Bytes, byte[]>> something) {
        work = something;
        input.pipeInput(new byte[1], new byte[1]);
    }

    /** The store, as others read it. */
    public KeyValueStore<Bytes, byte[]> rows() {
        return driver.getKeyValueStore(STORE);
    }

    /** Where the store is logged. */
    public TopicPartition changelog() {
        return new TopicPartition(application + "-" + STORE + "-changelog", 0);
    }

    /** What commits have logged since this was asked last. */
    public List<TestRecord<byte[], byte[]>> logged() {
        return changelog.readRecordsToList();
    }

    /** Where its files are; they are deleted when it is closed. */
    public Path directory() {
        return stateDirectory.resolve(application).resolve("0_0");
    }

    /** Closes the store alone, without a commit. Its files stay, as where a kill forestalls that they are deleted. */
    void closeDirty() {
        isDirty = true;
        rows().close();
    }

    @Override
    public void close() {
        if (!isDirty) {
            driver.close();
        }
    }

    private final class Working implements ProcessorSupplier<byte[], byte[], Void, Void> {
        @Override
        public Processor<byte[], byte[], Void, Void> get() {
            return new Processor<>() {
                private @Nullable ProcessorContext<Void, Void> task;

                @Override
                public void init(ProcessorContext<Void, Void> context) {
                    task = context;
                }

                @Override
                public void process(Record<byte[], byte[]> record) {
                    work.accept(Objects.requireNonNull(task).getStateStore(STORE));
                }
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Collections.singleton(new RowStoreBuilder(STORE, true, Map.of()));
        }
    }
}
