package ledger.pricing;

import java.math.BigDecimal;

/** Gives equal numbers one form, so that prices, usages and quotes with the same meaning are equal. */
final class PlainDecimals {
    private PlainDecimals() {}

    /** Without trailing zeros and without a positive exponent. The caller must have checked the number's size. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
