package ledger.streams.steer;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ledger.streams.StreamsSettings;
import ledger.streams.progress.LogEnds;
import ledger.streams.progress.PartitionProgress;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the log says is to be put aside. The fold cannot wait until it comes to such a word, which stands behind
 * the record at which it cannot go on. Only offsets are kept. Thread-safe.
 */
public final class SkipLog {
    private final StreamsSettings settings;
    private final LogEnds logEnds;
    private final Map<Integer, Read> readBefore = new ConcurrentHashMap<>();

    /** Reads the log of that ledger when it is asked. */
    public SkipLog(StreamsSettings settings, LogEnds logEnds) {
        this.settings = settings;
        this.logEnds = logEnds;
    }

    /** What was read of one partition. */
    private record Read(long from, long end, Set<Long> offsets) {}

    /**
     * What is said behind the committed fold, which is all that a task begins with; for a fold that begins anew that is
     * the whole log. What was read once is not read again: ask before a task starts, whose group would not wait for a
     * long log. Of a record that was folded in its turn before, the caller must know by itself: what is said of it
     * changes nothing.
     */
    public Skips uncommitted(int partition) {
        PartitionProgress begun = logEnds.progressOf(partition);
        if (begun.behind() == 0) {
            return Skips.NONE;
        }
        long from = begun.position().offset() + 1;
        Set<Long> offsets = readBefore
                .compute(partition, (of, before) -> read(partition, from, before))
                .offsets();
        return offsets.isEmpty() ? Skips.NONE : offsets::contains;
    }

    private Read read(int partition, long from, @Nullable Read before) {
        Read known = before != null && before.from() <= from && before.end() >= from
                ? before
                : new Read(from, from, Set.of());
        FoundRules found = new FoundRules();
        try (KafkaConsumer<byte[], byte[]> consumer = FoundRules.consumer(settings)) {
            long end = found.read(consumer, partition, known.end(), LogRules.Watcher.NONE);
            Set<Long> offsets = new HashSet<>(known.offsets());
            offsets.addAll(found.skips().keySet());
            return new Read(known.from(), end, Set.copyOf(offsets));
        }
    }
}
