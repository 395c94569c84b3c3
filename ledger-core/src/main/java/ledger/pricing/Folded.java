package ledger.pricing;

/**
 * The result of folding one change of the rate card.
 *
 * @param card the card with the change
 * @param outcome what it came to
 */
public record Folded(RateCard card, PriceOutcome outcome) {}
