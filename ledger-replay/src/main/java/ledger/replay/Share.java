package ledger.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.fold.RecordedEvent;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads some partitions of {@code ledger.events} from their beginning to where they ended when asked, and folds them.
 */
final class Share {
    /** A Kafka that is there answers in milliseconds; one that starts, within seconds. */
    private static final int TIMEOUT_MILLIS = 10_000;
    /** What the running ledger has folded is committed, and so can be read, within a commit interval. */
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLL_RECORDS = 5_000;
    /** As the system sees fit: what Kafka sends while events are folded is there when the next are asked for. */
    private static final int RECEIVE_BUFFER_BYTES = CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND;

    private final ReplayRequest request;
    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Fold fold;

    private Share(
            ReplayRequest request, List<TopicPartition> partitions, KafkaConsumer<byte[], byte[]> consumer, Fold fold) {
        this.request = request;
        this.partitions = partitions;
        this.consumer = consumer;
        this.fold = fold;
    }

    /**
     * Adds the events of the partitions to a fold, which is returned.
     *
     * @param fold with what the running ledger says of the accounts of these partitions, if it is to be compared
     */
    static Fold read(ReplayRequest request, List<TopicPartition> partitions, Fold fold) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(request)) {
            new Share(request, partitions, consumer, fold).read();
            return fold;
        }
    }

    /** One that has no partition yet. */
    static KafkaConsumer<byte[], byte[]> consumer(ReplayRequest request) {
        return new KafkaConsumer<>(properties(request), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void read() {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        long startNanos = System.nanoTime();
        while (!fold.hasCaughtUp() && System.nanoTime() - startNanos < CATCH_UP_MAX.toNanos()) {
            poll();
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (request.user() == null || request.user().value().equals(user(record))) {
                add(record);
            }
        }
    }

    private static String user(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        RecordedEvent event;
        try {
            event = EventCodec.read(record.value());
        } catch (IllegalArgumentException notOurs) {
            fold.unreadable(
                    user(record), record.partition() + "-" + record.offset(), String.valueOf(notOurs.getMessage()));
            return;
        }
        if (request.untilMillis() == null || event.timeMillis() <= request.untilMillis()) {
            fold.add(event, EventCodec.hashHolds(record.value()));
        }
    }

    private static Map<String, Object> properties(ReplayRequest request) {
        Map<String, Object> properties = new HashMap<>(request.clientProperties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, request.bootstrapServers());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, Thread.currentThread().getName());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER_BYTES);
        return properties;
    }
}
