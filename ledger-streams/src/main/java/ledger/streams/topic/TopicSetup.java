package ledger.streams.topic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.UnavailableException;
import ledger.streams.StreamsSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing and checks those that are there. Runs before anything else uses Kafka. */
public final class TopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private final Admin admin;
    private final StreamsSettings settings;

    /** The admin client stays the caller's. */
    public TopicSetup(Admin admin, StreamsSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Makes and checks every topic. Returns how many partitions {@code ledger.commands} and {@code ledger.events} have,
     * which is not the setting where they were there before. Throws {@link StartRefusedException} where the ledger
     * cannot run on them.
     */
    public int prepare() {
        try {
            return prepared();
        } catch (UnavailableException failed) {
            String reason = failed.getCause() == null
                    ? String.valueOf(failed.getMessage())
                    : "Kafka did not do what the start needs: "
                            + failed.getCause().getMessage()
                            + "; check that it runs and LEDGER_KAFKA_BOOTSTRAP_SERVERS names it";
            throw new StartRefusedException(reason, failed);
        }
    }

    private int prepared() {
        BrokerCheck.run(admin);
        List<TopicPlan> plans = TopicPlan.of(settings);
        create(plans);
        Map<String, Integer> partitions = partitions(plans);
        Map<String, Config> configs = configs(plans);
        int count = TopicCheck.partitions(partitions);
        plans.forEach(plan -> TopicCheck.settings(plan, configOf(plan, configs)));
        ReplicaCheck.run(admin, settings);
        plans.forEach(plan -> switchSyncing(plan, configOf(plan, configs)));
        plans.forEach(plan -> switchCompression(plan, configOf(plan, configs)));
        return count;
    }

    private void create(List<TopicPlan> plans) {
        Set<String> existing = BrokerAnswers.await(admin.listTopics().names());
        List<NewTopic> missing = plans.stream()
                .filter(plan -> !existing.contains(plan.name()))
                .map(plan -> plan.toCreate(settings))
                .toList();
        admin.createTopics(missing).values().forEach(this::awaitCreated);
    }

    private void awaitCreated(String topic, KafkaFuture<Void> creation) {
        try {
            BrokerAnswers.await(creation);
            LOG.info("topic created topic={}", topic);
        } catch (UnavailableException e) {
            if (e.getCause() instanceof InvalidReplicationFactorException) {
                throw new StartRefusedException(
                        topic + " cannot have " + settings.replicationFactor()
                                + " replicas, Kafka has fewer brokers: lower LEDGER_REPLICATION_FACTOR or start the brokers",
                        e);
            }
            // Another instance that starts now was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Map<String, Integer> partitions(List<TopicPlan> plans) {
        List<String> names = plans.stream().map(TopicPlan::name).toList();
        Map<String, TopicDescription> topics =
                BrokerAnswers.awaitKnown(() -> admin.describeTopics(names).allTopicNames());
        return topics.values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.partitions().size()));
    }

    private Map<String, Config> configs(List<TopicPlan> plans) {
        List<ConfigResource> resources =
                plans.stream().map(TopicSetup::resource).toList();
        Map<ConfigResource, Config> configs =
                BrokerAnswers.awaitKnown(() -> admin.describeConfigs(resources).all());
        return configs.entrySet().stream()
                .collect(Collectors.toMap(config -> config.getKey().name(), Map.Entry::getValue));
    }

    /** Follows the setting on a topic that was made under another. */
    private void switchSyncing(TopicPlan plan, Config config) {
        String syncedEvery = plan.syncedEvery();
        if (syncedEvery == null || isAsSet(plan, syncedEvery, config)) {
            return;
        }
        AlterConfigOp.OpType type = settings.fsync() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE;
        ConfigEntry change = new ConfigEntry(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, syncedEvery);
        try {
            BrokerAnswers.await(
                    admin.incrementalAlterConfigs(Map.of(resource(plan), List.of(new AlterConfigOp(change, type))))
                            .all());
            BrokerAnswers.until(
                    () -> isAsSet(plan, syncedEvery, configOf(plan, configs(List.of(plan)))),
                    BrokerAnswers.KNOWN_MAX,
                    "Kafka did not take a change of " + change.name() + "; start again");
            LOG.info("sync switched topic={} on={}", plan.name(), settings.fsync());
        } catch (UnavailableException failed) {
            if (plan.isSyncedForSafety()) {
                throw failed;
            }
            LOG.warn("sync stays as it is, and commands may wait longer for theirs topic={}", plan.name(), failed);
        }
    }

    /** A topic that was made by hand, or by an earlier build, may hold records that inflate without bound. */
    private void switchCompression(TopicPlan plan, Config config) {
        ConfigEntry found = config.get(TopicConfig.COMPRESSION_TYPE_CONFIG);
        if (found != null && TopicPlan.UNCOMPRESSED.equals(found.value())) {
            return;
        }
        ConfigEntry change = new ConfigEntry(TopicConfig.COMPRESSION_TYPE_CONFIG, TopicPlan.UNCOMPRESSED);
        try {
            BrokerAnswers.await(admin.incrementalAlterConfigs(
                            Map.of(resource(plan), List.of(new AlterConfigOp(change, AlterConfigOp.OpType.SET))))
                    .all());
            LOG.info("compression switched topic={} to={}", plan.name(), TopicPlan.UNCOMPRESSED);
        } catch (UnavailableException failed) {
            LOG.warn(
                    "a small record may unpack to a large one: set compression.type=uncompressed topic={}",
                    plan.name(),
                    failed);
        }
    }

    /**
     * Whether there is nothing to change. A setting that the broker has for all of its topics is not ours to change.
     */
    private boolean isAsSet(TopicPlan plan, String syncedEvery, Config config) {
        ConfigEntry entry = config.get(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG);
        boolean isSynced = entry != null && syncedEvery.equals(entry.value());
        if (settings.fsync()) {
            boolean isChosen = entry != null && !entry.isDefault() && !plan.isSyncedForSafety();
            return isSynced || isChosen;
        }
        return !isSynced || entry.source() != ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
    }

    private static Config configOf(TopicPlan plan, Map<String, Config> configs) {
        return configs.getOrDefault(plan.name(), new Config(List.of()));
    }

    private static ConfigResource resource(TopicPlan plan) {
        return new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
    }
}
