package ledger.pricing;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A quantity of a usage that is counted. Stored by code: a code is never reused. */
public enum Meter {
    MESSAGE_COUNT(1, "messageCount"),
    TOKEN_COUNT(2, "tokenCount"),
    INPUT_TOKENS(3, "inputTokens", Rate.INPUT_PER_1K),
    CACHED_INPUT_TOKENS(4, "cachedInputTokens", Rate.CACHED_INPUT_PER_1K, Rate.INPUT_PER_1K),
    CACHE_WRITE_TOKENS(5, "cacheWriteTokens", Rate.CACHE_WRITE_PER_1K, Rate.INPUT_PER_1K),
    OUTPUT_TOKENS(6, "outputTokens", Rate.OUTPUT_PER_1K),
    REASONING_TOKENS(7, "reasoningTokens", Rate.REASONING_PER_1K, Rate.OUTPUT_PER_1K),
    IMAGES(8, "images", Rate.PER_IMAGE),
    AUDIO_SECONDS(9, "audioSeconds", Rate.PER_AUDIO_SECOND),
    CHARACTERS(10, "characters", Rate.PER_1K_CHARACTERS);

    private final int code;
    private final String field;
    private final @Nullable Rate ownRate;
    private final @Nullable Rate textRate;

    Meter(int code, String field) {
        this(code, field, null, null);
    }

    Meter(int code, String field, @Nullable Rate ownRate) {
        this(code, field, ownRate, null);
    }

    Meter(int code, String field, @Nullable Rate ownRate, @Nullable Rate textRate) {
        this.code = code;
        this.field = field;
        this.ownRate = ownRate;
        this.textRate = textRate;
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

    /**
     * The rates that it may be charged at, in order: the first one that a price has counts. None for messages and
     * {@link #TOKEN_COUNT}.
     */
    List<Rate> rates() {
        return Stream.of(ownRate, textRate).flatMap(Stream::ofNullable).toList();
    }

    /** Whether it can only be charged at a rate of its own, and not per message or per 1,000 tokens. */
    boolean needsRate() {
        return ownRate != null && !isTokenPool();
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
