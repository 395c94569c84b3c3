package ledger.pricing;

/** What of a usage is counted. Stored by code: a code is never reused. */
public enum Meter {
    MESSAGE_COUNT(1, "messageCount"),
    TOKEN_COUNT(2, "tokenCount"),
    INPUT_TOKENS(3, "inputTokens"),
    CACHED_INPUT_TOKENS(4, "cachedInputTokens"),
    CACHE_WRITE_TOKENS(5, "cacheWriteTokens"),
    OUTPUT_TOKENS(6, "outputTokens"),
    REASONING_TOKENS(7, "reasoningTokens"),
    IMAGES(8, "images"),
    AUDIO_SECONDS(9, "audioSeconds"),
    CHARACTERS(10, "characters");

    private final int code;
    private final String field;

    Meter(int code, String field) {
        this.code = code;
        this.field = field;
    }

    /** The stable number in store rows. */
    public int code() {
        return code;
    }

    /** The field of a usage that carries it. */
    public String field() {
        return field;
    }

    /** Whether a quantity must be a whole number: all but seconds. */
    public boolean isCount() {
        return this != AUDIO_SECONDS;
    }

    /** Whether it is one of the token pools, which exclude each other and {@link #TOKEN_COUNT}. */
    public boolean isTokenPool() {
        return code >= INPUT_TOKENS.code && code <= REASONING_TOKENS.code;
    }

    /** Reads a stored code. Throws {@link IllegalArgumentException} for one this build does not know. */
    public static Meter ofCode(int code) {
        for (Meter meter : values()) {
            if (meter.code == code) {
                return meter;
            }
        }
        throw new IllegalArgumentException("unknown meter code " + code);
    }
}
