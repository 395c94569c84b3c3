package ledger;

import java.math.BigDecimal;

/**
 * An amount of credit.
 *
 * @param micros millionths of one credit, never negative
 */
public record Credits(long micros) implements Comparable<Credits> {
    /** Micro-credits in one credit. */
    public static final long MICROS_PER_CREDIT = 1_000_000;
    /** Decimal places of a credit. */
    public static final int SCALE = 6;
    /** The largest amount of one command, 10^9 credits: a thousandth of what a double holds exactly at six places. */
    public static final Credits AMOUNT_MAX = new Credits(1_000_000_000L * MICROS_PER_CREDIT);

    public static final Credits ZERO = new Credits(0);

    public Credits {
        if (micros < 0) {
            throw new IllegalArgumentException("credits must not be negative: " + micros);
        }
    }

    /** Whole credits. */
    public static Credits of(long whole) {
        return new Credits(Math.multiplyExact(whole, MICROS_PER_CREDIT));
    }

    /** A signed number of micro-credits as credits, with no trailing zeros and never in exponent form. */
    public static BigDecimal decimal(long micros) {
        BigDecimal stripped = BigDecimal.valueOf(micros, SCALE).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A signed number of micro-credits as plain decimal text: {@code 10}, {@code -0.0015}. */
    public static String text(long micros) {
        return decimal(micros).toPlainString();
    }

    public boolean isPositive() {
        return micros > 0;
    }

    /** The sum. Throws {@link ArithmeticException} on overflow. */
    public Credits plus(Credits other) {
        return new Credits(Math.addExact(micros, other.micros));
    }

    /** The difference. Throws {@link IllegalArgumentException} where it would be negative. */
    public Credits minus(Credits other) {
        return new Credits(Math.subtractExact(micros, other.micros));
    }

    public Credits min(Credits other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        return text(micros);
    }
}
