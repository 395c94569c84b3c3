package ledger.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.Setting;
import org.jspecify.annotations.Nullable;

/** Short ways to say prices and usages in tests. */
final class Prices {
    static final ModelId MODEL = new ModelId("openai", "gpt-x");

    private Prices() {}

    static ModelPrice price(String costPerMessage, @Nullable String costPer1kTokens, Map<Rate, String> rates) {
        Map<Rate, BigDecimal> decimals = new EnumMap<>(Rate.class);
        rates.forEach((rate, credits) -> decimals.put(rate, new BigDecimal(credits)));
        return new ModelPrice(
                MODEL,
                new BigDecimal(costPerMessage),
                costPer1kTokens == null ? null : new BigDecimal(costPer1kTokens),
                decimals,
                false,
                true,
                0,
                0,
                false);
    }

    static Usage usage(ModelId model, Map<Meter, String> quantities) {
        Map<Meter, BigDecimal> decimals = new EnumMap<>(Meter.class);
        quantities.forEach((meter, quantity) -> decimals.put(meter, new BigDecimal(quantity)));
        return new Usage(model, decimals);
    }

    static Patch patch(ModelId model, @Nullable String costPerMessage) {
        return patch(model, costPerMessage, new Setting.Keep(), Map.of());
    }

    static Patch patch(ModelId model, @Nullable String costPerMessage, Setting per1kTokens, Map<Rate, Setting> rates) {
        BigDecimal cost = costPerMessage == null ? null : new BigDecimal(costPerMessage);
        return new Patch(model, cost, per1kTokens, rates, null, null);
    }

    static Patch asDefault(Patch patch, boolean isDefault) {
        return new Patch(
                patch.model(),
                patch.costPerMessage(),
                patch.costPer1kTokens(),
                patch.rates(),
                isDefault,
                patch.isActive());
    }

    static Setting to(String credits) {
        return new Setting.To(new BigDecimal(credits));
    }

    /** Folds changes at offsets 0, 1, 2… */
    static RateCard card(PriceChange... changes) {
        RateCard card = RateCard.EMPTY;
        for (PriceChange change : List.of(changes)) {
            card = card.fold(change, card.version() + 1).card();
        }
        return card;
    }
}
