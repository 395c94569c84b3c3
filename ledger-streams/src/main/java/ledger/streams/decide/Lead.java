package ledger.streams.decide;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much the partitions of an instance have decided that Kafka Streams has not taken yet. What an instance that was
 * cut off still answers is bounded by it, and so is the memory that it takes. Thread-safe.
 */
final class Lead {
    /** Some 8,000 commands: a second of what one instance decides. */
    static final long BYTES_MAX = 32L << 20;
    /** Shorter than the ten seconds after which a group gives a silent member's partitions to another. */
    static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder decided = new LongAdder();
    private final long bytesMax;
    private final long nanosMax;

    Lead(long bytesMax, long nanosMax) {
        this.bytesMax = bytesMax;
        this.nanosMax = nanosMax;
    }

    /**
     * Whether one more may be decided ahead.
     *
     * @param oldest the first of its partition that is not taken, null for none
     */
    boolean allows(@Nullable Decided oldest) {
        return bytes.get() < bytesMax && (oldest == null || System.nanoTime() - oldest.atNanos() < nanosMax);
    }

    void add(Decided one) {
        bytes.addAndGet(one.bytes());
        decided.increment();
    }

    void remove(Decided one) {
        bytes.addAndGet(-one.bytes());
    }

    /** Of all that is decided and not taken; about. */
    long bytes() {
        return bytes.get();
    }

    /** How many were decided ahead since the start. */
    long decided() {
        return decided.sum();
    }
}
