package ledger.streams.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ledger.streams.StreamsSettings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The properties of every plain Kafka client of a node, in one place. What the ledger relies on cannot be overridden.
 */
public final class ClientProperties {
    /**
     * How many requests a transactional producer has under way. While the broker still adds a partition to a new
     * transaction, it refuses a second request to it as out of order, and each refusal costs a back-off of 100 ms, as
     * was seen on a busy machine. Large batches make up for it.
     */
    public static final int TRANSACTIONAL_IN_FLIGHT_MAX = 1;

    /**
     * One record of the largest topic, with room for its framing: no producer of ours may refuse what a topic takes.
     */
    public static final int REQUEST_BYTES_MAX = TopicPlan.PRICES_BYTES_MAX;

    /** An answer is unknown after this: callers are told so and retry. */
    public static final int DELIVERY_TIMEOUT_MILLIS = 5_000;

    private static final int REQUEST_TIMEOUT_MILLIS = 2_000;
    /** How long appending may block a caller's thread while buffers are full or the broker is not known. */
    public static final int BLOCK_MILLIS = 500;

    private static final int BATCH_BYTES = 64 << 10;
    /**
     * How long commands wait for others to share their batch. 32 callers on two processors are answered within two or
     * three times this time, so they fill the batch. Of 0 to 6 ms, 2 to 4 let the most commands through.
     */
    private static final int COMMANDS_LINGER_MILLIS = 2;
    /**
     * A broker syncs the partitions of one request one after the other, and those of two producers side by side. Two
     * producers let a tenth more through than one. Four make so many requests that they gain less.
     */
    private static final int COMMAND_PRODUCERS_SYNCED = 2;

    /** Each unpacked record may be as large as a dead letter. If they are small, ingest polls again. */
    private static final int INGEST_RECORDS_MAX = 4;
    /** A few of the largest batches. The client keeps this many packed bytes. */
    private static final int INGEST_FETCH_BYTES_MAX = 16 << 20;
    /**
     * A dead member is noticed after this time. A static member that comes back earlier gets its place back at once.
     */
    private static final int SESSION_MILLIS = 10_000;

    private static final int HEARTBEAT_MILLIS = 3_000;
    /** Each record may take a whole time-out, and all of them must be done long before the group misses the member. */
    private static final int WEBHOOK_RECORDS_MAX = 8;

    private static final Duration WEBHOOK_JOIN = Duration.ofMinutes(10);

    /** Where somebody compresses into topics of ours, each may be as large as a dead letter once it is unpacked. */
    private static final int READING_RECORDS_MAX = 50;

    /** What a start may wait for a broker. */
    public static final int ADMIN_TIMEOUT_MILLIS = 30_000;

    private static final int ADMIN_REQUEST_TIMEOUT_MILLIS = 5_000;

    private ClientProperties() {}

    /** What every client has, Streams included: where Kafka is, and the operator's own properties. */
    public static Map<String, Object> base(StreamsSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return properties;
    }

    /** An admin client that gives up after half a minute. */
    public static Map<String, Object> admin(StreamsSettings settings) {
        Map<String, Object> properties = base(settings);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_REQUEST_TIMEOUT_MILLIS);
        return properties;
    }

    /**
     * Append commands for callers that wait, a share of the partitions each: several where commands are synced, see
     * {@link #COMMAND_PRODUCERS_SYNCED}.
     */
    public static List<Map<String, Object>> commandProducers(StreamsSettings settings) {
        return IntStream.range(0, settings.fsync() ? COMMAND_PRODUCERS_SYNCED : 1)
                .mapToObj(number -> commandProducer(settings, number))
                .toList();
    }

    /**
     * It lingers for others to come, unless it is told to hurry, and what comes while one request is under way goes
     * with the next, so that many callers share a request, and a sync to disk where there is one. Small records are not
     * worth compressing.
     */
    private static Map<String, Object> commandProducer(StreamsSettings settings, int number) {
        Map<String, Object> properties = producer(settings, "commands-" + number);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, COMMANDS_LINGER_MILLIS);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return properties;
    }

    /** Appends commands and dead letters of usage events: many at a time, and nobody waits for one of them. */
    public static Map<String, Object> ingestProducer(StreamsSettings settings) {
        Map<String, Object> properties = producer(settings, "ingest");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return properties;
    }

    /**
     * Appends one record at a time, which is waited for. Small records are not worth compressing.
     *
     * @param blockMillis how long appending may block while the broker is not known
     */
    public static Map<String, Object> waitedProducer(StreamsSettings settings, String name, int blockMillis) {
        Map<String, Object> properties = producer(settings, name);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, blockMillis);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return properties;
    }

    /**
     * Reads usage events, commits by hand, and starts at the beginning where nothing was committed: what was taken
     * before is known by its key.
     *
     * @param instance the same after a restart, and of this node alone
     */
    public static Map<String, Object> ingestConsumer(StreamsSettings settings, String instance) {
        Map<String, Object> properties = member(settings, "ingest");
        properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, INGEST_RECORDS_MAX);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, INGEST_FETCH_BYTES_MAX);
        return properties;
    }

    /**
     * Reads alarms for one target of webhooks, and commits by hand. Where nothing was committed it begins a while
     * before the target was there: joining the group takes time.
     *
     * @param age since when the target is there
     */
    public static Map<String, Object> webhookConsumer(StreamsSettings settings, String target, Duration age) {
        Map<String, Object> properties = member(settings, "webhook-" + target);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "by_duration:" + age.plus(WEBHOOK_JOIN));
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, WEBHOOK_RECORDS_MAX);
        return properties;
    }

    /** Reads partitions that it is given, in no group: every instance reads all. */
    public static Map<String, Object> readingConsumer(StreamsSettings settings, String name) {
        Map<String, Object> properties = base(settings);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BoundedBytes.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BoundedBytes.class);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-" + name);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, READING_RECORDS_MAX);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    private static Map<String, Object> member(StreamsSettings settings, String group) {
        Map<String, Object> properties = readingConsumer(settings, group);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.applicationId() + "-" + group);
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        return properties;
    }

    private static Map<String, Object> producer(StreamsSettings settings, String name) {
        Map<String, Object> properties = base(settings);
        // In a transaction, it would hold back every later command of the partition from readers.
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        // The operator cannot choose another one: the default partitioner says where users are.
        properties.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        properties.remove(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-" + name);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        return properties;
    }
}
