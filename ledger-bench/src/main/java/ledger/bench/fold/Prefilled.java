package ledger.bench.fold;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import ledger.command.LedgerCommand;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A command log that was filled before the ledger starts.
 *
 * @param warmUp how many commands are folded before the clock starts: those that fund, and some spends
 * @param total how many commands there are
 * @param recordBytes of key and value of a spend, on average
 */
record Prefilled(long warmUp, long total, int recordBytes) {
    static final int PARTITIONS = 4;
    private static final int BATCH_BYTES = 256 << 10;
    private static final long BUFFER_BYTES = 64L << 20;
    private static final long SEED = 2026;

    /** Makes the ledger's topics as the ledger does, funds every user, and appends spends. */
    static Prefilled fill(String bootstrapServers, int users, int warmUpSpends, int spends) throws IOException {
        makeTopics(bootstrapServers);
        Workload workload = new Workload(users, SEED);
        AtomicReference<Exception> failure = new AtomicReference<>();
        long bytes = 0;
        try (Producer<byte[], byte[]> producer = producer(bootstrapServers)) {
            for (int user = 0; user < users; user++) {
                append(producer, workload.fund(user), failure);
            }
            for (int spend = 0; spend < warmUpSpends + spends; spend++) {
                bytes += append(producer, workload.spend(), failure);
            }
        }
        if (failure.get() != null) {
            throw new IOException("the log cannot be filled", failure.get());
        }
        long warmUp = (long) users + warmUpSpends;
        return new Prefilled(warmUp, warmUp + spends, (int) (bytes / ((long) warmUpSpends + spends)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback tells.
    private static int append(
            Producer<byte[], byte[]> producer, LedgerCommand command, AtomicReference<Exception> failure) {
        byte[] key = KeyPartition.key(command.account());
        byte[] value = CommandCodec.write(command);
        producer.send(new ProducerRecord<>(Topics.COMMANDS, key, value), (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
        return key.length + value.length;
    }

    private static void makeTopics(String bootstrapServers) {
        StreamsSettings settings = new StreamsSettings(
                bootstrapServers,
                Map.of(),
                "credit-ledger",
                PARTITIONS,
                1,
                0,
                1,
                250,
                false,
                Path.of("unused"),
                URI.create("http://127.0.0.1:0"),
                true,
                true);
        try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            new TopicSetup(admin, settings).prepare();
        }
    }

    private static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
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
}
