package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** A handful of records a second that nobody should have written, on topics that everybody reads. */
final class SoakGarbage implements Closeable {
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** A broker that was killed is not waited for. */
    private static final Map<String, Object> IMPATIENT =
            Map.of("delivery.timeout.ms", 4_000, "request.timeout.ms", 2_000, "max.block.ms", 2_000, "linger.ms", 0);

    private static final List<String> POISON = UsageRecords.poison().toList();

    private final Thread writer;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean isOver;

    SoakGarbage(String bootstrapServers, long seed) {
        writer = new Thread(() -> write(bootstrapServers, new Random(seed)), "garbage");
        writer.start();
    }

    /** How many the broker took. */
    long written() {
        return written.get();
    }

    @Override
    public void close() {
        isOver = true;
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String bootstrapServers, Random random) {
        try (LedgerTopics topics = new LedgerTopics(bootstrapServers)) {
            KafkaProducer<byte[], byte[]> producer = topics.producer(IMPATIENT);
            while (!isOver) {
                Future<RecordMetadata> unused =
                        producer.send(record(random), (place, gone) -> written.addAndGet(gone == null ? 1 : 0));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            producer.close(Duration.ZERO);
        } catch (KafkaException gone) {
            Thread.currentThread().interrupt(); // The broker was killed.
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Random random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        byte[] key = ("user-" + random.nextInt(300)).getBytes(UTF_8);
        return switch (random.nextInt(5)) {
            case 0 ->
                new ProducerRecord<>(
                        UsageRecords.TOPIC,
                        key,
                        POISON.get(random.nextInt(POISON.size())).getBytes(UTF_8));
            case 1 -> new ProducerRecord<>("ledger.commands", key, "{\"no\":\"command\"}".getBytes(UTF_8));
            case 2 -> new ProducerRecord<>("ledger.commands", null, noise);
            case 3 -> new ProducerRecord<>("ledger.balances", key, noise);
            default -> new ProducerRecord<>("ledger.balances", key, "{\"userId\":5}".getBytes(UTF_8));
        };
    }
}
