package ledger.streams.topic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ledger.streams.StreamsSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that acknowledged records survive the loss of a broker: how many copies each existing topic has, how many
 * brokers must have a record before it is acknowledged, and that no broker without it can become the leader. It refuses
 * the start if commands, events or state could be lost. It only warns of other topics, because an operator may have
 * chosen that.
 */
public final class ReplicaCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaCheck.class);
    private static final Set<String> NOT_TO_LOSE = Set.of(Topics.COMMANDS, Topics.EVENTS, Topics.PRICES);
    private static final String OFFSETS = "__consumer_offsets";
    private static final String TRANSACTIONS = "__transaction_state";
    /** From three copies on a record can be on two brokers at least while one of them is away. */
    private static final int COPIES_FOR_TWO = 3;

    private final StreamsSettings settings;

    /** A topic as it is: the fewest copies of a partition, and two settings. */
    record Found(String topic, int copies, int minInSync, boolean isUncleanElected) {}

    private ReplicaCheck(StreamsSettings settings) {
        this.settings = settings;
    }

    /** Throws {@link StartRefusedException} where what is answered could be lost with one broker. */
    public static void run(Admin admin, StreamsSettings settings) {
        ReplicaCheck check = new ReplicaCheck(settings);
        check.found(admin).forEach(found -> check.judge(found));
    }

    static void judge(StreamsSettings settings, Found found) {
        new ReplicaCheck(settings).judge(found);
    }

    private void judge(Found found) {
        String topic = found.topic;
        if (found.copies < settings.replicationFactor()) {
            complain(
                    topic,
                    "has partitions with " + found.copies + " replicas and LEDGER_REPLICATION_FACTOR is "
                            + settings.replicationFactor()
                            + ": give it more with kafka-reassign-partitions.sh, or lower the setting");
        }
        if (found.copies >= COPIES_FOR_TWO && found.minInSync < 2) {
            complain(
                    topic,
                    "has " + TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=" + found.minInSync
                            + ", so that an acknowledged record may be on one broker only"
                            + set(topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=2"));
        }
        if (found.copies > 1 && found.isUncleanElected) {
            complain(
                    topic,
                    "has " + TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG
                            + "=true, so that a broker that lacks acknowledged records may lead"
                            + set(topic, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG + "=false"));
        }
    }

    private void complain(String topic, String complaint) {
        boolean isNotToLose = NOT_TO_LOSE.contains(topic) || topic.equals(TRANSACTIONS) || isChangelog(topic);
        if (isNotToLose) {
            throw new StartRefusedException("topic " + topic + " " + complaint);
        }
        LOG.warn("topic {} {}", topic, complaint);
    }

    private static String set(String topic, String config) {
        return ": run `kafka-configs.sh --bootstrap-server <server> --alter --topic " + topic + " --add-config "
                + config + "`";
    }

    private List<Found> found(Admin admin) {
        List<String> topics =
                BrokerAnswers.await(admin.listTopics(new ListTopicsOptions().listInternal(true))
                                .names())
                        .stream()
                        .filter(this::isWanted)
                        .toList();
        Map<String, Integer> copies = copies(admin, topics);
        Map<ConfigResource, Config> configs = BrokerAnswers.awaitKnown(() -> admin.describeConfigs(topics.stream()
                        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                        .toList())
                .all());
        return configs.entrySet().stream()
                .map(config -> {
                    String topic = config.getKey().name();
                    return new Found(
                            topic,
                            copies.getOrDefault(topic, 0),
                            Integer.parseInt(value(config.getValue(), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1")),
                            Boolean.parseBoolean(value(
                                    config.getValue(), TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false")));
                })
                .toList();
    }

    private static Map<String, Integer> copies(Admin admin, List<String> topics) {
        return BrokerAnswers.awaitKnown(() -> admin.describeTopics(topics).allTopicNames()).values().stream()
                .collect(Collectors.toMap(TopicDescription::name, ReplicaCheck::fewest, Math::min, TreeMap::new));
    }

    private static int fewest(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    private static String value(Config config, String name, String fallback) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? fallback : entry.value();
    }

    private boolean isWanted(String topic) {
        return Topics.ALL.contains(topic) || isChangelog(topic) || topic.equals(OFFSETS) || topic.equals(TRANSACTIONS);
    }

    private boolean isChangelog(String topic) {
        return topic.startsWith(settings.applicationId() + "-") && topic.endsWith("-changelog");
    }
}
