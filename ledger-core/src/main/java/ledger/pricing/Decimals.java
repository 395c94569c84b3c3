package ledger.pricing;

import java.math.BigDecimal;

/** One form for equal numbers, so that prices, usages and quotes that mean the same are the same. */
final class Decimals {
    private Decimals() {}

    /** Without trailing zeros and without a positive exponent. The number's size must have been looked at before. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
