package ledger.streams.recover;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import ledger.UnavailableException;
import ledger.streams.StreamsSettings;
import ledger.streams.progress.LogEnds;
import ledger.streams.store.RowBlock;
import ledger.streams.topic.BrokerAnswers;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.StartRefusedException;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws away the state of partitions. The next instance that decides folds their command log from its first command.
 * The log itself is not touched. Nobody may decide meanwhile.
 */
public final class Discarding {
    private static final Logger LOG = LoggerFactory.getLogger(Discarding.class);

    private final StreamsSettings settings;
    private final Admin admin;
    private final List<String> stores;

    /**
     * The admin client stays the caller's.
     *
     * @param stores the names of the stores of a partition
     */
    public Discarding(StreamsSettings settings, Admin admin, List<String> stores) {
        this.settings = settings;
        this.admin = admin;
        this.stores = List.copyOf(stores);
    }

    /**
     * Discards the state of some partitions. If it is interrupted, the next start judges the state again.
     *
     * @param instance the name of this node
     * @throws StartRefusedException where somebody still decides, or where the log has lost its beginning
     */
    public void discard(Collection<Integer> partitions, String instance) {
        if (!new Group(admin, settings.applicationId()).isEmptyBut(instance)) {
            throw new StartRefusedException("instances of " + settings.applicationId()
                    + " still run, or were killed within the last 10 s: stop them, and try again");
        }
        LogEnds log = new LogEnds(admin, settings.applicationId());
        List<TopicPartition> commands = partitions.stream()
                .map(partition -> new TopicPartition(Topics.COMMANDS, partition))
                .toList();
        requireWhole(log.starts(commands));
        // This comes first. Kafka refuses it if somebody has begun to decide meanwhile, and then nothing is lost.
        log.commit(commands.stream().collect(Collectors.toMap(Function.identity(), of -> new OffsetAndMetadata(0))));
        LocalState local = new LocalState(settings);
        partitions.forEach(local::discard);
        clearChangelogs(partitions);
        if (!new Group(admin, settings.applicationId()).isEmptyBut(instance)) {
            throw new StartRefusedException("an instance of " + settings.applicationId()
                    + " has started meanwhile, on a state that is thrown away: stop it, and rebuild again");
        }
        LOG.warn("state discarded, the command log is folded again partitions={}", partitions);
    }

    private static void requireWhole(Map<TopicPartition, Long> starts) {
        starts.forEach((log, start) -> {
            if (start != 0) {
                throw new StartRefusedException(log + " begins at offset " + start
                        + ", so it cannot be folded from its first command: restore the topic");
            }
        });
    }

    /** Whoever reads these records deletes the rows that were restored before, here or on another instance. */
    private void clearChangelogs(Collection<Integer> partitions) {
        Set<String> topics = BrokerAnswers.await(admin.listTopics().names());
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.waitedProducer(settings, "recover", ClientProperties.ADMIN_TIMEOUT_MILLIS))) {
            for (String store : stores) {
                String changelog = LocalState.changelog(settings.applicationId(), store);
                if (topics.contains(changelog)) {
                    for (int partition : partitions) {
                        producer.send(RowBlock.clearing(new TopicPartition(changelog, partition)))
                                .get();
                    }
                }
            }
        } catch (ExecutionException failed) {
            throw new UnavailableException("the changelogs cannot be cleared: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while clearing changelogs", interrupted);
        }
    }
}
