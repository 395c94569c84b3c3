package ledger.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Measures as text: no more digits than mean something. */
final class Numbers {
    /** From here on decimals say nothing. */
    private static final double WHOLE_FROM = 100;

    private static final int SIGNIFICANT = 4;

    private Numbers() {}

    /** As in JSON and on the axes of charts: plain decimals, at least four significant digits. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a measure: " + value);
        }
        BigDecimal rounded = Math.abs(value) >= WHOLE_FROM
                ? BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP)
                : BigDecimal.valueOf(value).round(new MathContext(SIGNIFICANT));
        BigDecimal stripped = rounded.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** As in tables: thousands apart. */
    static String grouped(double value) {
        return Math.abs(value) < WHOLE_FROM
                ? plain(value)
                : new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
