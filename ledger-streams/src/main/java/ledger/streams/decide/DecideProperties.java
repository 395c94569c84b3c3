package ledger.streams.decide;

import java.util.HashMap;
import java.util.Map;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ChangelogSettings;
import ledger.streams.topic.ClientProperties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told for the deciding application. What the laws need cannot be overridden. */
public final class DecideProperties {
    /** An idle commit is late by this at most; new records end the wait at once. */
    private static final int POLL_MILLIS = 50;
    /** Turns stay short, so that a commit is never long overdue. */
    private static final int POLL_RECORDS_MAX = 1_000;

    private static final int RESTORE_POLL_RECORDS_MAX = 2_000;
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 3_000;
    /** Longer than the slowest turn, so that a thread that hangs is found within a minute. */
    private static final int POLL_INTERVAL_MILLIS_MAX = 60_000;

    private static final int TRANSACTION_MILLIS_MAX = 10_000;
    /** Nobody waits for these records before the commit, which sends what is left: until then they share requests. */
    private static final int LINGER_MILLIS = 100;
    /**
     * Commands of this instance are decided before they are read, so reading may collect: a fetch costs the broker as
     * much as some hundred commands in it. What others append waits for it.
     */
    private static final int FETCH_BYTES_MIN = 256 << 10;

    private static final int FETCH_WAIT_MILLIS_MAX = 20;

    private static final int BATCH_BYTES = 64 << 10;
    private static final int CHANGELOG_SEGMENT_BYTES = 128 << 20;
    /** A store left behind by a task that moved away is deleted after this. */
    private static final long CLEANUP_MILLIS = 1_200_000;

    private DecideProperties() {}

    /**
     * The properties of this node.
     *
     * @param clients what every client of the node has
     * @param instance the same after a restart, and of this node alone: a member that was killed is replaced at once
     */
    public static Map<String, Object> of(StreamsSettings settings, Map<String, Object> clients, String instance) {
        Map<String, Object> properties = new HashMap<>(clients);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-decide");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        properties.put(
                StreamsConfig.APPLICATION_SERVER_CONFIG,
                settings.advertisedUrl().getHost() + ":"
                        + settings.advertisedUrl().getPort());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitIntervalMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        // A task has one input, so there is nothing to wait for and, for each record, no need to look.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG, CLEANUP_MILLIS);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        putConsumers(properties, instance);
        putProducer(properties);
        return properties;
    }

    /** The settings of the topics that stores are restored from. */
    public static Map<String, String> changelog(StreamsSettings settings) {
        Map<String, String> configs = ChangelogSettings.of(settings, CHANGELOG_SEGMENT_BYTES);
        configs.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3");
        return configs;
    }

    private static void putConsumers(Map<String, Object> properties, String instance) {
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), FETCH_BYTES_MIN);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS_MAX);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS_MAX);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), POLL_INTERVAL_MILLIS_MAX);
        properties.put(
                StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RESTORE_POLL_RECORDS_MAX);
    }

    private static void putProducer(Map<String, Object> properties) {
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                ClientProperties.TRANSACTIONAL_IN_FLIGHT_MAX);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        // A dead letter is as large as the record that was not taken.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                ClientProperties.REQUEST_BYTES_MAX);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS_MAX);
    }
}
