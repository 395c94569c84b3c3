package ledger.streams.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import ledger.Position;
import ledger.command.LedgerCommand;
import ledger.streams.append.Callers;
import ledger.streams.progress.FoldProgress;
import ledger.streams.steer.Skips;
import ledger.streams.store.AheadRows;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the records of one partition of the command log, each once and in the order of the log, as soon as it hears
 * of the next one: from the acknowledgement of an append of this process, or from Kafka Streams, whichever comes first.
 * Kafka Streams takes what each came to when it reads it. One that was decided ahead must be read as it was
 * acknowledged; what differs stops the thread.
 *
 * <p>A record that does not follow what is decided waits until Kafka Streams has read what is missing. Two threads use
 * it: the one that decides ahead, and the stream thread of the task.
 */
final class AheadFold {
    /** The first of a group is not to wait for many that come after it, nor the stream thread for the lock. */
    static final int GROUP_MAX = 64;

    private static final Logger LOG = LoggerFactory.getLogger(AheadFold.class);

    private final int partition;
    private final FoldProgress progress;
    private final Callers callers;
    private final Lead lead;
    private final Rows rows;
    private final CommandFold fold;
    private final PartitionRules rules;
    private final Skips skips;
    private final Lock lock = new ReentrantLock();
    private final Queue<Decided> decided = new ConcurrentLinkedQueue<>();
    private final AcknowledgedRecords acknowledged = new AcknowledgedRecords();
    private long next;
    /** The stream thread decides one that it has read, and nothing is ahead. */
    private boolean isTaking;

    private boolean isOver;

    /** The rows of the partition's stores. */
    record Rows(AheadRows ledger, AheadRows history) {}

    /**
     * Begins with nothing ahead.
     *
     * @param next offset of the first record that is not in the rows
     * @param skips which records are to be put aside when they are read; none of them is decided ahead
     */
    AheadFold(
            int partition,
            long next,
            DecideParts parts,
            Rows rows,
            CommandFold fold,
            PartitionRules rules,
            Skips skips) {
        this.partition = partition;
        this.next = next;
        this.progress = parts.progress();
        this.callers = parts.callers();
        this.lead = parts.ahead().lead();
        this.rows = rows;
        this.fold = fold;
        this.rules = rules;
        this.skips = skips;
    }

    /**
     * Decides what was acknowledged, as far as it follows what is decided. On the thread that decides ahead.
     *
     * @param heard what was acknowledged since the last call; nothing where some of it may follow only now
     * @param releases is given what releases the callers
     * @return whether more may follow, which is for another call
     */
    boolean decideAhead(List<LogRecord> heard, List<Runnable> releases) {
        lock.lock();
        try {
            if (!isOver) {
                heard.forEach(one -> acknowledged.keep(one, next));
            }
            int left = GROUP_MAX;
            for (LogRecord first = following(); first != null && left > 0; first = following()) {
                acknowledged.removeFirst();
                decideAhead(first, releases);
                left--;
            }
            return following() != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What a record that was read came to, decided now where it was not before; the stores have the rows of it. On the
     * stream thread, which is then to call {@link #taken}. Throws {@link FoldStoppedException} for one that is not what
     * was acknowledged.
     */
    Decided take(LogRecord read) {
        Decided first = decided.poll();
        if (first == null) {
            first = takeUndecided(read);
        }
        if (first.isAhead()) {
            lead.remove(first);
            if (!first.record().isSameAs(read)) {
                throw FoldStoppedException.notAsAcknowledged(
                        new Position(partition, first.record().offset()));
            }
            rows.history().take(first.history());
            rows.ledger().take(first.ledger());
        }
        return first;
    }

    /**
     * What was taken is published. Whoever waits for it is told, if that was not done. Returns whether any can follow.
     */
    boolean taken(Decided one) {
        if (one.isAhead()) {
            return false;
        }
        lock.lock();
        try {
            writeThrough(false);
            List<Runnable> releases = new ArrayList<>(1);
            announce(one, releases);
            callers.release(releases);
            return following() != null;
        } finally {
            lock.unlock();
        }
    }

    /** The record is put aside. Instead of {@link #take} and {@link #taken}. */
    boolean skipped(long offset) {
        lock.lock();
        try {
            writeThrough(true);
            rules.skipped(offset);
            writeThrough(false);
            next = offset + 1;
            progress.advanced(partition, offset);
            return following() != null;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is decided here any more. */
    void close() {
        lock.lock();
        try {
            isOver = true;
            acknowledged.clear();
            for (Decided left = decided.poll(); left != null; left = decided.poll()) {
                lead.remove(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The acknowledged record that may be decided now, or null. */
    private @Nullable LogRecord following() {
        LogRecord first = acknowledged.first(next);
        boolean isNext = first != null && first.offset() == next && !skips.covers(next);
        return isNext && !isTaking && !isOver && lead.allows(decided.peek()) ? first : null;
    }

    /**
     * What fails leaves nothing: the record is decided once more when it is read, and what fails then stops the thread.
     */
    private void decideAhead(LogRecord record, List<Runnable> releases) {
        boolean isQueued = false;
        try {
            Decided one = decide(record, true);
            decided.add(one);
            isQueued = true;
            lead.add(one);
            announce(one, releases);
        } catch (RuntimeException failure) {
            LOG.warn("not decided ahead partition={} offset={}", partition, record.offset(), failure);
        } finally {
            if (!isQueued) {
                rows.ledger().undo();
                rows.history().undo();
            }
        }
    }

    private Decided takeUndecided(LogRecord read) {
        lock.lock();
        try {
            Decided meanwhile = decided.poll();
            if (meanwhile != null) {
                return meanwhile;
            }
            LogRecord acknowledgedFirst = acknowledged.first(next);
            if (acknowledgedFirst != null && acknowledgedFirst.offset() < read.offset()) {
                throw FoldStoppedException.notAsAcknowledged(new Position(partition, acknowledgedFirst.offset()));
            }
            // What was not read is none of ours, as the mark at the end of a foreign transaction.
            next = read.offset();
            writeThrough(true);
            return decide(read, false);
        } finally {
            lock.unlock();
        }
    }

    private void writeThrough(boolean through) {
        isTaking = through;
        rows.ledger().writeThrough(through);
        rows.history().writeThrough(through);
    }

    private Decided decide(LogRecord record, boolean isAhead) {
        rows.ledger().begin();
        rows.history().begin();
        CommandCheck.Checked checked =
                CommandCheck.check(record.key(), record.value(), partition, progress.partitions());
        CommandFold.Folded folded = null;
        if (checked.command() != null) {
            folded = fold.fold(checked.command(), new Position(partition, record.offset()), record.timeMillis());
        } else if (checked.ofPartition() != null) {
            rules.take(checked.ofPartition(), record.offset());
        }
        return new Decided(
                record, checked, folded, rows.ledger().written(), rows.history().written(), System.nanoTime(), isAhead);
    }

    /** The last act of deciding. */
    private void announce(Decided one, List<Runnable> releases) {
        next = one.record().offset() + 1;
        if (one.checked().ofPartition() != null) {
            progress.ruled(partition, rules.version());
        }
        progress.advanced(partition, one.record().offset());
        LedgerCommand command = one.checked().command();
        if (command != null && one.folded() != null) {
            Runnable release =
                    callers.releasing(command.header().id(), one.folded().answer());
            if (release != null) {
                releases.add(release);
            }
        }
    }
}
