package ledger.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * The target of a row.
 *
 * @param ratioMin the smallest ratio, or null
 * @param ratioMax the largest ratio, or null
 * @param p50MillisMax the largest median latency, or null
 * @param p99MillisMax the largest latency of 99 %, or null
 */
public record Goal(
        @Nullable Double ratioMin,
        @Nullable Double ratioMax,
        @Nullable Double p50MillisMax,
        @Nullable Double p99MillisMax) {
    /** At least so many times the neighbour. */
    public static Goal atLeast(double ratio) {
        return new Goal(ratio, null, null, null);
    }

    /** At most so many times the neighbour. */
    public static Goal atMost(double ratio) {
        return new Goal(null, ratio, null, null);
    }

    /** The same, and answers that are no slower than this. */
    public Goal within(double p50Millis, double p99Millis) {
        return new Goal(ratioMin, ratioMax, p50Millis, p99Millis);
    }

    /** Whether the row reaches it; a row that was not compared or timed does not. */
    public boolean isMet(Row row) {
        return isAtLeast(row.ratio(), ratioMin)
                && isAtMost(row.ratio(), ratioMax)
                && isAtMost(row.p50Millis(), p50MillisMax)
                && isAtMost(row.p99Millis(), p99MillisMax);
    }

    /** The target in words. */
    public String text() {
        StringBuilder text = new StringBuilder();
        append(text, "ratio ≥ ", ratioMin, "");
        append(text, "ratio ≤ ", ratioMax, "");
        append(text, "p50 ≤ ", p50MillisMax, " ms");
        append(text, "p99 ≤ ", p99MillisMax, " ms");
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Double limit, String unit) {
        if (limit != null) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(Numbers.plain(limit))
                    .append(unit);
        }
    }

    private static boolean isAtLeast(@Nullable Double value, @Nullable Double min) {
        return min == null || (value != null && value >= min);
    }

    private static boolean isAtMost(@Nullable Double value, @Nullable Double max) {
        return max == null || (value != null && value <= max);
    }
}
