package ledger.streams.decide;

import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record of the command log, as it was acknowledged or as it was read. A command is decided by nothing else.
 *
 * @param timeMillis when the broker appended it, epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by isSameAs alone.
record LogRecord(long offset, long timeMillis, byte @Nullable [] key, byte @Nullable [] value) {
    static LogRecord of(long offset, Record<byte[], byte[]> read) {
        return new LogRecord(offset, read.timestamp(), read.key(), read.value());
    }

    /** Whether another has the same place, time and bytes. */
    boolean isSameAs(LogRecord other) {
        return offset == other.offset
                && timeMillis == other.timeMillis
                && Arrays.equals(key, other.key)
                && Arrays.equals(value, other.value);
    }

    /** How many bytes it keeps in memory. */
    int bytes() {
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }
}
