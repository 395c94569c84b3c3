package ledger.api.prices;

import ledger.api.http.json.JsonWriter;
import ledger.pricing.ModelPrice;
import ledger.pricing.Rate;

/** A price as answers show it: every member is there, null where the price has none. */
public final class PriceJson {
    private PriceJson() {}

    /** The members of the open object. */
    public static void members(JsonWriter out, ModelPrice price) {
        out.text("provider", price.model().provider());
        out.text("modelName", price.model().modelName());
        out.number("costPerMessage", price.costPerMessage());
        out.number("costPer1kTokens", price.costPer1kTokens());
        out.object("rates", rates -> {
            for (Rate rate : Rate.values()) {
                rates.number(rate.field(), price.rates().get(rate));
            }
        });
        out.flag("isDefaultModel", price.isDefaultModel());
        out.flag("isActive", price.isActive());
        out.time("effectiveFrom", price.effectiveFromMillis());
        out.number("version", price.version());
        out.flag("fallback", price.fallback());
    }
}
