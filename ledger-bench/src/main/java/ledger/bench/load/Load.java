package ledger.bench.load;

import java.util.Map;

/**
 * What a server did under load.
 *
 * @param perSecond answers
 * @param latencies from when each request was sent, or was meant to be
 * @param statuses how many answers had which HTTP status
 */
public record Load(double perSecond, Latencies latencies, Map<Integer, Long> statuses) {
    /** Half of the answers came within this. */
    public double p50Millis() {
        return latencies.percentileMillis(50);
    }

    /** 99 % of the answers came within this. */
    public double p99Millis() {
        return latencies.percentileMillis(99);
    }

    /** As it is shown in progress. */
    @Override
    public String toString() {
        return "%,.0f a second, p50 %.2f ms, p99 %.2f ms".formatted(perSecond, p50Millis(), p99Millis());
    }
}
