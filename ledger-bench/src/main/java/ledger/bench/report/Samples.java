package ledger.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.bench.load.Load;
import org.jspecify.annotations.Nullable;

/** Measures by name, one value a round. */
public final class Samples {
    static final String P50 = " p50";
    static final String P99 = " p99";

    private final Map<String, List<Double>> values = new TreeMap<>();

    /** Adds the value of a round. */
    public void add(String name, double value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    /** Adds the rate of a round and the latencies of its answers. */
    public void add(String name, Load load) {
        add(name, load.perSecond());
        add(name + P50, load.p50Millis());
        add(name + P99, load.p99Millis());
    }

    /** The series of a measure that was taken. */
    public Series get(String name) {
        Series series = find(name);
        if (series == null) {
            throw new IllegalStateException(name + " was not measured");
        }
        return series;
    }

    /** The series of a measure, or null where it was not taken. */
    public @Nullable Series find(String name) {
        List<Double> found = values.get(name);
        return found == null ? null : new Series(found);
    }
}
