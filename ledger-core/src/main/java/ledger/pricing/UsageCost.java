package ledger.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ledger.Credits;
import org.jspecify.annotations.Nullable;

/**
 * The cost of one usage under one price, the sum of:
 *
 * <ol>
 *   <li>messages at the cost per message;
 *   <li>whatever has a rate, at that rate, exactly. A token pool without a rate of its own uses its text rate. Images,
 *       audio seconds and characters must have a rate;
 *   <li>pools without any rate, added up, or {@code tokenCount}: per started 1,000 tokens;
 *   <li>one message, if none was counted and neither 2 nor 3 charged anything.
 * </ol>
 *
 * A quantity of zero counts as not given; a rate of zero is a rate. Only the sum is rounded.
 */
final class UsageCost {
    private static final int PLACES_OF_A_THOUSAND = 3;
    private static final BigDecimal AMOUNT_MAX = Credits.decimal(Credits.AMOUNT_MAX.micros());

    private final Usage usage;
    private final ModelPrice price;
    private final List<Quote.Line> lines = new ArrayList<>();

    private UsageCost(Usage usage, ModelPrice price) {
        this.usage = usage;
        this.price = price;
    }

    static Priced of(Usage usage, ModelPrice price, long rateCardVersion) {
        UsageCost cost = new UsageCost(usage, price);
        @Nullable Meter missing = cost.firstMeterWithoutRate();
        if (missing != null) {
            String model = price.model().provider() + ":" + price.model().modelName();
            String message = "No rate for " + missing.field() + " in the pricing of " + model;
            return new Priced.Unpriced(message, missing, false);
        }
        cost.chargeAll();
        return cost.quote(rateCardVersion);
    }

    private @Nullable Meter firstMeterWithoutRate() {
        for (Meter meter : Meter.values()) {
            if (isCounted(meter) && meter.needsRate() && rateOf(meter).isEmpty()) {
                return meter;
            }
        }
        return null;
    }

    private void chargeAll() {
        if (isCounted(Meter.MESSAGE_COUNT)) {
            chargeMessages(usage.of(Meter.MESSAGE_COUNT));
        }
        BigDecimal remaining = usage.of(Meter.TOKEN_COUNT);
        for (Meter meter : Meter.values()) {
            if (!isCounted(meter)) {
                continue;
            }
            Optional<BigDecimal> rate = rateOf(meter);
            if (rate.isPresent()) {
                charge(meter, usage.of(meter), rate.get());
            } else if (meter.isTokenPool()) {
                remaining = remaining.add(usage.of(meter));
            }
        }
        @Nullable BigDecimal costPer1kTokens = price.costPer1kTokens();
        if (remaining.signum() > 0 && costPer1kTokens != null) {
            chargeThousandsBegun(remaining, costPer1kTokens);
        }
        if (lines.isEmpty()) {
            chargeMessages(BigDecimal.ONE);
        }
        lines.sort(Comparator.comparing(Quote.Line::meter));
    }

    private Priced quote(long rateCardVersion) {
        @Nullable BigDecimal messageCost = null;
        @Nullable BigDecimal otherCost = null;
        for (Quote.Line line : lines) {
            if (line.meter() == Meter.MESSAGE_COUNT) {
                messageCost = line.cost();
            } else {
                otherCost = PlainDecimals.plain(orZero(otherCost).add(line.cost()));
            }
        }
        BigDecimal total = orZero(messageCost).add(orZero(otherCost)).setScale(Credits.SCALE, RoundingMode.UP);
        if (total.compareTo(AMOUNT_MAX) > 0) {
            String message = "The usage costs more than " + Credits.AMOUNT_MAX + " credits; charge it in parts";
            return new Priced.Unpriced(message, null, true);
        }
        Credits credits = new Credits(total.unscaledValue().longValueExact());
        return new Priced.Quoted(new Quote(price, rateCardVersion, credits, messageCost, otherCost, lines));
    }

    private boolean isCounted(Meter meter) {
        return usage.of(meter).signum() > 0;
    }

    /** Credits per one unit: at the meter's own rate, or a token pool's at its text rate. */
    private Optional<BigDecimal> rateOf(Meter meter) {
        for (Rate rate : meter.rates()) {
            @Nullable BigDecimal credits = price.rates().get(rate);
            if (credits != null) {
                return Optional.of(rate.isPerThousand() ? credits.movePointLeft(PLACES_OF_A_THOUSAND) : credits);
            }
        }
        return Optional.empty();
    }

    private void chargeMessages(BigDecimal count) {
        charge(Meter.MESSAGE_COUNT, count, price.costPerMessage());
    }

    private void chargeThousandsBegun(BigDecimal tokens, BigDecimal costPer1kTokens) {
        BigDecimal thousands = tokens.movePointLeft(PLACES_OF_A_THOUSAND).setScale(0, RoundingMode.CEILING);
        BigDecimal perToken = PlainDecimals.plain(costPer1kTokens.movePointLeft(PLACES_OF_A_THOUSAND));
        lines.add(new Quote.Line(
                Meter.TOKEN_COUNT, tokens, perToken, PlainDecimals.plain(thousands.multiply(costPer1kTokens))));
    }

    private void charge(Meter meter, BigDecimal quantity, BigDecimal rate) {
        lines.add(new Quote.Line(
                meter, quantity, PlainDecimals.plain(rate), PlainDecimals.plain(quantity.multiply(rate))));
    }

    private static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
