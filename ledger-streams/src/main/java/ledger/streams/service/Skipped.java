package ledger.streams.service;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Records that a reader has passed over: all of them are counted, and a flood of them is one line now and then. */
public final class Skipped {
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - LINE_NANOS);

    /** Passes over one; the reason shows nothing of the record. */
    public void add(Logger log, String topic, int partition, long offset, String reason) {
        long all = count.incrementAndGet();
        long now = System.nanoTime();
        long last = lastLine.get();
        if (now - last >= LINE_NANOS && lastLine.compareAndSet(last, now)) {
            log.warn(
                    "record skipped topic={} partition={} offset={} skipped={} reason={}",
                    topic,
                    partition,
                    offset,
                    all,
                    reason);
        }
    }

    /** How many there were. */
    public long count() {
        return count.get();
    }
}
