package ledger.pricing;

/** PLACEHOLDER replaced by the pricing work. */
public final class RateCard {}
