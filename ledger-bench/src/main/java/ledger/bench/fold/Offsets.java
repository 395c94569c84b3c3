package ledger.bench.fold;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import ledger.bench.process.Program;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What a broker says of topics and groups. */
public final class Offsets implements AutoCloseable {
    /** Short compared with a run of seconds, and long compared with what a question costs the broker. */
    static final long POLL_MILLIS = 20;
    /** A million events and more, on a slow day. */
    private static final long CAUGHT_UP_NANOS_MAX = 1_200_000_000_000L;

    private final Admin admin;

    /** Asks a broker. */
    public Offsets(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** How many records of a topic without transactions a group has committed. */
    long committed(String group, String topic) throws IOException, InterruptedException {
        return committedOf(group, topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether a group has committed everything of a topic that is written without transactions. */
    private boolean isCaughtUp(String group, String topic) throws IOException, InterruptedException {
        Map<TopicPartition, Long> committed = committedOf(group, topic);
        return ends(topic).entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /**
     * Waits until a group has committed everything of a topic that is written without transactions. A ledger that
     * serves still has a commit ahead, and the next measurement would include it.
     *
     * @param program that the group is of
     */
    public void awaitCaughtUp(String group, String topic, Program program) throws IOException, InterruptedException {
        long until = System.nanoTime() + CAUGHT_UP_NANOS_MAX;
        while (!isCaughtUp(group, topic)) {
            program.requireAlive();
            if (System.nanoTime() > until) {
                throw new IOException(group + " does not catch up with " + topic);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private Map<TopicPartition, Long> committedOf(String group, String topic) throws IOException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        offsets.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(topic)) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    private Map<TopicPartition, Long> ends(String topic) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < Prefilled.PARTITIONS; partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found =
                get(admin.listOffsets(wanted).all());
        found.forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T get(KafkaFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IOException("the broker does not say", failed.getCause());
        }
    }

    /** The names of all topics, in order. */
    public List<String> topics() throws IOException, InterruptedException {
        return get(admin.listTopics().names()).stream().sorted().toList();
    }

    /** Makes a topic with as many partitions as the ledger's. */
    public void makeTopic(String name) throws IOException, InterruptedException {
        get(admin.createTopics(List.of(new NewTopic(name, Prefilled.PARTITIONS, (short) 1)))
                .all());
    }

    @Override
    public void close() {
        admin.close();
    }
}
