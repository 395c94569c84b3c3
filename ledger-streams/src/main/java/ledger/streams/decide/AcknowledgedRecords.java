package ledger.streams.decide;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Records of one partition that are acknowledged and not decided, by their offsets. Used by one thread at a time. */
final class AcknowledgedRecords {
    /** What is further ahead of what is decided is left to be read in its turn. */
    static final int OFFSETS_MAX = 10_000;

    private static final long BYTES_MAX = 8L << 20;

    private final Queue<LogRecord> records = new PriorityQueue<>(Comparator.comparingLong(LogRecord::offset));
    private long bytes;

    /**
     * Keeps one, unless it is too far ahead or too many are kept.
     *
     * @param next offset of the first record that is not decided
     */
    void keep(LogRecord one, long next) {
        boolean isWithin = one.offset() >= next && one.offset() - next < OFFSETS_MAX;
        if (isWithin && bytes < BYTES_MAX) {
            records.add(one);
            bytes += one.bytes();
        }
    }

    /** The first from an offset on, or null; those before it are let go. */
    @Nullable
    LogRecord first(long next) {
        LogRecord first = records.peek();
        while (first != null && first.offset() < next) {
            removeFirst();
            first = records.peek();
        }
        return first;
    }

    void removeFirst() {
        bytes -= records.remove().bytes();
    }

    void clear() {
        records.clear();
        bytes = 0;
    }
}
