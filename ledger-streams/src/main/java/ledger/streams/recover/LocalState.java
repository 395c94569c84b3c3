package ledger.streams.recover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.streams.StreamsSettings;
import ledger.streams.store.StoredRows;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories in which this instance keeps the stores of partitions. To be called before Kafka Streams opens them.
 *
 * <p>Rows on disk belong to a record of the changelog, and restoring goes on from there. If another record is at that
 * offset, or none, the changelog lost its end or belongs to another ledger. Then the directory is deleted, and the
 * stores are restored from the changelog and judged.
 */
public final class LocalState {
    private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);
    /** Kafka Streams names a task's directory by its sub-topology and its partition. */
    private static final Pattern TASK = Pattern.compile("\\d+_(\\d+)");

    private static final String PROCESS_NAME = "kafka-streams-process-metadata";

    private final Path directory;
    private final String application;

    /** Of a node. */
    public LocalState(StreamsSettings settings) {
        application = settings.applicationId();
        directory = settings.stateDirectory().resolve(application);
    }

    /** Deletes the directories that do not match their changelogs. Returns their partitions. */
    public List<Integer> discardForeign(ChangelogRecords changelogs) {
        List<Integer> discarded = new ArrayList<>();
        for (Path task : tasks()) {
            int partition = partition(task);
            if (!goesOn(task, partition, changelogs)) {
                LOG.info("stores that do not go on from their changelogs are restored anew partition={}", partition);
                delete(task);
                discarded.add(partition);
            }
        }
        return discarded;
    }

    /**
     * Makes Kafka Streams use new transactional ids, because the old ones can no longer write. It makes them from a
     * name that it keeps here.
     */
    void rename() {
        try {
            if (Files.deleteIfExists(directory.resolve(PROCESS_NAME))) {
                LOG.warn("transactional ids are given up, whose coordinators have forgotten their last epochs");
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException("cannot write to " + directory, undeletable);
        }
    }

    /** Deletes the stores of a partition. */
    public void discard(int partition) {
        tasks().stream().filter(task -> partition(task) == partition).forEach(LocalState::delete);
    }

    private boolean goesOn(Path task, int partition, ChangelogRecords changelogs) {
        return StoredRows.in(task).stream().allMatch(store -> {
            TopicPartition changelog = new TopicPartition(changelog(application, store.name()), partition);
            return store.goOn(offset -> changelogs.at(changelog, offset), () -> changelogs.isEmpty(changelog));
        });
    }

    /** The topic that a store is restored from, as Kafka Streams names it. */
    static String changelog(String application, String store) {
        return application + "-" + store + "-changelog";
    }

    private List<Path> tasks() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(
                            path -> TASK.matcher(path.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the state directory " + directory, unreadable);
        }
    }

    private static int partition(Path task) {
        Matcher name = TASK.matcher(task.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("not a task's directory: " + task);
        }
        return Integer.parseInt(name.group(1));
    }

    private static void delete(Path task) {
        try {
            Utils.delete(task.toFile());
        } catch (IOException undeletable) {
            throw new UncheckedIOException("cannot delete " + task, undeletable);
        }
    }
}
