package ledger.streams.recover;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the end of one partition of {@code ledger.events} says.
 *
 * @param last the last chained event that is committed; empty where there is none
 * @param lastFolded the last event of a command below the committed offset. It is the same as the last event, unless
 *     the committed fold is older than the events
 * @param from offset in {@code ledger.events} where the events of commands that are still to be folded begin. Empty if
 *     none of them has an event yet, which is so when a ledger starts that lost nothing
 * @param lastAt offset of the last chained event in {@code ledger.events}, or -1 if there is none
 * @param end offset after the last event that is committed
 */
public record EventsTail(
        Optional<LastEvent> last, Optional<LastEvent> lastFolded, OptionalLong from, long lastAt, long end) {
    /** Enough for the events of one command, and little enough to read for each partition at each start. */
    private static final int FIRST_STRETCH = 64;

    private static final long NOWHERE = Long.MAX_VALUE;

    /**
     * Reads backwards from the end. Each stretch is four times as long as the one before. It stops when it has found
     * the event of the last command in history, and no event of a command to be folded can be before that. Events that
     * somebody published again may be at the end; they alone do not end the search. If the event of that command is
     * missing, everything is read once, and the state is thrown away.
     *
     * @param committedOffset the offset in the command log from which the fold goes on
     * @param historyOffset of the last command in history, -1 where there is none
     */
    public static EventsTail read(PartitionReader events, int partition, long committedOffset, long historyOffset) {
        return new Reading(events, partition, committedOffset, offset -> offset == historyOffset).run();
    }

    /** The last chained event among the last records, whatever was folded; an earlier one where those are copies. */
    static Optional<LastEvent> last(PartitionReader events, int partition) {
        return new Reading(events, partition, Long.MAX_VALUE, offset -> true)
                .run()
                .last();
    }

    /** One look at the end of a partition. */
    private static final class Reading {
        private final PartitionReader events;
        private final int partition;
        private final long committedOffset;
        private final LongPredicate isLastInHistory;
        private @Nullable LastEvent last;
        private long lastAt = -1;
        private long from = -1;
        private @Nullable LastEvent lastFolded;
        /** The first places where events of the last command in history, and of one that is folded, were seen. */
        private long historyAt = NOWHERE;

        private long foldedAt = NOWHERE;

        Reading(PartitionReader events, int partition, long committedOffset, LongPredicate isLastInHistory) {
            this.events = events;
            this.partition = partition;
            this.committedOffset = committedOffset;
            this.isLastInHistory = isLastInHistory;
        }

        EventsTail run() {
            long begin = events.begin();
            long end = events.end();
            long until = end;
            long length = FIRST_STRETCH;
            while (until > begin && !isFound()) {
                long start = Math.max(begin, until - length);
                events.read(start, until, this::take);
                until = start;
                length *= 4;
            }
            return new EventsTail(
                    Optional.ofNullable(last),
                    Optional.ofNullable(lastFolded),
                    from < 0 ? OptionalLong.empty() : OptionalLong.of(from),
                    lastAt,
                    end);
        }

        private boolean isFound() {
            return historyAt != NOWHERE && foldedAt <= historyAt;
        }

        private void take(ConsumerRecord<byte[], byte @Nullable []> record) {
            PublishedEvent.of(record, partition).map(PublishedEvent::event).ifPresent(event -> {
                boolean isFolded = event.position().offset() < committedOffset;
                if (!isFolded && (from < 0 || record.offset() < from)) {
                    from = record.offset();
                }
                if (event.isChained()) {
                    take(LastEvent.of(event), record.offset(), isFolded);
                }
            });
        }

        private void take(LastEvent event, long at, boolean isFolded) {
            if (last == null || event.isAfter(last)) {
                last = event;
                lastAt = at;
            } else if (!last.isAfter(event)) {
                lastAt = Math.min(lastAt, at);
            }
            if (isLastInHistory.test(event.position().offset())) {
                historyAt = Math.min(historyAt, at);
            }
            if (isFolded) {
                lastFolded = later(lastFolded, event);
                foldedAt = Math.min(foldedAt, at);
            }
        }

        private static LastEvent later(@Nullable LastEvent known, LastEvent found) {
            return known == null || found.isAfter(known) ? found : known;
        }
    }
}
