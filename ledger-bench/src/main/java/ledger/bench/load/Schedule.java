package ledger.bench.load;

/**
 * When requests are meant to be sent: evenly, whatever becomes of those before. Latency counts from then, so that a
 * server that stalls cannot hide it by keeping the client from asking.
 *
 * @param startNanos of the first
 * @param perSecond how many
 */
public record Schedule(long startNanos, double perSecond) {
    private static final double NANOS_PER_SECOND = 1e9;

    public Schedule {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be above 0: " + perSecond);
        }
    }

    /** When request number n, from 0, is meant to be sent. */
    public long atNanos(long number) {
        return startNanos + (long) (number * NANOS_PER_SECOND / perSecond);
    }
}
