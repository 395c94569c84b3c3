package ledger.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.AccountId;
import ledger.UnavailableException;
import ledger.fold.RecordedEvent;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code ledger.events} from its beginning to where it ended when asked, and folds it. */
public final class Replay {
    /** A Kafka that is there answers in milliseconds; one that starts, within seconds. */
    private static final int TIMEOUT_MILLIS = 10_000;
    /** What the running ledger has folded is committed, and so can be read, within a commit interval. */
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLL_RECORDS = 5_000;
    /** As the system sees fit: what Kafka sends while events are folded is there when the next are asked for. */
    private static final int RECEIVE_BUFFER_BYTES = CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND;

    private final ReplayRequest request;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Fold fold;

    private Replay(ReplayRequest request, KafkaConsumer<byte[], byte[]> consumer) {
        this.request = request;
        this.consumer = consumer;
        this.fold = new Fold(request.running());
    }

    /** Folds what is asked for. Throws {@link UnavailableException} where Kafka does not answer. */
    public static Report run(ReplayRequest request) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties(request), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return new Replay(request, consumer).run();
        } catch (KafkaException unreachable) {
            throw new UnavailableException(
                    "no Kafka of a ledger answers at " + request.bootstrapServers()
                            + "; start the ledger, or set LEDGER_KAFKA_BOOTSTRAP_SERVERS to where it is",
                    unreachable);
        }
    }

    private Report run() {
        List<TopicPartition> partitions = partitions();
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
        return fold.report();
    }

    /** All of them, or the one that has all events of the user. */
    private List<TopicPartition> partitions() {
        List<TopicPartition> all = consumer.partitionsFor(Topics.EVENTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (all.isEmpty()) {
            throw new UnavailableException(
                    "Kafka has no topic " + Topics.EVENTS + "; start the ledger, which makes it");
        }
        AccountId user = request.user();
        return user == null ? all : List.of(new TopicPartition(Topics.EVENTS, KeyPartition.of(user, all.size())));
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
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "ledger-replay");
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
