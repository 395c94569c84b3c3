package ledger.pricing;

import java.util.concurrent.CompletionStage;

/** The rate card of this instance, and where changes of it go. Thread-safe. */
public interface RateCards {
    /** The rate card as folded here. Throws {@link ledger.UnavailableException} while it is being restored. */
    RateCard current();

    /**
     * Appends a change and tells what it came to once this instance charges by it. Fails with
     * {@link ledger.UnavailableException} where that is unknown.
     */
    CompletionStage<PriceOutcome> append(PriceChange change);
}
