package ledger.streams.project;

import java.util.HashMap;
import java.util.Map;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.ChangelogSettings;
import ledger.streams.topic.ClientProperties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told for the projection. Nobody waits for its commits but readers of statistics. */
final class ProjectProperties {
    private static final int POLL_MILLIS = 50;
    private static final int POLL_RECORDS_MAX = 500;
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 3_000;
    private static final int TRANSACTION_MILLIS_MAX = 10_000;
    private static final int LINGER_MILLIS = 100;
    private static final int BATCH_BYTES = 64 << 10;
    private static final int CHANGELOG_SEGMENT_BYTES = 64 << 20;

    private ProjectProperties() {}

    /** The properties of this node; the instance is the same after a restart. */
    static Map<String, Object> of(StreamsSettings settings, String instance) {
        Map<String, Object> properties = new HashMap<>(ClientProperties.base(settings));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId() + "-project");
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-project");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitIntervalMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        // A task has one input, so there is nothing to wait for and, for each record, no need to look.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS_MAX);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                ClientProperties.TRANSACTIONAL_IN_FLIGHT_MAX);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS_MAX);
        return properties;
    }

    /** The settings of the topic that the store is restored from; its times are those of events, from another clock. */
    static Map<String, String> changelog(StreamsSettings settings) {
        Map<String, String> configs = ChangelogSettings.of(settings, CHANGELOG_SEGMENT_BYTES);
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, String.valueOf(Long.MAX_VALUE));
        return configs;
    }
}
