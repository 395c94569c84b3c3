package ledger;

/**
 * Names one intent of one account: the same key is carried out at most once, for ever.
 *
 * @param value 1 to 255 characters
 */
public record IdempotencyKey(String value) {
    public static final int LENGTH_MAX = 255;
    /** The prefix for the keys of usage events. Callers of the HTTP API may not choose a key that starts with it. */
    public static final String USAGE_EVENT_PREFIX = "ce:";

    public IdempotencyKey {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !Text.isEncodable(value)) {
            throw new IllegalArgumentException("idempotency key must have 1 to 255 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
