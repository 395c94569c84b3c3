package ledger.pricing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import ledger.IsoTime;
import org.jspecify.annotations.Nullable;

/**
 * One version of the price of one model. Rates are credits, exact decimals of at most twelve places, none negative.
 *
 * @param model the model that it prices
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
        if (version < 0 || !IsoTime.isInRange(effectiveFromMillis)) {
            throw new IllegalArgumentException(
                    "a price has a version from 0, and is in force from a year of four digits");
        }
        costPerMessage = checked(costPerMessage);
        costPer1kTokens = costPer1kTokens == null ? null : checked(costPer1kTokens);
        EnumMap<Rate, BigDecimal> ordered = new EnumMap<>(Rate.class);
        rates.forEach((rate, credits) -> ordered.put(rate, checked(credits)));
        rates = Collections.unmodifiableMap(ordered);
    }

    /** The same price as the default of its provider, or not. */
    ModelPrice withDefaultModel(boolean isDefault) {
        return isDefault == isDefaultModel
                ? this
                : new ModelPrice(
                        model,
                        costPerMessage,
                        costPer1kTokens,
                        rates,
                        isDefault,
                        isActive,
                        effectiveFromMillis,
                        version,
                        fallback);
    }

    /** The same price as a new version of it. */
    ModelPrice asOf(Dated dated) {
        return new ModelPrice(
                model,
                costPerMessage,
                costPer1kTokens,
                rates,
                isDefaultModel,
                isActive,
                dated.effectiveFromMillis(),
                dated.version(),
                fallback);
    }

    /** The same price for a model that has none of its own. */
    ModelPrice standingInFor(ModelId other) {
        return new ModelPrice(
                other, costPerMessage, costPer1kTokens, rates, false, isActive, effectiveFromMillis, version, true);
    }

    private static BigDecimal checked(BigDecimal credits) {
        if (!Rate.isValid(credits)) {
            throw new IllegalArgumentException("a rate must be " + Rate.LIMITS);
        }
        return PlainDecimals.plain(credits);
    }
}
