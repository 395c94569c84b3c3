package ledger.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.message.Field;
import ledger.message.RequestField;
import ledger.message.Shape;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
import org.jspecify.annotations.Nullable;

/** Usages, prices and quotes in messages. */
public final class PriceTypes {
    /** A quantity times a rate has 13 + 10 digits before the point, and 6 + 15 after it. */
    public static final int EXACT_DIGITS_MAX = 24;

    private static final ValueType<BigDecimal> QUANTITY = ValueTypes.decimal(Usage.SCALE_MAX);
    private static final ValueType<BigDecimal> RATE = ValueTypes.decimal(Rate.SCALE_MAX);
    private static final ValueType<BigDecimal> EXACT = ValueTypes.decimal(EXACT_DIGITS_MAX);

    /** What was used: the model's names, and each meter that was given. */
    public static final ValueType<Usage> USAGE = ValueTypes.object(Shape.of(of -> {
        Field<String> provider = of.required(
                RequestField.PROVIDER, ValueTypes.TEXT, usage -> usage.model().provider());
        Field<String> modelName = of.required(
                RequestField.MODEL_NAME, ValueTypes.TEXT, usage -> usage.model().modelName());
        Map<Meter, Field<BigDecimal>> meters = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            RequestField field = RequestField.valueOf(meter.name());
            meters.put(
                    meter,
                    of.optional(field, QUANTITY, usage -> usage.quantities().get(meter)));
        }
        return in -> {
            Map<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
            meters.forEach((meter, field) -> {
                BigDecimal quantity = in.orNull(field);
                if (quantity != null) {
                    quantities.put(meter, quantity);
                }
            });
            return new Usage(new ModelId(in.get(provider), in.get(modelName)), quantities);
        };
    }));

    private static final ValueType<Map<Rate, BigDecimal>> RATES = ValueTypes.object(Shape.of(of -> {
        Map<Rate, Field<BigDecimal>> rates = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            rates.put(rate, of.optional(rate.field(), RATE, all -> all.get(rate)));
        }
        return in -> {
            Map<Rate, BigDecimal> read = new EnumMap<>(Rate.class);
            rates.forEach((rate, field) -> {
                BigDecimal credits = in.orNull(field);
                if (credits != null) {
                    read.put(rate, credits);
                }
            });
            return read;
        };
    }));

    /** A price, with the names of the HTTP contract; rates that it does not have are absent. */
    public static final ValueType<ModelPrice> PRICE = ValueTypes.object(Shape.of(of -> {
        Field<String> provider =
                of.required("provider", ValueTypes.TEXT, price -> price.model().provider());
        Field<String> modelName =
                of.required("modelName", ValueTypes.TEXT, price -> price.model().modelName());
        Field<BigDecimal> costPerMessage = of.required("costPerMessage", RATE, ModelPrice::costPerMessage);
        Field<BigDecimal> costPer1kTokens = of.nullable("costPer1kTokens", RATE, ModelPrice::costPer1kTokens);
        Field<Map<Rate, BigDecimal>> rates = of.orElse(Map.of(), "rates", RATES, ModelPrice::rates);
        Field<Boolean> isDefault = of.orElse(false, "isDefaultModel", ValueTypes.FLAG, ModelPrice::isDefaultModel);
        Field<Boolean> isActive = of.orElse(false, "isActive", ValueTypes.FLAG, ModelPrice::isActive);
        Field<Long> from = of.required("effectiveFrom", ValueTypes.TIME, ModelPrice::effectiveFromMillis);
        Field<Long> version = of.required("version", ValueTypes.WHOLE, ModelPrice::version);
        Field<Boolean> fallback = of.orElse(false, "fallback", ValueTypes.FLAG, ModelPrice::fallback);
        return in -> new ModelPrice(
                new ModelId(in.get(provider), in.get(modelName)),
                in.get(costPerMessage),
                in.orNull(costPer1kTokens),
                in.get(rates),
                in.get(isDefault),
                in.get(isActive),
                in.get(from),
                in.get(version),
                in.get(fallback));
    }));

    private static final ValueType<Quote.Line> LINE = ValueTypes.object(Shape.of(of -> {
        Field<Meter> meter = of.required("meter", ValueTypes.constant(Meter.class, Meter::field), Quote.Line::meter);
        Field<BigDecimal> quantity = of.required("quantity", EXACT, Quote.Line::quantity);
        Field<BigDecimal> rate = of.required("rate", EXACT, Quote.Line::rate);
        Field<BigDecimal> cost = of.required("cost", EXACT, Quote.Line::cost);
        return in -> new Quote.Line(in.get(meter), in.get(quantity), in.get(rate), in.get(cost));
    }));

    /** How a cost came about. */
    private record Breakdown(
            @Nullable BigDecimal messageCost, @Nullable BigDecimal tokenCost, List<Quote.Line> lines) {}

    private static final ValueType<Breakdown> BREAKDOWN = ValueTypes.object(Shape.of(of -> {
        Field<BigDecimal> messageCost = of.nullable("messageCost", EXACT, Breakdown::messageCost);
        Field<BigDecimal> tokenCost = of.nullable("tokenCost", EXACT, Breakdown::tokenCost);
        Field<List<Quote.Line>> lines =
                of.orElse(List.of(), "lines", ValueTypes.list(LINE, Meter.values().length), Breakdown::lines);
        return in -> new Breakdown(in.orNull(messageCost), in.orNull(tokenCost), in.get(lines));
    }));

    /** A quote, shaped as the answer of {@code /calculate-cost}. */
    public static final ValueType<Quote> QUOTE = ValueTypes.object(Shape.of(of -> {
        Field<Credits> total = of.required("totalCost", ValueTypes.CREDITS, Quote::total);
        Field<Breakdown> breakdown = of.orElse(
                new Breakdown(null, null, List.of()),
                "breakdown",
                BREAKDOWN,
                quote -> new Breakdown(quote.messageCost(), quote.tokenCost(), quote.lines()));
        Field<ModelPrice> price = of.required("modelPricing", PRICE, Quote::price);
        Field<Long> version = of.required("rateCardVersion", ValueTypes.WHOLE, Quote::rateCardVersion);
        return in -> {
            Breakdown parts = in.get(breakdown);
            return new Quote(
                    in.get(price),
                    in.get(version),
                    in.get(total),
                    parts.messageCost(),
                    parts.tokenCost(),
                    parts.lines());
        };
    }));

    private PriceTypes() {}
}
