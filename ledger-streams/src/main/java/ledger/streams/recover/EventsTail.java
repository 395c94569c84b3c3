package ledger.streams.recover;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the end of one partition of {@code ledger.events} says.
 *
 * @param last the last chained event that is committed; empty where there is none
 * @param lastFolded the last of a command below the committed offset; the same, but where what is committed of the fold
 *     is of an earlier moment than the events
 * @param from offset in {@code ledger.events} from which on the events of commands that are to be folded stand; empty
 *     where none of them has an event yet, which is how a ledger starts that lost nothing
 * @param end offset after the last event that is committed
 */
public record EventsTail(Optional<LastEvent> last, Optional<LastEvent> lastFolded, OptionalLong from, long end) {
    /** Enough for the events of one command, and little to read for each partition at each start. */
    private static final int FIRST_STRETCH = 64;

    /**
     * Reads from the end backwards, each stretch four times as long as the one before, until a chained event of a
     * command below an offset of the command log is found, behind which there are no others.
     *
     * @param committedOffset where the fold goes on in the command log
     */
    public static EventsTail read(PartitionReader events, int partition, long committedOffset) {
        return new Reading(events, partition, committedOffset).run();
    }

    /** One look at the end of a partition. */
    private static final class Reading {
        private final PartitionReader events;
        private final int partition;
        private final long committedOffset;
        private @Nullable LastEvent last;
        private long from = -1;
        private @Nullable LastEvent lastFolded;

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
            while (until > begin && lastFolded == null) {
                long start = Math.max(begin, until - length);
                events.read(start, until, this::take);
                until = start;
                length *= 4;
            }
            return new EventsTail(
                    Optional.ofNullable(last),
                    Optional.ofNullable(lastFolded),
                    from < 0 ? OptionalLong.empty() : OptionalLong.of(from),
                    end);
        }

        private void take(ConsumerRecord<byte[], byte @Nullable []> record) {
            PublishedEvent.of(record, partition).map(PublishedEvent::event).ifPresent(event -> {
                boolean isFolded = event.position().offset() < committedOffset;
                if (!isFolded && (from < 0 || record.offset() < from)) {
                    from = record.offset();
                }
                if (event.isChained()) {
                    LastEvent found = LastEvent.of(event);
                    last = later(last, found);
                    lastFolded = isFolded ? later(lastFolded, found) : lastFolded;
                }
            });
        }

        private static LastEvent later(@Nullable LastEvent known, LastEvent found) {
            return known == null || found.isAfter(known) ? found : known;
        }
    }
}
