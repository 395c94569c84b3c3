package ledger.bench.report;

import java.util.List;

/**
 * One measure taken once a round.
 *
 * @param values at least one, in the order of the rounds
 */
public record Series(List<Double> values) {
    public Series {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a series has at least one round");
        }
        values = List.copyOf(values);
    }

    /** A measure that was taken once. */
    public static Series of(double value) {
        return new Series(List.of(value));
    }

    /** The value in the middle; of an even number the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest. */
    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The largest. */
    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
