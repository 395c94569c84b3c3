package ledger.api.credits;

import java.math.BigDecimal;
import ledger.api.http.json.JsonWriter;
import ledger.api.prices.PriceJson;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/** A quote as answers show it: what a usage costs and why. */
final class CostJson {
    private CostJson() {}

    /** The member {@code cost}, null where nothing was priced. */
    static void member(JsonWriter out, @Nullable Quote quote) {
        if (quote == null) {
            out.nothing("cost");
        } else {
            out.object("cost", cost -> members(cost, quote));
        }
    }

    /** The members of the open object. */
    static void members(JsonWriter out, Quote quote) {
        out.credits("totalCost", quote.total());
        out.object("breakdown", breakdown -> {
            numberIfThere(breakdown, "messageCost", quote.messageCost());
            numberIfThere(breakdown, "tokenCost", quote.tokenCost());
            breakdown.array("lines", lines -> quote.lines().forEach(line -> lines.object(one -> line(one, line))));
        });
        out.object("modelPricing", price -> PriceJson.members(price, quote.price()));
        out.number("rateCardVersion", quote.rateCardVersion());
    }

    private static void line(JsonWriter out, Quote.Line line) {
        out.text("meter", line.meter().field());
        out.number("quantity", line.quantity());
        out.number("rate", line.rate());
        out.number("cost", line.cost());
    }

    private static void numberIfThere(JsonWriter out, String name, @Nullable BigDecimal number) {
        if (number != null) {
            out.number(name, number);
        }
    }
}
