package ledger.streams.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import ledger.UnavailableException;
import ledger.streams.service.SideService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks once a minute how large the ledger's topics are, those that its stores are restored from included. */
public final class TopicSizes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSizes.class);
    /**
     * It lists the disks of all brokers. This is seldom enough to cost nothing, and often enough to see a disk fill.
     */
    private static final long ASK_MILLIS = 60_000;

    private final Admin admin;
    private final String applicationId;
    private final Consumer<Map<String, Size>> onSizes;
    private final SideService asking = SideService.repeating("topic-sizes", this::tell, ASK_MILLIS);

    /**
     * The size of one topic.
     *
     * @param records from the first that is left to the last; of a compacted topic more than there are
     * @param bytes on the disks of all brokers, every replica counted; {@link #NOT_TOLD} where they do not say
     */
    public record Size(long records, long bytes) {
        public static final long NOT_TOLD = -1;
    }

    /**
     * Asks nothing yet.
     *
     * @param admin stays the caller's
     * @param onSizes told by topic
     */
    public TopicSizes(Admin admin, String applicationId, Consumer<Map<String, Size>> onSizes) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.onSizes = onSizes;
    }

    /** Begins to ask. */
    public void start() {
        asking.start();
    }

    @Override
    public void close() {
        asking.close();
    }

    /** If a broker is away or refuses, the last sizes stay, and it is asked again. */
    private void tell() {
        try {
            onSizes.accept(sizes());
        } catch (UnavailableException notTold) {
            LOG.debug("sizes of topics not told reason={}", notTold.getMessage());
        }
    }

    Map<String, Size> sizes() {
        List<String> topics = BrokerAnswers.await(admin.listTopics().names()).stream()
                .filter(this::isOurs)
                .toList();
        List<TopicPartition> partitions = partitions(topics);
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<String, Long> bytes = bytes();
        Map<String, Long> records = new TreeMap<>();
        ends.forEach((partition, end) -> {
            ListOffsetsResultInfo start = starts.get(partition);
            if (start != null) {
                records.merge(partition.topic(), end.offset() - start.offset(), Long::sum);
            }
        });
        Map<String, Size> sizes = new TreeMap<>();
        records.forEach((topic, count) -> sizes.put(topic, new Size(count, bytes.getOrDefault(topic, Size.NOT_TOLD))));
        return sizes;
    }

    private boolean isOurs(String topic) {
        boolean isChangelog = topic.startsWith(applicationId + "-") && topic.endsWith("-changelog");
        return isChangelog || Topics.ALL.contains(topic);
    }

    private List<TopicPartition> partitions(List<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicDescription topic : BrokerAnswers.await(
                        admin.describeTopics(topics).allTopicNames())
                .values()) {
            topic.partitions().forEach(of -> partitions.add(new TopicPartition(topic.name(), of.partition())));
        }
        return partitions;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        return BrokerAnswers.await(admin.listOffsets(wanted).all());
    }

    /** None where the brokers do not let us see their disks. */
    private Map<String, Long> bytes() {
        try {
            return bytesOnDisk();
        } catch (UnavailableException notAllowed) {
            LOG.debug("bytes of topics not told reason={}", notAllowed.getMessage());
            return Map.of();
        }
    }

    private Map<String, Long> bytesOnDisk() {
        Collection<Node> nodes = BrokerAnswers.await(admin.describeCluster().nodes());
        List<Integer> brokers = nodes.stream().map(Node::id).toList();
        Map<String, Long> bytes = new HashMap<>();
        for (Map<String, LogDirDescription> directories : BrokerAnswers.await(
                        admin.describeLogDirs(brokers).allDescriptions())
                .values()) {
            for (LogDirDescription directory : directories.values()) {
                directory
                        .replicaInfos()
                        .forEach((partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum));
            }
        }
        return bytes;
    }
}
