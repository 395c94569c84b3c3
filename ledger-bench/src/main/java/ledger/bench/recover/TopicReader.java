package ledger.bench.recover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ledger.bench.process.Kafka;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads whole topics from their beginning to the end that they had, committed records only. */
final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);
    /** As the ledger's restore takes at a time. */
    private static final int POLL_RECORDS_MAX = 2_000;
    /** As the system sees fit, as replay has it. */
    private static final int RECEIVE_BUFFER_BYTES = CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND;

    private TopicReader() {}

    /** All partitions, on the calling thread. */
    static void read(String bootstrapServers, List<String> topics, Consumer<ConsumerRecords<byte[], byte[]>> taker) {
        read(bootstrapServers, topics, 0, 1, taker);
    }

    /**
     * On the calling thread, of {@code shares} equal shares of the partitions of each topic the one with that index.
     */
    static void read(
            String bootstrapServers,
            List<String> topics,
            int share,
            int shares,
            Consumer<ConsumerRecords<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic).stream()
                        .filter(info -> info.partition() % shares == share)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                taker.accept(consumer.poll(POLL));
            }
        }
    }

    /** How many shares of a topic there can be. */
    static int partitionCount(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            return consumer.partitionsFor(topic).size();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return Kafka.consumer(
                bootstrapServers,
                Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        POLL_RECORDS_MAX,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                        RECEIVE_BUFFER_BYTES));
    }
}
