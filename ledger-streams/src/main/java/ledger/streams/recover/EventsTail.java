package ledger.streams.recover;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import ledger.fold.RecordedEvent;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the end of one partition of {@code ledger.events} says.
 *
 * @param last the last chained event that is committed; empty where there is none
 * @param from offset in {@code ledger.events} from which on the events of commands that are to be folded stand; empty
 *     where none of them has an event yet, which is how a ledger starts that lost nothing
 * @param end offset after the last event that is committed
 */
public record EventsTail(Optional<LastEvent> last, OptionalLong from, long end) {
    /** Enough for the events of one command, and little to read for each partition at each start. */
    private static final int FIRST_STRETCH = 64;

    /**
     * Reads from the end backwards, each stretch four times as long as the one before, until the last chained event is
     * found and all events of commands at or above an offset of the command log have been passed.
     *
     * @param committedOffset where the fold goes on in the command log
     */
    public static EventsTail read(PartitionReader events, int partition, long committedOffset) {
        return new Reading(events, partition, committedOffset).run();
    }

    /** The event that a record has, or empty where this ledger did not write it. */
    static Optional<RecordedEvent> event(ConsumerRecord<byte[], byte @Nullable []> record, int partition) {
        byte[] value = record.value();
        if (value == null) {
            return Optional.empty();
        }
        RecordedEvent event;
        try {
            event = EventCodec.read(value);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        boolean isOurs = Arrays.equals(KeyPartition.key(event.command().account()), record.key())
                && event.position().partition() == partition
                && (!event.isChained() || EventCodec.hashHolds(value));
        return isOurs ? Optional.of(event) : Optional.empty();
    }

    /** One look at the end of a partition. */
    private static final class Reading {
        private final PartitionReader events;
        private final int partition;
        private final long committedOffset;
        private @Nullable LastEvent last;
        private long from = -1;
        private boolean isBehindCommitted;

        Reading(PartitionReader events, int partition, long committedOffset) {
            this.events = events;
            this.partition = partition;
            this.committedOffset = committedOffset;
        }

        EventsTail run() {
            long begin = events.begin();
            long end = events.end();
            long until = end;
            long length = FIRST_STRETCH;
            while (until > begin && (last == null || !isBehindCommitted)) {
                long start = Math.max(begin, until - length);
                events.read(start, until, this::take);
                until = start;
                length *= 4;
            }
            return new EventsTail(
                    Optional.ofNullable(last), from < 0 ? OptionalLong.empty() : OptionalLong.of(from), end);
        }

        private void take(ConsumerRecord<byte[], byte @Nullable []> record) {
            event(record, partition).ifPresent(event -> {
                if (event.position().offset() < committedOffset) {
                    isBehindCommitted = true;
                } else if (from < 0 || record.offset() < from) {
                    from = record.offset();
                }
                if (event.isChained()) {
                    LastEvent found = LastEvent.of(event);
                    last = last == null || found.isAfter(last) ? found : last;
                }
            });
        }
    }
}
