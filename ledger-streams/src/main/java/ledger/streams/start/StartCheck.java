package ledger.streams.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ledger.streams.progress.LogEnds;
import ledger.streams.recover.LastEvent;
import ledger.streams.topic.StartRefusedException;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to start on a log that does not belong to the fold. Runs before anything may append: a command appended to a
 * log that was cut back would take the offset of one that was answered.
 */
public final class StartCheck {
    private final LogEnds log;
    private final IntFunction<Optional<LastEvent>> lastEvents;
    private final List<TopicPartition> partitions;

    /**
     * Checks the command log.
     *
     * @param lastEvents finds the last published event of a partition
     * @param partitions how many it has
     */
    public StartCheck(LogEnds log, IntFunction<Optional<LastEvent>> lastEvents, int partitions) {
        this.log = log;
        this.lastEvents = lastEvents;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.COMMANDS, partition))
                .toList();
    }

    /**
     * Checks, and says explicitly that the fold begins at offset 0 where it never began. Throws
     * {@link StartRefusedException} where the log is not the one that was folded.
     */
    public void run() {
        // In this order, as other instances go on meanwhile: the log is never behind what was said of it before.
        Map<TopicPartition, LastEvent> published = new HashMap<>();
        partitions.forEach(
                partition -> lastEvents.apply(partition.partition()).ifPresent(last -> published.put(partition, last)));
        Map<TopicPartition, OffsetAndMetadata> committed = log.committed();
        Map<TopicPartition, Long> starts = log.starts(partitions);
        Map<TopicPartition, Long> ends = log.ends(partitions);
        Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
        for (TopicPartition partition : partitions) {
            @Nullable OffsetAndMetadata folded = committed.get(partition);
            long start = starts.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            requirePublished(partition, published.get(partition), end);
            if (folded == null) {
                requireWhole(partition, start);
                beginnings.put(partition, new OffsetAndMetadata(0));
            } else {
                requireCovered(partition, folded.offset(), start, end);
            }
        }
        if (!beginnings.isEmpty()) {
            log.commit(beginnings);
        }
    }

    private static void requireWhole(TopicPartition partition, long start) {
        if (start != 0) {
            throw new StartRefusedException(
                    partition + " begins at offset " + start
                            + " and no committed fold says what came before: restore the topic, or the consumer group's offsets");
        }
    }

    /** The committed offset may have been lost as well: the events still tell. */
    private static void requirePublished(TopicPartition partition, @Nullable LastEvent last, long end) {
        if (last != null && last.position().offset() >= end) {
            throw shorter(partition, end, last.position().offset() + 1);
        }
    }

    private static StartRefusedException shorter(TopicPartition partition, long end, long folded) {
        return new StartRefusedException(partition + " ends at offset " + end + " but was folded up to " + folded
                + ": commands that were answered are missing from the log. Restore the log from a replica or a newer"
                + " backup, or restore the whole data directory of one moment; do not append to it as it is");
    }

    private static void requireCovered(TopicPartition partition, long folded, long start, long end) {
        if (end < folded) {
            throw shorter(partition, end, folded);
        }
        if (folded < start) {
            throw new StartRefusedException(partition + " begins at offset " + start + " but was folded only up to "
                    + folded + ": commands were deleted before they were folded. Restore the topic");
        }
    }
}
