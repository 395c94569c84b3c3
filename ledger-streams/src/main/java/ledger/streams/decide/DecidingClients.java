package ledger.streams.decide;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.streams.progress.FoldProgress;
import ledger.streams.topic.BoundedBytes;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of the deciding application: Kafka's own, but that the one which reads commands tells how far it has
 * read. The end of a log may be no record at all, but the mark of a foreign transaction, or what that has aborted; a
 * task never hears of those, and would wait for them for ever.
 */
public final class DecidingClients implements KafkaClientSupplier {
    private final FoldProgress progress;

    /** Tells how far it has read. */
    public DecidingClients(FoldProgress progress) {
        this.progress = progress;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new Telling(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new DatingConsumer(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private final class Telling extends KafkaConsumer<byte[], byte[]> {
        private Set<TopicPartition> given = Set.of();

        Telling(Map<String, Object> config) {
            super(config, new BoundedBytes(), new BoundedBytes());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> read = super.poll(timeout);
            Set<TopicPartition> now = assignment();
            if (!now.equals(given)) {
                given = Set.copyOf(now);
                progress.assigned(
                        this, given.stream().map(TopicPartition::partition).collect(Collectors.toUnmodifiableSet()));
            }
            read.nextOffsets().forEach((partition, next) -> {
                if (partition.topic().equals(Topics.COMMANDS)) {
                    List<ConsumerRecord<byte[], byte[]>> records = read.records(partition);
                    long last = records.isEmpty()
                            ? -1
                            : records.get(records.size() - 1).offset();
                    progress.delivered(partition.partition(), last, next.offset());
                }
            });
            return read;
        }

        @Override
        public void close(CloseOptions options) {
            progress.gone(this);
            super.close(options);
        }
    }
}
