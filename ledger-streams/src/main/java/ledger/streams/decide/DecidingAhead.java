package ledger.streams.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import ledger.streams.append.Acknowledgements;
import ledger.streams.append.Callers;

/**
 * Decides commands of this instance at the acknowledgement of their append, on a thread of its own. The outcome of a
 * command is a function of the log before it, and the acknowledgement brings it (position, time, and the bytes that
 * were sent) before Kafka Streams reads it. Thread-safe.
 */
public final class DecidingAhead implements Acknowledgements, AutoCloseable {
    /** A group takes a few milliseconds. */
    private static final long CLOSE_MILLIS = 1_000;

    private final Callers callers;
    private final Lead lead;
    private final Map<Integer, AheadFold> folds = new ConcurrentHashMap<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "decide-ahead");
    private volatile Consumer<Throwable> onFailure = failure -> {};
    private volatile boolean isIdle;
    private volatile boolean isClosed;

    private record Heard(int partition, List<LogRecord> records) {}

    /** Not begun. */
    public DecidingAhead(Callers callers) {
        this(callers, new Lead(Lead.BYTES_MAX, Lead.NANOS_MAX));
    }

    DecidingAhead(Callers callers, Lead lead) {
        this.callers = callers;
        this.lead = lead;
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param failed told of what ended it, as a lack of memory; the process should end, and be started again
     */
    public void start(Consumer<Throwable> failed) {
        onFailure = failed;
        thread.start();
    }

    @Override
    public void acknowledged(int partition, long offset, long timeMillis, byte[] key, byte[] value) {
        if (folds.containsKey(partition)) {
            tell(new Heard(partition, List.of(new LogRecord(offset, timeMillis, key, value))));
        }
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many bytes are decided that Kafka Streams has not taken. */
    public long leadBytes() {
        return lead.bytes();
    }

    /** How many commands were decided before they were read, since the start. */
    public long decided() {
        return lead.decided();
    }

    Lead lead() {
        return lead;
    }

    void opened(int partition, AheadFold fold) {
        folds.put(partition, fold);
    }

    /** What is acknowledged of a partition may follow now. */
    void wake(int partition) {
        tell(new Heard(partition, List.of()));
    }

    void closed(int partition, AheadFold fold) {
        folds.remove(partition, fold);
    }

    /** Decides what was heard so far. */
    void decideHeard() {
        while (!heard.isEmpty()) {
            decideGroup();
        }
    }

    private void tell(Heard one) {
        if (isClosed) {
            return;
        }
        heard.add(one);
        if (isIdle) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            decideUntilClosed();
        } catch (Throwable failure) {
            isClosed = true;
            heard.clear();
            onFailure.accept(failure);
        }
    }

    private void decideUntilClosed() {
        while (!isClosed) {
            decideHeard();
            isIdle = true;
            // Whoever adds one from here on sees that this thread is idle.
            if (heard.isEmpty() && !isClosed) {
                LockSupport.park(this);
            }
            isIdle = false;
        }
    }

    private void decideGroup() {
        Map<Integer, List<LogRecord>> group = new HashMap<>();
        int count = 0;
        for (Heard one = heard.poll(); one != null; one = heard.poll()) {
            group.computeIfAbsent(one.partition(), of -> new ArrayList<>()).addAll(one.records());
            if (++count == AheadFold.GROUP_MAX) {
                break;
            }
        }
        List<Runnable> releases = new ArrayList<>();
        try {
            group.forEach((partition, records) -> {
                AheadFold fold = folds.get(partition);
                if (fold != null && fold.decideAhead(records, releases)) {
                    wake(partition);
                }
            });
        } finally {
            callers.release(releases);
        }
    }
}
