package ledger.pricing;

/**
 * A change of the rate card, folded.
 *
 * @param card the card with it
 * @param outcome what it came to
 */
public record Folded(RateCard card, PriceOutcome outcome) {}
