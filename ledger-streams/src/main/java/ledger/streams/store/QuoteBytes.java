package ledger.streams.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.ModelPrice;
import ledger.pricing.Quote;
import ledger.pricing.Rate;
import org.jspecify.annotations.Nullable;

/** What a usage cost, with the price that it was computed with. */
final class QuoteBytes {
    private static final int DEFAULT_MODEL = 1;
    private static final int ACTIVE = 2;
    private static final int FALLBACK = 4;

    private QuoteBytes() {}

    static void write(RowWriter out, Quote quote) {
        writePrice(out, quote.price());
        out.unsigned(quote.rateCardVersion());
        out.unsigned(quote.total().micros());
        out.optionalDecimal(quote.messageCost());
        out.optionalDecimal(quote.tokenCost());
        out.unsigned(quote.lines().size());
        for (Quote.Line line : quote.lines()) {
            out.octet(line.meter().code());
            out.decimal(line.quantity());
            out.decimal(line.rate());
            out.decimal(line.cost());
        }
    }

    static Quote read(RowReader in) {
        ModelPrice price = readPrice(in);
        long rateCardVersion = in.unsigned();
        Credits total = new Credits(in.unsigned());
        BigDecimal messageCost = in.optionalDecimal();
        BigDecimal tokenCost = in.optionalDecimal();
        List<Quote.Line> lines = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            lines.add(new Quote.Line(Meter.ofCode(in.octet()), in.decimal(), in.decimal(), in.decimal()));
        }
        return new Quote(price, rateCardVersion, total, messageCost, tokenCost, lines);
    }

    private static void writePrice(RowWriter out, ModelPrice price) {
        out.text(price.model().provider());
        out.text(price.model().modelName());
        out.decimal(price.costPerMessage());
        out.optionalDecimal(price.costPer1kTokens());
        out.unsigned(price.rates().size());
        price.rates().forEach((rate, credits) -> {
            out.octet(rate.code());
            out.decimal(credits);
        });
        out.octet((price.isDefaultModel() ? DEFAULT_MODEL : 0)
                | (price.isActive() ? ACTIVE : 0)
                | (price.fallback() ? FALLBACK : 0));
        out.signed(price.effectiveFromMillis());
        out.unsigned(price.version());
    }

    private static ModelPrice readPrice(RowReader in) {
        ModelId model = new ModelId(in.text(), in.text());
        BigDecimal costPerMessage = in.decimal();
        @Nullable BigDecimal costPer1kTokens = in.optionalDecimal();
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (int left = in.count(); left > 0; left--) {
            rates.put(Rate.ofCode(in.octet()), in.decimal());
        }
        int flags = in.octet();
        return new ModelPrice(
                model,
                costPerMessage,
                costPer1kTokens,
                rates,
                (flags & DEFAULT_MODEL) != 0,
                (flags & ACTIVE) != 0,
                in.signed(),
                in.unsigned(),
                (flags & FALLBACK) != 0);
    }
}
