package ledger.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The fields of LiteLLM's price list that are charged here. If a row has several fields for one rate, the largest
 * counts. Input and output are one meter here, and the higher of two costs never charges too little.
 */
enum LiteLlmField {
    INPUT("input_cost_per_token", Rate.INPUT_PER_1K),
    CACHED_INPUT("cache_read_input_token_cost", Rate.CACHED_INPUT_PER_1K),
    CACHE_WRITE("cache_creation_input_token_cost", Rate.CACHE_WRITE_PER_1K),
    OUTPUT("output_cost_per_token", Rate.OUTPUT_PER_1K),
    REASONING("output_cost_per_reasoning_token", Rate.REASONING_PER_1K),
    IMAGE_IN("input_cost_per_image", Rate.PER_IMAGE),
    IMAGE_OUT("output_cost_per_image", Rate.PER_IMAGE),
    AUDIO_IN("input_cost_per_audio_per_second", Rate.PER_AUDIO_SECOND),
    AUDIO_OUT("output_cost_per_audio_per_second", Rate.PER_AUDIO_SECOND),
    SECOND_IN("input_cost_per_second", Rate.PER_AUDIO_SECOND),
    SECOND_OUT("output_cost_per_second", Rate.PER_AUDIO_SECOND),
    CHARACTER_IN("input_cost_per_character", Rate.PER_1K_CHARACTERS),
    CHARACTER_OUT("output_cost_per_character", Rate.PER_1K_CHARACTERS);

    /**
     * A larger number is a price per million in the wrong column. The dearest real token or character costs a
     * thousandth of this.
     */
    private static final BigDecimal USD_PER_TOKEN_MAX = BigDecimal.ONE;
    /** A million dollars for a second or an image is a mistake. */
    private static final BigDecimal USD_MAX = new BigDecimal("1000000");
    /** Far more digits than a double prints. A number with a million digits would take all memory. */
    private static final int SCALE_MAX = 60;

    private static final BigDecimal THOUSAND = new BigDecimal("1000");

    private final String key;
    private final Rate rate;

    LiteLlmField(String key, Rate rate) {
        this.key = key;
        this.rate = rate;
    }

    /** Its name in a row. */
    String key() {
        return key;
    }

    Rate rate() {
        return rate;
    }

    /**
     * Whether the field means the same as ours in a row of this mode. Seconds of a chat or of a video are not seconds
     * of audio.
     */
    boolean isMeantBy(@Nullable String mode) {
        boolean isAnySecond = this == SECOND_IN || this == SECOND_OUT;
        return !isAnySecond || mode == null || mode.startsWith("audio_");
    }

    /** Whether it may cost this many US dollars for one unit. */
    boolean isValid(BigDecimal usd) {
        return usd.signum() >= 0 && usd.compareTo(usdMax()) <= 0 && usd.scale() <= SCALE_MAX;
    }

    /** What {@link #isValid} asks for, for people. */
    String limits() {
        return key + " must be a number, 0 to " + usdMax() + " (US dollars), with at most " + SCALE_MAX + " decimals";
    }

    /** Converts US dollars for one unit into US dollars for the quantity that the rate is for. */
    BigDecimal usdPerRate(BigDecimal usd) {
        return rate.isPerThousand() ? usd.multiply(THOUSAND) : usd;
    }

    private BigDecimal usdMax() {
        return rate.isPerThousand() ? USD_PER_TOKEN_MAX : USD_MAX;
    }
}
