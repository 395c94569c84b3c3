package ledger.pricing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of the price of one model. Rates are credits, exact decimals of at most twelve places, none negative.
 *
 * @param model what it is the price of
 * @param costPerMessage credits per message
 * @param costPer1kTokens credits per 1,000 tokens begun, or null where tokens are not charged so
 * @param rates the other rates, in rate order; a rate the price does not have is absent
 * @param isDefaultModel whether unknown models of the provider are charged so
 * @param isActive whether it may be charged
 * @param effectiveFromMillis from when it is in force, epoch milliseconds
 * @param version the position in the price log that made it
 * @param fallback whether it stands in for a model that has no price of its own
 */
public record ModelPrice(
        ModelId model,
        BigDecimal costPerMessage,
        @Nullable BigDecimal costPer1kTokens,
        Map<Rate, BigDecimal> rates,
        boolean isDefaultModel,
        boolean isActive,
        long effectiveFromMillis,
        long version,
        boolean fallback) {
    public ModelPrice {
        EnumMap<Rate, BigDecimal> ordered = new EnumMap<>(Rate.class);
        ordered.putAll(rates);
        rates = Collections.unmodifiableMap(ordered);
    }
}
