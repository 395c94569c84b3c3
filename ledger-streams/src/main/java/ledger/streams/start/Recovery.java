package ledger.streams.start;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import ledger.Position;
import ledger.UnavailableException;
import ledger.streams.decide.Beginning;
import ledger.streams.decide.Beginnings;
import ledger.streams.decide.LedgerRows;
import ledger.streams.decide.Republished;
import ledger.streams.progress.LogEnds;
import ledger.streams.progress.PartitionProgress;
import ledger.streams.recover.EventsTail;
import ledger.streams.recover.PartitionReader;
import ledger.streams.recover.Published;
import ledger.streams.recover.PublishedLetters;
import ledger.streams.recover.StateRefusedException;
import ledger.streams.topic.BrokerAnswers;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges each state by its log as its task starts, and finds what is published of the commands to come. Thread-safe.
 */
public final class Recovery implements Beginnings {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    /** A transaction that was decided ends within milliseconds; one that is left open, within its time-out of 10 s. */
    private static final Duration SETTLE_MAX = Duration.ofSeconds(20);

    private final LogEnds log;
    private final int partitions;
    private final boolean isAlone;
    private final Function<String, Consumer<byte[], byte[]>> consumers;
    /**
     * Faults that follow one another closer than this are of one start: states are restored once more, not one by one.
     */
    private static final long DOUBT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final AtomicLong doubtedNanos = new AtomicLong(System.nanoTime() - DOUBT_NANOS);

    /**
     * Asks about one deciding application.
     *
     * @param partitions how many the command log has
     * @param isAlone whether no other instance decides, and all that was left open was ended before the start
     * @param consumers make one that reads what is committed, by the name it is to have
     */
    public Recovery(
            LogEnds log, int partitions, boolean isAlone, Function<String, Consumer<byte[], byte[]>> consumers) {
        this.log = log;
        this.partitions = partitions;
        this.isAlone = isAlone;
        this.consumers = consumers;
    }

    @Override
    public Beginning of(int partition, LedgerRows rows) {
        PartitionProgress progress = log.progressOf(partition);
        long committedOffset = progress.position().offset() + 1;
        awaitSettled(partition);
        Consumer<byte[], byte[]> consumer = consumers.apply("recover-" + partition);
        try {
            long historyOffset = rows.lastInHistory().map(Position::offset).orElse(-1L);
            EventsTail tail = EventsTail.read(
                    new PartitionReader(consumer, events(partition)), partition, committedOffset, historyOffset);
            long rowsOffset = requireGood(partition, rows, tail, committedOffset, consumer);
            Published published = published(partition, tail, progress, consumer);
            return new Beginning(progress, new Republished(published, lastOffset(tail)), rowsOffset);
        } catch (RuntimeException refused) {
            consumer.close();
            throw refused;
        }
    }

    /** Returns the offset of the last command that is in the rows. */
    private long requireGood(
            int partition, LedgerRows rows, EventsTail tail, long committedOffset, Consumer<byte[], byte[]> consumer) {
        TopicPartition commands = new TopicPartition(Topics.COMMANDS, partition);
        StateCheck.Judged judged = new StateCheck(rows, partition, partitions)
                .judge(tail, committedOffset, new PartitionReader(consumer, commands));
        if (judged.fault() != null) {
            throw refused(partition, judged.fault());
        }
        return judged.offset();
    }

    /**
     * Once it may be that the last commit of another instance was being ended while the stores were restored: they are
     * restored again. Not twice.
     */
    private RuntimeException refused(int partition, String fault) {
        long now = System.nanoTime();
        if (!isAlone && now - doubtedNanos.get() >= DOUBT_NANOS) {
            doubtedNanos.set(now);
            LOG.warn("state is restored once more partition={} fault={}", partition, fault);
            return new UnavailableException("the state of partition " + partition + " is restored once more: " + fault);
        }
        return new StateRefusedException(partition, fault);
    }

    private Published published(
            int partition, EventsTail tail, PartitionProgress progress, Consumer<byte[], byte[]> consumer) {
        PublishedLetters letters = new PublishedLetters(
                partition,
                progress.position().offset() + 1,
                progress.endOffset(),
                () -> consumers.apply("recover-letters-" + partition));
        return new Published(consumer, events(partition), tail, letters);
    }

    private static long lastOffset(EventsTail tail) {
        return tail.last().map(last -> last.position().offset()).orElse(-1L);
    }

    /** Waits until all that was appended to the events is committed or aborted: the task's producer is not yet here. */
    private void awaitSettled(int partition) {
        TopicPartition events = events(partition);
        BrokerAnswers.until(() -> log.isSettled(events), SETTLE_MAX, "a transaction on " + events + " does not end");
    }

    private static TopicPartition events(int partition) {
        return new TopicPartition(Topics.EVENTS, partition);
    }
}
