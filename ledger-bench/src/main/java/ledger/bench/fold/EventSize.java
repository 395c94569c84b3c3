package ledger.bench.fold;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.bench.process.Kafka;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** How large events are. */
final class EventSize {
    private static final Duration POLL_MAX = Duration.ofSeconds(10);
    /** Of a partition, from its end: those of spends, not of what funds them. */
    private static final int RECORDS_MAX = 500;

    private EventSize() {}

    /** The bytes of value and headers of the last events, on average. Throws {@link IOException} where none come. */
    static int mean(String bootstrapServers) throws IOException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < Prefilled.PARTITIONS; partition++) {
            partitions.add(new TopicPartition(Topics.EVENTS, partition));
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                Kafka.consumer(bootstrapServers, Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"))) {
            consumer.assign(partitions);
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - RECORDS_MAX)));
            long bytes = 0;
            long count = 0;
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL_MAX)) {
                bytes += event.value().length;
                for (Header header : event.headers()) {
                    bytes += header.key().length() + header.value().length;
                }
                count++;
            }
            if (count == 0) {
                throw new IOException("no event was found to measure");
            }
            return (int) (bytes / count);
        }
    }
}
