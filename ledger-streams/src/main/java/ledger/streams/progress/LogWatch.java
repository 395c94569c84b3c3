package ledger.streams.progress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import ledger.streams.service.SideService;
import org.apache.kafka.common.KafkaFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker again and again where the command log ends, and remembers when it was last told: an instance that is
 * cut off from Kafka does not see that others decide in its place. Thread-safe.
 */
public final class LogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    /** Often enough that a lag is seen as it begins; one request to each broker, however many partitions. */
    private static final long ASK_MILLIS = 500;
    /** The session of a member of the deciding group: from then on another may have its partitions. */
    public static final long CUT_OFF_MILLIS = 10_000;

    private final IntFunction<KafkaFuture<Long>> ends;
    private final LongSupplier nanos;
    private final AtomicLongArray end;
    private final AtomicLongArray toldNanos;
    private final AtomicInteger asked = new AtomicInteger();
    private final UnfoldedAge[] ages;
    private final SideService asking = SideService.repeating("watch", this::ask, ASK_MILLIS);
    private volatile long lastToldNanos;
    private volatile long hearingSinceNanos;

    /** Watches the whole log, once {@link #start} is called. */
    public LogWatch(LogEnds log, int partitions) {
        this(log::askEnd, partitions, System::nanoTime);
    }

    /**
     * A watch that has not begun; it counts as just told.
     *
     * @param ends asks for the offset after the last command of a partition
     * @param nanos a clock that only goes forward
     */
    public LogWatch(IntFunction<KafkaFuture<Long>> ends, int partitions, LongSupplier nanos) {
        this.ends = ends;
        this.nanos = nanos;
        end = new AtomicLongArray(partitions);
        toldNanos = new AtomicLongArray(partitions);
        ages = new UnfoldedAge[partitions];
        lastToldNanos = nanos.getAsLong();
        hearingSinceNanos = lastToldNanos;
        for (int partition = 0; partition < partitions; partition++) {
            toldNanos.set(partition, lastToldNanos);
            ages[partition] = new UnfoldedAge();
        }
    }

    /** Begins to ask. */
    public void start() {
        asking.start();
    }

    /** Whether nobody has told for so long where the partition ends that it may have a new owner. */
    public boolean isCutOff(int partition) {
        return millisSince(toldNanos.get(partition)) > CUT_OFF_MILLIS;
    }

    /** For how long the broker has told nothing of any partition, milliseconds. */
    public long silentMillis() {
        return millisSince(lastToldNanos);
    }

    /** For how long it has answered without such a gap that {@link #isCutOff} tells of, milliseconds. */
    public long hearingMillis() {
        return silentMillis() > CUT_OFF_MILLIS ? 0 : millisSince(hearingSinceNanos);
    }

    /** The offset after the last command of a partition, as it was last told; 0 before. */
    public long end(int partition) {
        return end.get(partition);
    }

    /**
     * How long the oldest command that is not folded has been seen in the log, seconds; 0 where all is folded.
     *
     * @param folded the last offset that is
     */
    public double unfoldedSeconds(int partition, long folded) {
        return ages[partition].seconds(folded, nanos.getAsLong());
    }

    @Override
    public void close() {
        asking.close();
    }

    /** Does nothing while an earlier question waits for its answer, which it does for its time-out at most. */
    void ask() {
        int partitions = end.length();
        if (!asked.compareAndSet(0, partitions)) {
            return;
        }
        for (int partition = 0; partition < partitions; partition++) {
            int about = partition;
            KafkaFuture<Long> unused = ends.apply(partition).whenComplete((told, failure) -> {
                asked.decrementAndGet();
                if (failure == null) {
                    told(about, told);
                } else {
                    LOG.debug("end of the log not told partition={} reason={}", about, failure.toString());
                }
            });
        }
    }

    private void told(int partition, long offset) {
        long now = nanos.getAsLong();
        if (silentMillis() > CUT_OFF_MILLIS) {
            hearingSinceNanos = now;
        }
        lastToldNanos = now;
        toldNanos.set(partition, now);
        end.set(partition, offset);
        ages[partition].told(offset, now);
    }

    private long millisSince(long thenNanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - thenNanos);
    }
}
