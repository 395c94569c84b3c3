package ledger.streams.steer;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import ledger.Position;
import ledger.UnavailableException;
import ledger.command.PartitionCommand.ActivateRules;
import ledger.command.PartitionCommand.SkipRecord;
import ledger.decide.Rules;
import ledger.streams.StreamsSettings;
import ledger.streams.append.PartitionAppends;
import ledger.streams.progress.LogEnds;
import ledger.streams.recover.Group;
import ledger.streams.rows.RulesRow;
import ledger.streams.topic.BrokerAnswers;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What the command log says of rules and skips, and how an operator says more. Needs no node. Every method throws
 * {@link UnavailableException} where Kafka does not answer. Used by one thread.
 */
public final class LogRules implements AutoCloseable {
    private static final String ACTOR = "ledger-cli";

    /** A member that was killed, or that stopped because it could not go on, is missed after ten seconds. */
    private static final Duration GROUP_PATIENCE = Duration.ofSeconds(15);

    private static final long GROUP_PAUSE_MILLIS = 500;

    private final StreamsSettings settings;
    private final Duration groupPatience;
    private final Admin admin;
    private final LogEnds log;

    /** Of the ledger of that application id on that Kafka. */
    public LogRules(StreamsSettings settings) {
        this(settings, GROUP_PATIENCE);
    }

    /**
     * Of a ledger.
     *
     * @param groupPatience how long members of its group that are gone may still be there
     */
    LogRules(StreamsSettings settings, Duration groupPatience) {
        this.settings = settings;
        this.groupPatience = groupPatience;
        try {
            admin = Admin.create(ClientProperties.admin(settings));
        } catch (KafkaException unreachable) {
            throw new UnavailableException(
                    "no Kafka can be reached at " + settings.bootstrapServers()
                            + "; start the ledger, or set LEDGER_KAFKA_BOOTSTRAP_SERVERS to where it is",
                    unreachable);
        }
        log = new LogEnds(admin, settings.applicationId());
    }

    /**
     * What an operator asked of a partition came to.
     *
     * @param position where it stands in the log
     * @param isNew whether it was appended now, and not before
     */
    public record Asked(Position position, boolean isNew) {}

    /** Told of each partition how far its reading is. */
    @FunctionalInterface
    public interface Watcher {
        /** Nobody watches. */
        Watcher NONE = (partition, offset, end) -> {};

        void passed(int partition, long offset, long end);
    }

    /** What a fold from 0 would go by, of each partition, read from the log. */
    public SortedMap<Integer, RulesRow> read(Watcher watcher) {
        SortedMap<Integer, RulesRow> rows = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = FoundRules.consumer(settings)) {
            for (int partition : partitions()) {
                FoundRules found = new FoundRules();
                found.read(consumer, partition, 0, watcher);
                rows.put(partition, found.row());
            }
        }
        return rows;
    }

    /**
     * Has rules hold in every partition from here on; where they hold already, nothing is appended.
     *
     * @param rows as they were read, none of them with a higher version
     */
    public SortedMap<Integer, Asked> activate(Rules rules, SortedMap<Integer, RulesRow> rows) {
        SortedMap<Integer, Asked> asked = new TreeMap<>();
        try (PartitionAppends appends = new PartitionAppends(settings)) {
            rows.forEach((partition, row) -> asked.put(partition, activate(rules, partition, row, appends)));
        }
        return asked;
    }

    /**
     * Has the record at a position put aside when the ledger is started next. Waits a while for instances that have
     * just ended. Throws {@link IllegalArgumentException} where that would do harm or nothing.
     */
    public Asked skip(Position position) {
        int partition = position.partition();
        if (!partitions().contains(partition)) {
            throw new IllegalArgumentException(Topics.COMMANDS + " has no partition " + partition);
        }
        requireStopped();
        requireNotFolded(position);
        FoundRules found = new FoundRules();
        try (KafkaConsumer<byte[], byte[]> consumer = FoundRules.consumer(settings);
                PartitionAppends appends = new PartitionAppends(settings)) {
            found.read(consumer, partition, position.offset(), Watcher.NONE);
            Long before = found.skips().get(position.offset());
            return before != null
                    ? new Asked(new Position(partition, before), false)
                    : new Asked(appends.append(new SkipRecord(newId(), partition, position.offset(), ACTOR)), true);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Asked activate(Rules rules, int partition, RulesRow row, PartitionAppends appends) {
        if (row.version() >= rules.version()) {
            long since = row.activations().isEmpty() ? -1 : row.last().offset();
            return new Asked(new Position(partition, since), false);
        }
        String build = settings.rules().build();
        return new Asked(appends.append(new ActivateRules(newId(), partition, rules.version(), build, ACTOR)), true);
    }

    private void requireNotFolded(Position position) {
        TopicPartition partition = new TopicPartition(Topics.COMMANDS, position.partition());
        OffsetAndMetadata committed = log.committed().get(partition);
        long folded = committed == null ? 0 : committed.offset();
        long end = log.ends(List.of(partition)).getOrDefault(partition, 0L);
        if (position.offset() >= end) {
            throw new IllegalArgumentException(
                    "nothing stands at position " + position + ": the partition ends at offset " + end);
        }
        if (position.offset() < folded) {
            throw new IllegalArgumentException("position " + position + " was folded: all before offset " + folded
                    + " was; name the position that the ledger's last words name");
        }
    }

    /** One that runs may have answered by the record and not yet committed it: a skip would take the answer back. */
    private void requireStopped() {
        Group group = new Group(admin, settings.applicationId());
        long untilNanos = System.nanoTime() + groupPatience.toNanos();
        int members = group.size();
        while (members > 0 && System.nanoTime() < untilNanos) {
            BrokerAnswers.pause(GROUP_PAUSE_MILLIS);
            members = group.size();
        }
        if (members > 0) {
            throw new IllegalArgumentException("the ledger runs, group " + settings.applicationId() + " has " + members
                    + " members: stop every instance, and skip then");
        }
    }

    private List<Integer> partitions() {
        return log.partitions()
                .orElseThrow(() -> new UnavailableException(
                        "Kafka has no topic " + Topics.COMMANDS + "; start the ledger, which makes it"));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
