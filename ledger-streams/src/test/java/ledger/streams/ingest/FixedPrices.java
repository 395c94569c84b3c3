package ledger.streams.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.UnavailableException;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceOutcome;
import ledger.pricing.RateCard;
import ledger.pricing.RateCards;

/** The default prices, and nobody changes them. */
final class FixedPrices implements RateCards {
    private final RateCard card = RateCard.EMPTY
            .fold(new PriceChange.InitializePrices("test", 0, false), 0)
            .card();

    @Override
    public RateCard current() {
        return card;
    }

    @Override
    public CompletionStage<PriceOutcome> append(PriceChange change) {
        return CompletableFuture.failedFuture(new UnavailableException("these prices are fixed"));
    }
}
