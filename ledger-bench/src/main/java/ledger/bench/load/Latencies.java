package ledger.bench.load;

import java.util.Arrays;

/** How long each answer took. Used by one thread. */
public final class Latencies {
    private static final int FIRST_CAPACITY = 1 << 16;
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[FIRST_CAPACITY];
    private int count;

    /** Adds one. */
    public void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latencyNanos;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The smallest, in milliseconds, that so many in a hundred did not exceed. */
    public double percentileMillis(double percent) {
        if (count == 0) {
            throw new IllegalStateException("nothing was answered");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }
}
