package ledger.bench.fold;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import ledger.bench.process.Kafka;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Fills a topic. */
public final class LogWriter implements Closeable {
    private static final long BUFFER_BYTES = 64L << 20;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Writes to a topic that is there. */
    public LogWriter(String bootstrapServers, String topic) {
        this.topic = topic;
        producer = Kafka.producer(
                bootstrapServers,
                Map.of(
                        // On a new topic, a second request may overtake the first, and then be refused for ever.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        BUFFER_BYTES));
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
