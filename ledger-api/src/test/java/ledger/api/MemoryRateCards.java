package ledger.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.pricing.Folded;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceOutcome;
import ledger.pricing.RateCard;
import ledger.pricing.RateCards;

/** A price log without a log; begins with the default prices. */
final class MemoryRateCards implements RateCards {
    private RateCard card = RateCard.EMPTY
            .fold(new PriceChange.InitializePrices("test", 0, false), 0)
            .card();

    @Override
    public synchronized RateCard current() {
        return card;
    }

    @Override
    public synchronized CompletionStage<PriceOutcome> append(PriceChange change) {
        Folded folded = card.fold(change, card.version() + 1);
        card = folded.card();
        return CompletableFuture.completedFuture(folded.outcome());
    }
}
