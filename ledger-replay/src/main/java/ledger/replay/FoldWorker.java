package ledger.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import ledger.UnavailableException;
import ledger.fold.RecordedEvent;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads some partitions of {@code ledger.events} from their beginning to where they ended when asked, and folds each by
 * itself.
 */
final class FoldWorker implements Runnable {
    /** A Kafka that is there answers in milliseconds; one that starts, within seconds. */
    private static final int TIMEOUT_MILLIS = 10_000;
    /**
     * Commands that the running ledger has folded are committed, and their events readable, within a commit interval.
     */
    static final Duration CATCH_UP_MAX = Duration.ofSeconds(10);

    /** The longest wait for a Kafka that fails: as long as it takes to start again. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLL_RECORDS = 5_000;
    /** The system chooses the size. Events that Kafka sends during the fold are there when the next are asked for. */
    private static final int RECEIVE_BUFFER_BYTES = CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND;

    private final ReplayRequest request;
    private final int partitionCount;
    private final Map<TopicPartition, Fold> folds = new HashMap<>();

    /**
     * Reads nothing yet.
     *
     * @param partitionCount of the topic
     * @param folds what is to be added to, by partition
     */
    FoldWorker(ReplayRequest request, int partitionCount, Map<Integer, Fold> folds) {
        this.request = request;
        this.partitionCount = partitionCount;
        folds.forEach((partition, fold) -> this.folds.put(new TopicPartition(Topics.EVENTS, partition), fold));
    }

    /** One that has no partition yet. */
    static KafkaConsumer<byte[], byte[]> consumer(ReplayRequest request, String clientId) {
        return new KafkaConsumer<>(
                properties(request, clientId), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Ends early where its thread is interrupted, with Kafka's exception for that. */
    @Override
    public void run() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                consumer(request, Thread.currentThread().getName())) {
            read(consumer);
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(folds.keySet());
        consumer.seekToBeginning(folds.keySet());
        readTo(consumer.endOffsets(folds.keySet()), consumer, SILENCE_MAX);
        long startNanos = System.nanoTime();
        while (!hasCaughtUp() && System.nanoTime() - startNanos < CATCH_UP_MAX.toNanos()) {
            take(consumer.poll(POLL));
        }
    }

    /**
     * Folds what stands before the given offsets.
     *
     * @throws UnavailableException where Kafka sends nothing for longer than {@code silenceMax}
     */
    void readTo(Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer, Duration silenceMax) {
        long heardNanos = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            take(records);
            long nanos = System.nanoTime();
            if (!records.isEmpty()) {
                heardNanos = nanos;
            } else if (nanos - heardNanos > silenceMax.toNanos()) {
                throw new UnavailableException("Kafka at " + request.bootstrapServers() + " has sent nothing for "
                        + silenceMax.toSeconds() + " s, and more events are due; replay again once it answers");
            }
        }
    }

    private boolean hasCaughtUp() {
        return folds.values().stream().allMatch(Fold::hasCaughtUp);
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        folds.forEach((partition, fold) -> {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (request.user() == null || request.user().value().equals(user(record))) {
                    add(record, fold);
                }
            }
        });
    }

    private static String user(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void add(ConsumerRecord<byte[], byte[]> record, Fold fold) {
        RecordedEvent event;
        try {
            event = EventCodec.read(record.value());
        } catch (IllegalArgumentException notOurs) {
            fold.unreadable(
                    user(record), record.partition() + "-" + record.offset(), String.valueOf(notOurs.getMessage()));
            return;
        }
        if (request.untilMillis() == null || event.timeMillis() <= request.untilMillis()) {
            int home = KeyPartition.of(event.command().account(), partitionCount);
            fold.add(event, EventCodec.hashHolds(record.value()), record.partition() == home);
        }
    }

    private static Map<String, Object> properties(ReplayRequest request, String clientId) {
        Map<String, Object> properties = new HashMap<>(request.clientProperties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, request.bootstrapServers());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
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
