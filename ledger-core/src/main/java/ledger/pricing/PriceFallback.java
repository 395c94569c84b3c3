package ledger.pricing;

/** How usage of a model without a price of its own is charged. */
public enum PriceFallback {
    /** At the price of its provider's active default. */
    DEFAULT,
    /** Not at all: it has no price. */
    REFUSE
}
