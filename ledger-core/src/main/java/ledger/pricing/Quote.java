package ledger.pricing;

import java.math.BigDecimal;
import java.util.List;
import ledger.Credits;
import org.jspecify.annotations.Nullable;

/**
 * What a usage costs under one price, pinned in the command that charges it.
 *
 * @param price the price it was computed with
 * @param rateCardVersion the version of the whole rate card it was looked up in
 * @param total the sum of the lines, rounded up once to a micro-credit
 * @param messageCost what messages cost, exact, or null where none was charged
 * @param tokenCost what everything else costs, exact, or null where nothing else was charged
 * @param lines how the cost came about, in meter order
 */
public record Quote(
        ModelPrice price,
        long rateCardVersion,
        Credits total,
        @Nullable BigDecimal messageCost,
        @Nullable BigDecimal tokenCost,
        List<Line> lines) {
    public Quote {
        lines = List.copyOf(lines);
        if (total.compareTo(Credits.AMOUNT_MAX) > 0) {
            throw new IllegalArgumentException("totalCost must be 0 to 10^9");
        }
        if (rateCardVersion < 0 || lines.size() > Meter.values().length) {
            throw new IllegalArgumentException("a quote has a version from 0 and at most one line for each meter");
        }
    }

    /**
     * One meter's part of the cost.
     *
     * @param meter what was counted
     * @param quantity how much of it
     * @param rate credits per one unit, exact
     * @param cost credits, exact and not rounded
     */
    public record Line(Meter meter, BigDecimal quantity, BigDecimal rate, BigDecimal cost) {}
}
