package ledger.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker that one test has to itself, and the nodes that are started on it one after the other. */
public final class OwnBroker implements AutoCloseable {
    /** A busy machine needs longer than the ten seconds that Awaitility gives. */
    public static final Duration START_MAX = Duration.ofMinutes(1);

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final EmbeddedBroker broker;
    private final StreamsSettings settings;

    /** Starts the broker. Its data and the node's state are kept in the folder. */
    public OwnBroker(Path folder) {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
    }

    /** Of a single node. */
    public StreamsSettings settings() {
        return settings;
    }

    /** What has ended nodes by itself. */
    public Queue<Throwable> failures() {
        return failures;
    }

    /** A node as {@code serve} starts it, whatever comes of it. */
    public LedgerNode node() {
        return LedgerNode.start(settings, Clock.systemUTC(), failures::add);
    }

    /** A node that is ready. */
    public LedgerNode readyNode() {
        return readyNode(settings);
    }

    /** A node that is ready, with other settings. */
    public LedgerNode readyNode(StreamsSettings others) {
        LedgerNode node = LedgerNode.start(others, Clock.systemUTC(), failures::add);
        await().atMost(START_MAX).until(() -> node.queries().isReady() || !failures.isEmpty());
        assertThat(failures).isEmpty();
        return node;
    }

    /** All that is committed in a partition. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, int partition) {
        return read(settings.bootstrapServers(), topic, partition);
    }

    /** The same of any broker. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers, String topic, int partition) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition source = new TopicPartition(topic, partition);
            consumer.assign(List.of(source));
            consumer.seekToBeginning(List.of(source));
            long end = consumer.endOffsets(List.of(source)).getOrDefault(source, 0L);
            while (consumer.position(source) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        broker.close();
    }
}
