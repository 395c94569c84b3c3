package ledger.streams.topic;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.streams.StreamsSettings;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How one topic is made, and what of it an existing one must have too.
 *
 * @param name of the topic
 * @param partitions it is created with
 * @param required settings without which the ledger would lose or misjudge something
 * @param preferred further settings it is created with, which an operator may change
 */
record TopicPlan(String name, int partitions, Map<String, String> required, Map<String, String> preferred) {
    static final String LOG_APPEND_TIME = "LogAppendTime";

    /**
     * Every topic holds its records uncompressed. The broker unpacks what a client compressed, and then checks the
     * size. So eight kilobytes that inflate to hundreds of megabytes never get into a topic, and no reader has to
     * unpack anything.
     */
    static final String UNCOMPRESSED = "uncompressed";

    private static final String FOR_EVER = "-1";
    private static final String CREATE_TIME = "CreateTime";
    /** A segment of a compacted topic is compacted once it is full: small ones keep what a reader must skip short. */
    private static final String COMPACTED_SEGMENT_BYTES = String.valueOf(64 << 20);

    /**
     * A sync writes the log and its indexes. With an index entry for each 64 KiB rather than 4, most syncs find the
     * indexes unchanged.
     */
    private static final String SYNCED_INDEX_BYTES = String.valueOf(64 << 10);

    private static final String EACH_SYNCED = "1";
    /** So many records are a quarter to half a megabyte. */
    private static final String SYNCED_TOGETHER = "500";

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    /** A command is below 32 KiB; Kafka counts a batch, which the command producer ends at 64 KiB. */
    static final int COMMANDS_BYTES_MAX = 128 * KIB;
    /** A batch of CloudEvents of the greatest length, with its headers, or many records of a client's batch. */
    static final int USAGE_BYTES_MAX = 9 * MIB;
    /** An event is below 256 KiB; room for a batch of them, and for all that later events add. */
    static final int EVENTS_BYTES_MAX = MIB;
    /** A price change may have 16 MiB, an import being one record; and it is framed. */
    static final int PRICES_BYTES_MAX = 17 * MIB;
    /** The largest usage record, and headers that say why; see {@link DeadLetters#RECORD_BYTES_MAX}. */
    static final int DEAD_LETTERS_BYTES_MAX = 9 * MIB;

    TopicPlan {
        required = Map.copyOf(required);
        preferred = Map.copyOf(preferred);
    }

    /** Every topic that a node needs. */
    static List<TopicPlan> of(StreamsSettings settings) {
        int partitions = settings.partitions();
        return List.of(
                kept(Topics.COMMANDS, partitions, COMMANDS_BYTES_MAX, LOG_APPEND_TIME),
                kept(Topics.EVENTS, partitions, EVENTS_BYTES_MAX, CREATE_TIME),
                kept(Topics.PRICES, 1, PRICES_BYTES_MAX, CREATE_TIME),
                // Kept for ever too. With a time limit, a client's clock would decide which events are deleted before
                // they are read.
                kept(Topics.USAGE, partitions, USAGE_BYTES_MAX, CREATE_TIME).withoutRequirements(),
                kept(Topics.DEAD_LETTERS, 1, DEAD_LETTERS_BYTES_MAX, CREATE_TIME)
                        .withoutRequirements(),
                compacted(Topics.BALANCES, partitions),
                // Kept for ever: an alarm is rare, and a target may be behind.
                kept(Topics.ALERTS, partitions, MIB, CREATE_TIME).withoutRequirements(),
                compacted(Topics.WEBHOOKS, 1));
    }

    NewTopic toCreate(StreamsSettings settings) {
        String syncedEvery = syncedEvery();
        Map<String, String> configs = new TreeMap<>(preferred);
        configs.putAll(required);
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInSyncReplicas(settings));
        configs.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        if (syncedEvery != null && settings.fsync()) {
            configs.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, syncedEvery);
        }
        if (isSyncedForSafety() && settings.fsync()) {
            configs.put(TopicConfig.INDEX_INTERVAL_BYTES_CONFIG, SYNCED_INDEX_BYTES);
        }
        return new NewTopic(name, partitions, (short) settings.replicationFactor()).configs(configs);
    }

    /**
     * After how many records the broker syncs a partition if {@code LEDGER_FSYNC} is set; null for never. Commands,
     * prices and webhooks are synced one by one, because callers are answered once the record is in its topic. Other
     * busy topics are synced so that commands are not held up. Otherwise the operating system writes half a minute of
     * them back at once, and a sync of a command waits up to a tenth of a second for that.
     */
    @Nullable
    String syncedEvery() {
        return switch (name) {
            case Topics.COMMANDS, Topics.PRICES, Topics.WEBHOOKS -> EACH_SYNCED;
            case Topics.EVENTS, Topics.BALANCES, Topics.USAGE -> SYNCED_TOGETHER;
            default -> null;
        };
    }

    /** Whether it is of no use unless each record is synced; others are synced for the sake of latency. */
    boolean isSyncedForSafety() {
        return EACH_SYNCED.equals(syncedEvery());
    }

    /** On how many brokers a record is before it is acknowledged: with three, any one of them can go. */
    static String minInSyncReplicas(StreamsSettings settings) {
        return settings.replicationFactor() >= 3 ? "2" : "1";
    }

    private static TopicPlan kept(String name, int partitions, int bytesMax, String timestampType) {
        Map<String, String> required = new TreeMap<>();
        required.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
        required.put(RETENTION_MS_CONFIG, FOR_EVER);
        required.put(RETENTION_BYTES_CONFIG, FOR_EVER);
        required.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType);
        return new TopicPlan(name, partitions, required, preferred(bytesMax));
    }

    private static TopicPlan compacted(String name, int partitions) {
        Map<String, String> preferred = preferred(MIB);
        preferred.put(TopicConfig.SEGMENT_BYTES_CONFIG, COMPACTED_SEGMENT_BYTES);
        return new TopicPlan(name, partitions, Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT), preferred);
    }

    private static Map<String, String> preferred(int bytesMax) {
        Map<String, String> preferred = new TreeMap<>();
        preferred.put(MAX_MESSAGE_BYTES_CONFIG, String.valueOf(bytesMax));
        preferred.put(COMPRESSION_TYPE_CONFIG, UNCOMPRESSED);
        // The times come from another machine's clock, and a record must not be refused because that clock is ahead.
        preferred.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, String.valueOf(Long.MAX_VALUE));
        return preferred;
    }

    private TopicPlan withoutRequirements() {
        Map<String, String> all = new TreeMap<>(preferred);
        all.putAll(required);
        return new TopicPlan(name, partitions, Map.of(), all);
    }
}
