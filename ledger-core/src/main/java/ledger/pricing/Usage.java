package ledger.pricing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a chat service used of one model.
 *
 * @param model what was used
 * @param quantities how much by meter, in meter order, none negative; a meter that was not given is absent
 */
public record Usage(ModelId model, Map<Meter, BigDecimal> quantities) {
    /** Far above any request. A trillion times any rate is still an exact number. */
    public static final BigDecimal QUANTITY_MAX = new BigDecimal("1000000000000");
    /** Decimal places of a quantity that is not a count. */
    public static final int SCALE_MAX = 6;

    public Usage {
        EnumMap<Meter, BigDecimal> ordered = new EnumMap<>(Meter.class);
        quantities.forEach((meter, quantity) -> ordered.put(meter, checked(meter, quantity)));
        if (ordered.containsKey(Meter.TOKEN_COUNT) && ordered.keySet().stream().anyMatch(Meter::isTokenPool)) {
            throw new IllegalArgumentException("tokenCount cannot stand beside a token pool");
        }
        quantities = Collections.unmodifiableMap(ordered);
    }

    /** How much of the meter, zero where it was not given. */
    public BigDecimal of(Meter meter) {
        return quantities.getOrDefault(meter, BigDecimal.ZERO);
    }

    private static BigDecimal checked(Meter meter, BigDecimal quantity) {
        if (quantity.signum() < 0 || quantity.compareTo(QUANTITY_MAX) > 0) {
            throw new IllegalArgumentException(meter.field() + " must be 0 to 10^12");
        }
        BigDecimal plain = PlainDecimals.plain(quantity);
        if (plain.scale() > (meter.isCount() ? 0 : SCALE_MAX)) {
            throw new IllegalArgumentException(meter.field() + " has too many decimals");
        }
        return plain;
    }
}
