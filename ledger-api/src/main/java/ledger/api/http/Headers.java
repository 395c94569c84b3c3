package ledger.api.http;

/** The headers that the contract names. */
public final class Headers {
    public static final String REQUEST_ID = "X-Request-Id";
    public static final String POSITION = "X-Ledger-Position";
    public static final String MIN_POSITION = "X-Ledger-Min-Position";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";
    public static final String RETRY_AFTER = "Retry-After";

    private Headers() {}
}
