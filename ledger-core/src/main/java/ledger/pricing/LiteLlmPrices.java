package ledger.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Turns LiteLLM's price list, in US dollars, into prices in credits. A rate is dollars × credits per dollar × markup,
 * rounded up to twelve decimals.
 *
 * <p>It takes the plain costs per token, cached token, cache write, reasoning token, image, second of audio and
 * character. If a row has an input cost and an output cost for the same meter, it takes the larger. It leaves out costs
 * that depend on a tier, a threshold or a batch, and costs of meters that we do not have. A row sets only the rates
 * that it has. A model that is new here costs nothing per message. A model that has a price keeps the rest of it.
 */
public final class LiteLlmPrices {
    private final BigDecimal creditsPerUsd;
    private final Map<ModelId, String> keys = new TreeMap<>();
    private final List<Patch> patches = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Invalid> invalid = new ArrayList<>();

    private LiteLlmPrices(BigDecimal creditsPerUsd) {
        this.creditsPerUsd = creditsPerUsd;
    }

    /**
     * Reads rows in their order. Throws {@link IllegalArgumentException} unless both factors are {@link #isFactor}.
     *
     * @param rows the rows of the file
     * @param creditsPerUsd credits that one dollar buys
     * @param markup a factor: 1 charges what the provider charges
     */
    public static Reading read(List<LiteLlmRow> rows, BigDecimal creditsPerUsd, BigDecimal markup) {
        if (!isFactor(creditsPerUsd) || !isFactor(markup)) {
            throw new IllegalArgumentException(
                    "creditsPerUsd and markup must be above 0 and at most 10^9, with at most twelve decimals");
        }
        LiteLlmPrices prices = new LiteLlmPrices(creditsPerUsd.multiply(markup));
        rows.forEach(prices::read);
        return new Reading(prices.invalid.isEmpty() ? prices.patches : List.of(), prices.skipped, prices.invalid);
    }

    /** Whether it can be credits per dollar or a markup: above 0, at most 10^9, at most twelve decimals. */
    public static boolean isFactor(BigDecimal number) {
        return number.signum() > 0 && Rate.isValid(number);
    }

    /** A row that is left out, and why, for people. */
    public record Skipped(String key, String why) {}

    /** An invalid row, because of which nothing may be imported: the field at fault, and why, for people. */
    public record Invalid(String key, String field, String why) {}

    /**
     * What the rows came to.
     *
     * @param patches what to import, in the order of the rows; empty where a row is invalid
     * @param skipped the rows that are left out
     * @param invalid the rows that must be put right first
     */
    public record Reading(List<Patch> patches, List<Skipped> skipped, List<Invalid> invalid) {
        public Reading {
            patches = List.copyOf(patches);
            skipped = List.copyOf(skipped);
            invalid = List.copyOf(invalid);
        }
    }

    private void read(LiteLlmRow row) {
        if (row.isExample()) {
            skip(row, "describes the fields and is no model");
            return;
        }
        Optional<LiteLlmField> fault = row.fault();
        if (fault.isPresent()) {
            LiteLlmField field = fault.get();
            invalid.add(new Invalid(row.key(), field.key(), field.limits()));
            return;
        }
        EnumMap<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        row.costs().forEach((field, usd) -> rates.merge(field.rate(), credits(field, usd), BigDecimal::max));
        Optional<Rate> tooLarge = tooLarge(rates);
        if (tooLarge.isPresent()) {
            String why = tooLarge.get().field() + " would be above " + Rate.CREDITS_MAX + " credits";
            invalid.add(new Invalid(row.key(), tooLarge.get().field(), why));
            return;
        }
        take(row, rates);
    }

    private BigDecimal credits(LiteLlmField field, BigDecimal usd) {
        return field.usdPerRate(usd).multiply(creditsPerUsd).setScale(Rate.SCALE_MAX, RoundingMode.UP);
    }

    private static Optional<Rate> tooLarge(Map<Rate, BigDecimal> rates) {
        return rates.entrySet().stream()
                .filter(entry -> !Rate.isValid(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void take(LiteLlmRow row, Map<Rate, BigDecimal> rates) {
        @Nullable String provider = row.provider();
        boolean isFree = rates.values().stream().allMatch(credits -> credits.signum() == 0);
        if (rates.isEmpty()) {
            skip(row, "has no cost that is metered here");
        } else if (isFree && row.unmetered().isPresent()) {
            skip(row, "would be free: " + row.unmetered().get() + " is not metered here");
        } else if (provider == null) {
            skip(row, "has no litellm_provider");
        } else if (!ModelId.isProvider(provider)) {
            skip(row, "litellm_provider must have 1 to " + ModelId.LENGTH_MAX + " printable characters and no /");
        } else if (!ModelId.isModelName(row.modelName())) {
            skip(row, "the model's name must have 1 to " + ModelId.LENGTH_MAX + " printable characters");
        } else {
            take(row, new ModelId(provider, row.modelName()), rates);
        }
    }

    private void take(LiteLlmRow row, ModelId model, Map<Rate, BigDecimal> rates) {
        @Nullable String earlier = keys.putIfAbsent(model, row.key());
        if (earlier != null) {
            skip(row, "is the same model as " + earlier);
            return;
        }
        Map<Rate, Setting> settings = new EnumMap<>(Rate.class);
        rates.forEach((rate, credits) -> settings.put(rate, new Setting.To(PlainDecimals.plain(credits))));
        patches.add(new Patch(model, null, new Setting.Keep(), settings, null, null));
    }

    private void skip(LiteLlmRow row, String why) {
        skipped.add(new Skipped(row.key(), why));
    }
}
