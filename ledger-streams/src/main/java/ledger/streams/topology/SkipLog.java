package ledger.streams.topology;

import java.util.Set;
import ledger.streams.StreamsSettings;

/**
 * Finds what the log says is to be put aside. The fold cannot wait until it comes to such a word, which stands behind
 * the record at which it cannot go on. Only offsets are kept. Thread-safe.
 */
public final class SkipLog {
    private final StreamsSettings settings;
    private final LogEnds logEnds;

    /** Reads the log of that ledger when it is asked. */
    public SkipLog(StreamsSettings settings, LogEnds logEnds) {
        this.settings = settings;
        this.logEnds = logEnds;
    }

    /** What is said behind the committed fold, which is all that a task begins with. */
    public Skips uncommitted(int partition) {
        PartitionProgress begun = logEnds.progressOf(partition);
        return begun.behind() == 0
                ? Skips.NONE
                : from(partition, begun.position().offset() + 1);
    }

    /**
     * What is said from an offset on; from 0 for a fold that begins anew. Of a record that was folded in its turn
     * before, the caller must know by itself: what is said of it changes nothing.
     */
    public Skips from(int partition, long offset) {
        FoundRules found = new FoundRules();
        try (PartitionCommandReader reader = new PartitionCommandReader(settings)) {
            reader.read(partition, offset, found, PartitionCommandReader.Watcher.NONE);
        }
        Set<Long> offsets = Set.copyOf(found.skips().keySet());
        return offsets.isEmpty() ? Skips.NONE : offsets::contains;
    }
}
