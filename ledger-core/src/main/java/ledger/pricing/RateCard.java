package ledger.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All prices that ever were or are scheduled: the fold of the price log. Immutable once it is folded, and so free to
 * share: each change makes a copy, of three thousand models in a fraction of a millisecond. A price is looked up at a
 * time: of the versions that are in force by then the one of the latest {@code effectiveFrom} counts, and of several
 * from the same time the one made last.
 */
public final class RateCard {
    /** The version of a card that nothing was folded into. */
    public static final long NO_VERSION = -1;

    public static final RateCard EMPTY = new RateCard(new TreeMap<>(), new TreeMap<>(), NO_VERSION);

    private static final Comparator<ModelPrice> LISTED = Comparator.comparing(
                    (ModelPrice price) -> price.model().provider())
            .thenComparing(price -> !price.isDefaultModel())
            .thenComparing(price -> price.model().modelName());

    private final Map<ModelId, PriceHistory> histories;
    private final Map<String, DefaultModel> defaults;
    private final long version;

    private RateCard(Map<ModelId, PriceHistory> histories, Map<String, DefaultModel> defaults, long version) {
        this.histories = histories;
        this.defaults = defaults;
        this.version = version;
    }

    /** The offset of the last change folded in, refused ones too, or {@link #NO_VERSION}. */
    public long version() {
        return version;
    }

    /**
     * The card with one more change, and what that came to. A change that cannot be is refused and never thrown.
     *
     * @param offset the change's position in the price log; becomes the version of the prices it makes. Throws
     *     {@link IllegalArgumentException} where it is not above this card's version
     */
    public Folded fold(PriceChange change, long offset) {
        if (offset <= version) {
            throw new IllegalArgumentException("the change at " + offset + " is folded already, up to " + version);
        }
        RateCard next = new RateCard(new TreeMap<>(histories), new TreeMap<>(defaults), offset);
        PriceOutcome outcome = change.accept(new PriceFold(next, change.effectiveFromMillis()));
        return new Folded(next, outcome);
    }

    /** What a usage costs at a time, epoch milliseconds, or why it has no cost. Inactive prices are quoted too. */
    public Priced quote(Usage usage, long atMillis, PriceFallback fallback) {
        Optional<ModelPrice> price = fallback == PriceFallback.DEFAULT
                ? priceOrFallback(usage.model(), atMillis)
                : price(usage.model(), atMillis);
        return price.map(found -> UsageCost.of(usage, found, version)).orElseGet(() -> noPrice(usage.model()));
    }

    private static Priced noPrice(ModelId model) {
        String message = "No pricing found for " + model.provider() + ":" + model.modelName();
        return new Priced.Unpriced(message, null, false);
    }

    /** The model's own price at a time, epoch milliseconds. */
    public Optional<ModelPrice> price(ModelId model, long atMillis) {
        return history(model)
                .inForce(atMillis)
                .map(price -> price.withDefaultModel(isDefault(model, Dated.latestAt(atMillis))));
    }

    /**
     * The model's own price at a time, epoch milliseconds, or for a model without one the active default of its
     * provider under the name asked for.
     */
    public Optional<ModelPrice> priceOrFallback(ModelId model, long atMillis) {
        return price(model, atMillis)
                .or(() -> defaultPrice(model.provider(), atMillis)
                        .filter(ModelPrice::isActive)
                        .map(price -> price.standingInFor(model)));
    }

    /** What unknown models of the provider are charged as at a time, epoch milliseconds, were it active. */
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

    /** This and what follows change the card: only {@link PriceFold} may, before anybody else has it. */
    void setPrice(ModelPrice price) {
        histories.put(price.model(), history(price.model()).with(price));
    }

    void deletePrice(ModelId model, Dated dated) {
        histories.put(model, history(model).deleted(dated));
    }

    void beginDefault(ModelId model, Dated dated) {
        defaults.put(model.provider(), defaultModel(model.provider()).begins(dated, model));
    }

    void endDefault(ModelId model, Dated dated) {
        defaults.put(model.provider(), defaultModel(model.provider()).ends(dated, model));
    }

    private boolean isDefault(ModelId model, Dated dated) {
        return defaultModel(model.provider()).at(dated).filter(model::equals).isPresent();
    }

    private PriceHistory history(ModelId model) {
        return histories.getOrDefault(model, PriceHistory.EMPTY);
    }

    private DefaultModel defaultModel(String provider) {
        return defaults.getOrDefault(provider, DefaultModel.NEVER);
    }
}
