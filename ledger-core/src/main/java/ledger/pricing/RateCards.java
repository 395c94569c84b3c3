package ledger.pricing;

import java.util.concurrent.CompletionStage;

/** The rate card of this instance, and the log that its changes are appended to. Thread-safe. */
public interface RateCards {
    /** The rate card as folded here. Throws {@link ledger.UnavailableException} while it is being restored. */
    RateCard current();

    /**
     * Appends a change. Completes with the outcome once this instance charges by it. Fails with
     * {@link ledger.UnavailableException} if the outcome is unknown.
     */
    CompletionStage<PriceOutcome> append(PriceChange change);
}
