package ledger.pricing;

import java.math.BigDecimal;
import ledger.Coded;
import ledger.Credits;
import org.jspecify.annotations.Nullable;

/** A rate that a price may have beside its cost per message and per 1,000 tokens. Stored by code, never reused. */
public enum Rate implements Coded {
    INPUT_PER_1K(1, "inputPer1k", true),
    CACHED_INPUT_PER_1K(2, "cachedInputPer1k", true),
    CACHE_WRITE_PER_1K(3, "cacheWritePer1k", true),
    OUTPUT_PER_1K(4, "outputPer1k", true),
    REASONING_PER_1K(5, "reasoningPer1k", true),
    PER_IMAGE(6, "perImage", false),
    PER_AUDIO_SECOND(7, "perAudioSecond", false),
    PER_1K_CHARACTERS(8, "per1kCharacters", true);

    /** Decimal places of a rate. */
    public static final int SCALE_MAX = 12;
    /** What {@link #isValid} asks for, for people. */
    public static final String LIMITS = "0 to 10^9 credits with at most twelve decimals";
    /** No rate is above the largest amount that can be charged. */
    public static final BigDecimal CREDITS_MAX = Credits.decimal(Credits.AMOUNT_MAX.micros());

    private final int code;
    private final String field;
    private final boolean perThousand;

    Rate(int code, String field, boolean perThousand) {
        this.code = code;
        this.field = field;
        this.perThousand = perThousand;
    }

    @Override
    public int code() {
        return code;
    }

    /** The key in {@code rates} of a price. */
    public String field() {
        return field;
    }

    /** Whether it is for 1,000 units and not for one. */
    public boolean isPerThousand() {
        return perThousand;
    }

    /** Whether a price may have it as a rate or cost: {@value #LIMITS}. */
    public static boolean isValid(BigDecimal credits) {
        return credits.signum() >= 0
                && credits.compareTo(CREDITS_MAX) <= 0
                && credits.stripTrailingZeros().scale() <= SCALE_MAX;
    }

    /** The rate that a field of that name says, or null. */
    public static @Nullable Rate named(String field) {
        for (Rate rate : values()) {
            if (rate.field.equals(field)) {
                return rate;
            }
        }
        return null;
    }
}
