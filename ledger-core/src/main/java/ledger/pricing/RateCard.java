package ledger.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All prices of the past, the present and the schedule: the fold of the price log. Immutable, so it can be shared. A
 * price is looked up at a time. Of the versions that are in force by then, the one with the latest
 * {@code effectiveFrom} counts. If several have the same, the one made last counts.
 */
public final class RateCard {
    /** The version of an empty card. */
    public static final long NO_VERSION = -1;

    public static final RateCard EMPTY = new RateCard(SortedTree.empty(), SortedTree.empty(), NO_VERSION);

    private static final Comparator<ModelPrice> LISTED = Comparator.comparing(
                    (ModelPrice price) -> price.model().provider())
            .thenComparing(price -> !price.isDefaultModel())
            .thenComparing(price -> price.model().modelName());

    private final SortedTree<ModelId, PriceHistory> histories;
    private final SortedTree<String, DefaultModel> defaults;
    private final long version;

    private RateCard(
            SortedTree<ModelId, PriceHistory> histories, SortedTree<String, DefaultModel> defaults, long version) {
        this.histories = histories;
        this.defaults = defaults;
        this.version = version;
    }

    /** The offset of the last change folded in, refused ones too, or {@link #NO_VERSION}. */
    public long version() {
        return version;
    }

    /**
     * The card with one more change, and what that came to. An impossible change is refused as a value, and throws
     * nothing.
     *
     * @param offset the change's position in the price log; becomes the version of the prices it makes. Throws
     *     {@link IllegalArgumentException} where it is not above this card's version
     */
    public Folded fold(PriceChange change, long offset) {
        if (offset <= version) {
            throw new IllegalArgumentException("the change at " + offset + " is folded already, up to " + version);
        }
        PriceFold fold = new PriceFold(this, change.effectiveFromMillis(), offset);
        PriceOutcome outcome = change.accept(fold);
        RateCard next = fold.card();
        return new Folded(new RateCard(next.histories, next.defaults, offset), outcome);
    }

    /** What a usage costs at a time, epoch milliseconds, or why it has no cost. Inactive prices are quoted too. */
    public Priced quote(Usage usage, long atMillis, PriceFallback fallback) {
        Optional<ModelPrice> price = fallback == PriceFallback.DEFAULT
                ? priceOrFallback(usage.model(), atMillis)
                : price(usage.model(), atMillis);
        return price.map(found -> UsageCost.of(usage, found, version))
                .orElseGet(() -> new Priced.NoPrice(usage.model()));
    }

    /** The model's own price at a time, epoch milliseconds. */
    public Optional<ModelPrice> price(ModelId model, long atMillis) {
        return history(model)
                .inForce(atMillis)
                .map(price -> price.withDefaultModel(isDefault(model, Dated.latestAt(atMillis))));
    }

    /**
     * The model's own price at a time, epoch milliseconds. For a model without one, it is the price of the provider's
     * active default, under the name asked for.
     */
    public Optional<ModelPrice> priceOrFallback(ModelId model, long atMillis) {
        return price(model, atMillis)
                .or(() -> defaultPrice(model.provider(), atMillis)
                        .filter(ModelPrice::isActive)
                        .map(price -> price.standingInFor(model)));
    }

    /** The price of the provider's default model at a time, epoch milliseconds, active or not. */
    Optional<ModelPrice> defaultPrice(String provider, long atMillis) {
        return defaultModel(provider).at(Dated.latestAt(atMillis)).flatMap(model -> price(model, atMillis));
    }

    /** All prices at a time, epoch milliseconds: by provider, its default first, then by model name. */
    public List<ModelPrice> prices(long atMillis) {
        List<ModelPrice> prices = new ArrayList<>();
        histories.forEach((model, history) -> price(model, atMillis).ifPresent(prices::add));
        prices.sort(LISTED);
        return List.copyOf(prices);
    }

    /**
     * Every version of the model's price, the scheduled ones too, by when it is in force, newest first. Deletions are
     * versions without a price, and are not listed.
     */
    public List<ModelPrice> versions(ModelId model) {
        return history(model).newestFirst().stream()
                .map(price -> price.withDefaultModel(
                        isDefault(model, new Dated(price.effectiveFromMillis(), price.version()))))
                .toList();
    }

    RateCard withPrice(ModelPrice price) {
        return withHistory(price.model(), history(price.model()).with(price));
    }

    RateCard withoutPrice(ModelId model, Dated dated) {
        return withHistory(model, history(model).deleted(dated));
    }

    RateCard withDefault(ModelId model, Dated dated) {
        return withDefaults(model.provider(), defaultModel(model.provider()).begins(dated, model));
    }

    RateCard withoutDefault(ModelId model, Dated dated) {
        return withDefaults(model.provider(), defaultModel(model.provider()).ends(dated, model));
    }

    private RateCard withHistory(ModelId model, PriceHistory history) {
        return new RateCard(histories.with(model, history), defaults, version);
    }

    private RateCard withDefaults(String provider, DefaultModel model) {
        return new RateCard(histories, defaults.with(provider, model), version);
    }

    private boolean isDefault(ModelId model, Dated dated) {
        return defaultModel(model.provider()).at(dated).filter(model::equals).isPresent();
    }

    private PriceHistory history(ModelId model) {
        return histories.get(model).orElse(PriceHistory.EMPTY);
    }

    private DefaultModel defaultModel(String provider) {
        return defaults.get(provider).orElse(DefaultModel.NEVER);
    }
}
