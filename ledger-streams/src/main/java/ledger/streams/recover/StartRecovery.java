package ledger.streams.recover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.streams.StreamsSettings;
import ledger.streams.topic.BrokerAnswers;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.utils.Utils;

/**
 * Clears away what a crash may have left, before Kafka Streams starts: transactions that nobody ends, and stores on
 * disk that do not match their changelogs. It does not judge the state; each task does that when it starts.
 */
public final class StartRecovery {
    private static final String GROUP_OFFSETS = "__consumer_offsets";

    private final StreamsSettings settings;
    private final Admin admin;
    private final List<String> stores;

    /**
     * Of a node whose tasks have not begun.
     *
     * @param admin stays the caller's
     * @param stores the names of the stores of a partition
     */
    public StartRecovery(StreamsSettings settings, Admin admin, List<String> stores) {
        this.settings = settings;
        this.admin = admin;
        this.stores = List.copyOf(stores);
    }

    /**
     * Does it.
     *
     * @param instance the name of this node
     */
    public void run(String instance) {
        String application = settings.applicationId();
        HangingTransactions transactions = new HangingTransactions(admin, application, written());
        if (new Group(admin, application).isEmptyBut(instance)) {
            transactions.end();
        }
        transactions.abort();
        LocalState local = new LocalState(settings);
        if (transactions.isOutdated()) {
            local.rename();
        }
        try (ChangelogRecords changelogs = new ChangelogRecords(
                new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "recover-changelogs")))) {
            local.discardForeign(changelogs);
        }
    }

    /** Every partition that the transactions of a task write to. */
    private List<TopicPartition> written() {
        Set<String> names = new HashSet<>(Set.of(Topics.EVENTS, Topics.BALANCES, Topics.ALERTS, Topics.DEAD_LETTERS));
        stores.forEach(store -> names.add(LocalState.changelog(settings.applicationId(), store)));
        names.add(GROUP_OFFSETS);
        names.retainAll(BrokerAnswers.await(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names()));
        Map<String, TopicDescription> topics =
                BrokerAnswers.await(admin.describeTopics(names).allTopicNames());
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach((name, topic) -> {
            for (TopicPartitionInfo partition : topic.partitions()) {
                if (!name.equals(GROUP_OFFSETS) || partition.partition() == groupPartition(topic)) {
                    partitions.add(new TopicPartition(name, partition.partition()));
                }
            }
        });
        return partitions;
    }

    /** Where a broker keeps the offsets of the group. */
    private int groupPartition(TopicDescription offsets) {
        return Utils.abs(settings.applicationId().hashCode())
                % offsets.partitions().size();
    }
}
