package ledger.api.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import ledger.Credits;

/** Reads exact numbers without ever writing out a huge exponent. */
final class BodyDecimals {
    private BodyDecimals() {}

    /** The number without trailing zeros; empty where it has too many decimals or is out of bounds. */
    static Optional<BigDecimal> within(JsonNode node, BigDecimal min, BigDecimal max, int decimalsMax) {
        // Comparing looks at magnitudes first, so 1e999999999 costs nothing.
        BigDecimal number = node.decimalValue();
        if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
            return Optional.empty();
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() <= decimalsMax ? Optional.of(stripped) : Optional.empty();
    }

    /** Micro-credits of a number with at most six decimals. */
    static long micros(BigDecimal credits) {
        return credits.movePointRight(Credits.SCALE).longValueExact();
    }
}
