package ledger.streams.progress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import ledger.UnavailableException;
import ledger.streams.topic.BrokerAnswers;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Where the command log ends and how far the committed fold is, as the broker says. Thread-safe. */
public final class LogEnds {
    /** A third of the time after which an instance counts as cut off. */
    private static final int ASK_MILLIS_MAX = 3_000;

    private final Admin admin;
    private final String group;

    /**
     * Asks about one deciding application.
     *
     * @param admin stays the caller's to close
     * @param group the application's consumer group, which is its id
     */
    public LogEnds(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    public PartitionProgress progressOf(int partition) {
        TopicPartition log = new TopicPartition(Topics.COMMANDS, partition);
        long end = BrokerAnswers.await(
                        admin.listOffsets(Map.of(log, OffsetSpec.latest())).partitionResult(log))
                .offset();
        @Nullable OffsetAndMetadata committed = committed().get(log);
        return new PartitionProgress(partition, committed == null ? -1 : committed.offset() - 1, end);
    }

    /** Whether a partition has no transaction open. */
    public boolean isSettled(TopicPartition partition) {
        long end = BrokerAnswers.await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition))
                .offset();
        ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        long stable = BrokerAnswers.await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), committed)
                        .partitionResult(partition))
                .offset();
        return stable >= end;
    }

    /** Asks for the offset after the last command of a partition; fails soon where nobody answers. */
    KafkaFuture<Long> askEnd(int partition) {
        TopicPartition log = new TopicPartition(Topics.COMMANDS, partition);
        return admin.listOffsets(Map.of(log, OffsetSpec.latest()), new ListOffsetsOptions().timeoutMs(ASK_MILLIS_MAX))
                .partitionResult(log)
                .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset);
    }

    /** Offset of the first command that each partition still has. */
    public Map<TopicPartition, Long> starts(List<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Offset after the last command of each partition. */
    public Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** The numbers of the log's partitions, in order; empty where there is no log. */
    public Optional<List<Integer>> partitions() {
        try {
            return Optional.ofNullable(BrokerAnswers.await(admin.describeTopics(List.of(Topics.COMMANDS))
                                    .allTopicNames())
                            .get(Topics.COMMANDS))
                    .map(LogEnds::numbers);
        } catch (UnavailableException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static List<Integer> numbers(TopicDescription topic) {
        return topic.partitions().stream()
                .map(TopicPartitionInfo::partition)
                .sorted()
                .toList();
    }

    /** The partitions, of so many, in which nothing was ever appended. */
    public List<Integer> empty(int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.COMMANDS, partition))
                .toList();
        Map<TopicPartition, Long> ends = ends(all);
        return all.stream()
                .filter(partition -> ends.getOrDefault(partition, 0L) == 0)
                .map(TopicPartition::partition)
                .toList();
    }

    /** Sets where the fold begins. The group must have no member. */
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        BrokerAnswers.await(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /**
     * What the fold has committed, by partition; a partition it never committed is absent. Waits for a commit that is
     * being ended.
     */
    public Map<TopicPartition, OffsetAndMetadata> committed() {
        Map<TopicPartition, OffsetAndMetadata> offsets = BrokerAnswers.await(
                admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>(offsets);
        known.values().removeIf(Objects::isNull);
        return known;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        BrokerAnswers.await(admin.listOffsets(wanted).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
