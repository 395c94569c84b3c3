package ledger.bench.report;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one bench in one unit.
 *
 * @param results takes each row as soon as it is known
 * @param p50Millis of every row, or null where they are not timed
 * @param p99Millis of every row, or null where they are not timed
 */
public record Report(
        Consumer<Row> results,
        String bench,
        String unit,
        @Nullable Double p50Millis,
        @Nullable Double p99Millis) {
    /** The same with the latencies that were measured under a name. */
    public Report timed(Samples samples, String name) {
        return new Report(
                results,
                bench,
                unit,
                samples.get(name + Samples.P50).median(),
                samples.get(name + Samples.P99).median());
    }

    /** A comparison, or with null beside it what the ledger did alone. */
    public void row(String label, Series ledger, @Nullable Series beside, String note) {
        results.accept(new Row(bench, label, ledger, beside, unit, p50Millis, p99Millis, null, note));
    }

    /** The comparison that a target is read from. */
    public void target(Series ledger, @Nullable Series beside, Goal goal, String note) {
        results.accept(new Row(bench, "target", ledger, beside, unit, p50Millis, p99Millis, goal, note));
    }
}
