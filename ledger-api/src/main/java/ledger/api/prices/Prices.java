package ledger.api.prices;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import ledger.api.http.Call;
import ledger.api.http.Query;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.pricing.ModelId;
import ledger.pricing.ModelPrice;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceChange.DeletePrice;
import ledger.pricing.PriceChange.InitializePrices;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceFallback;
import ledger.pricing.RateCard;
import ledger.pricing.RateCards;
import org.jspecify.annotations.Nullable;

/** Answers what models cost, and changes it. An impossible change is refused before anything is appended. */
public final class Prices {
    private static final String IS_ACTIVE = "isActive";
    private static final String AT = "at";
    private static final String OVERWRITE = "overwrite";

    private final RateCards cards;
    private final PriceFallback fallback;
    private final InstantSource clock;

    /** {@code fallback} says whether a model without a price of its own has its provider's default. */
    public Prices(RateCards cards, PriceFallback fallback, InstantSource clock) {
        this.cards = cards;
        this.fallback = fallback;
        this.clock = clock;
    }

    /** GET /pricing. */
    public Reply list(Call call) {
        Body query = call.query(Set.of(Models.PROVIDER, IS_ACTIVE, AT));
        @Nullable String provider = Models.providerInQuery(query);
        @Nullable Boolean isActive = Query.flagOrNull(query, IS_ACTIVE);
        Optional<Long> atMillis = query.startMillis(AT);
        List<ModelPrice> prices = cards.current().prices(atMillis.orElseGet(clock::millis)).stream()
                .filter(price -> provider == null || price.model().provider().equals(provider))
                .filter(price -> isActive == null || price.isActive() == isActive)
                .toList();
        return array(prices);
    }

    /** GET /pricing/{provider}/{modelName}. */
    public Reply one(Call call) {
        call.query(Set.of());
        ModelId model = Models.inPath(call);
        ModelPrice price = inForce(model).orElseThrow(() -> PriceReplies.absent(model));
        return Reply.object(200, out -> PriceJson.members(out, price));
    }

    /** GET /pricing/{provider}/{modelName}/versions. */
    public Reply versions(Call call) {
        call.query(Set.of());
        return array(cards.current().versions(Models.inPath(call)));
    }

    /** POST /pricing. */
    public CompletionStage<Reply> set(Call call) {
        call.query(Set.of());
        Body body = call.body(PriceBody.FIELDS);
        SetPrice change = PriceBody.read(body, call.caller().actor(), clock.millis());
        return append(change, PriceReplies.about(change.patch().model()));
    }

    /** DELETE /pricing/{provider}/{modelName}. */
    public CompletionStage<Reply> delete(Call call) {
        call.query(Set.of());
        call.requireNoBody();
        ModelId model = Models.inPath(call);
        return append(new DeletePrice(call.caller().actor(), clock.millis(), model), PriceReplies.about(model));
    }

    /** POST /pricing/initialize. */
    public CompletionStage<Reply> initialize(Call call) {
        boolean overwrite = Boolean.TRUE.equals(Query.flagOrNull(call.query(Set.of(OVERWRITE)), OVERWRITE));
        call.requireNoBody();
        InitializePrices change = new InitializePrices(call.caller().actor(), clock.millis(), overwrite);
        return append(change, PriceReplies.aboutNone());
    }

    private Optional<ModelPrice> inForce(ModelId model) {
        RateCard card = cards.current();
        return fallback == PriceFallback.DEFAULT
                ? card.priceOrFallback(model, clock.millis())
                : card.price(model, clock.millis());
    }

    private CompletionStage<Reply> append(PriceChange change, PriceReplies replies) {
        return cards.append(change).thenApply(outcome -> outcome.accept(replies));
    }

    private static Reply array(List<ModelPrice> prices) {
        return Reply.array(200, out -> {
            for (ModelPrice price : prices) {
                out.object(members -> PriceJson.members(members, price));
            }
        });
    }
}
