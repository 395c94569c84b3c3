package ledger.pricing;

import java.util.List;
import java.util.stream.Stream;
import ledger.Coded;
import org.jspecify.annotations.Nullable;

/** What of a usage is counted. Stored by code: a code is never reused. */
public enum Meter implements Coded {
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

    @Override
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

    /** The rates it may be charged at, the first that a price has; none for messages and {@link #TOKEN_COUNT}. */
    List<Rate> rates() {
        return Stream.of(ownRate, textRate).flatMap(Stream::ofNullable).toList();
    }

    /** Whether it can only be charged at a rate of its own, and not per message or per 1,000 tokens. */
    boolean needsRate() {
        return ownRate != null && !isTokenPool();
    }

    /** The meter that a field of that name says, or null. */
    public static @Nullable Meter named(String field) {
        for (Meter meter : values()) {
            if (meter.field.equals(field)) {
                return meter;
            }
        }
        return null;
    }
}
