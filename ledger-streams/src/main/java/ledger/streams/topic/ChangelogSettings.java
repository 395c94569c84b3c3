package ledger.streams.topic;

import java.util.HashMap;
import java.util.Map;
import ledger.streams.StreamsSettings;
import org.apache.kafka.common.config.TopicConfig;

/** What the topics that stores are restored from have in common. */
public final class ChangelogSettings {
    /** Of some 48 KiB each, so less than half a megabyte; see {@link TopicPlan#syncedEvery}. */
    private static final String SYNCED_EVERY = "8";

    private ChangelogSettings() {}

    /**
     * Those of a topic that is not there yet; the map is the caller's.
     *
     * @param segmentBytes of a file, which is compacted once it is full
     */
    public static Map<String, String> of(StreamsSettings settings, int segmentBytes) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, TopicPlan.minInSyncReplicas(settings));
        configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(segmentBytes));
        if (settings.fsync()) {
            configs.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, SYNCED_EVERY);
        }
        return configs;
    }
}
