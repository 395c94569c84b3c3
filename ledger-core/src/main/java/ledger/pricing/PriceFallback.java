package ledger.pricing;

/** What becomes of a usage of a model that has no price of its own. */
public enum PriceFallback {
    /** It is charged as its provider's active default. */
    DEFAULT,
    /** It has no price. */
    REFUSE
}
