package ledger.api.prices;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import ledger.api.http.Call;
import ledger.api.http.Query;
import ledger.api.http.Reply;
import ledger.api.http.json.Body;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceChange.DeletePrice;
import ledger.pricing.PriceChange.InitializePrices;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.RateCards;

/** Changes the rate card. An impossible change is refused before anything is appended. */
public final class PriceWrites {
    private static final String OVERWRITE = "overwrite";

    private final RateCards cards;
    private final InstantSource clock;

    public PriceWrites(RateCards cards, InstantSource clock) {
        this.cards = cards;
        this.clock = clock;
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

    private CompletionStage<Reply> append(PriceChange change, PriceReplies replies) {
        return cards.append(change).thenApply(outcome -> outcome.accept(replies));
    }
}
