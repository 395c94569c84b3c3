package ledger.streams.service;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Counts the records that a reader skipped. A flood of them is only one line in the log now and then. */
public final class Skipped {
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - LINE_NANOS);

    /** Counts one skipped record. The reason must show nothing of its content. */
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
