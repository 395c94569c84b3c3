package ledger.bench.fold;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic. */
public final class LogWriter implements Closeable {
    /**
     * Half of what ledger.commands takes. A batch that is refused as too large is split, and may then never be
     * accepted.
     */
    private static final int BATCH_BYTES = 64 << 10;

    private static final long BUFFER_BYTES = 64L << 20;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Writes to a topic that is there. */
    public LogWriter(String bootstrapServers, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        // On a new topic, a second request may overtake the first, and then be refused for ever.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        BUFFER_BYTES,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "none"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Appends a record, whose partition its key chooses. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback tells.
    public void append(byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value), (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** Returns when everything is acknowledged; throws where something was not. */
    @Override
    public void close() throws IOException {
        producer.close();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException(topic + " cannot be filled: " + failed, failed);
        }
    }
}
