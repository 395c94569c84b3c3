package ledger.api.http.json;

import java.math.BigDecimal;
import ledger.Credits;
import org.jspecify.annotations.Nullable;

/** Reads amounts of credits off a body, as exact decimals. */
public final class Amounts {
    private static final BigDecimal MAX = Credits.decimal(Credits.AMOUNT_MAX.micros());
    private static final String RULE = " must be a number above 0 and at most 1000000000, with at most 6 decimals";
    private static final String FROM_ZERO_RULE = " must be a number from 0 to 1000000000, with at most 6 decimals";
    private static final String SIGNED_RULE =
            " must be a number from -1000000000 to 1000000000, not 0, with at most 6 decimals";

    private Amounts() {}

    /** Above 0. */
    public static @Nullable Credits positiveOrNull(Body body, String name) {
        BigDecimal number = body.numberOrNull(name, BigDecimal.ZERO, MAX, Credits.SCALE, RULE);
        if (number != null && number.signum() == 0) {
            throw body.invalid(name, RULE);
        }
        return number == null ? null : new Credits(BodyDecimals.micros(number));
    }

    /** 0 or above. */
    public static @Nullable Credits fromZeroOrNull(Body body, String name) {
        BigDecimal number = body.numberOrNull(name, BigDecimal.ZERO, MAX, Credits.SCALE, FROM_ZERO_RULE);
        return number == null ? null : new Credits(BodyDecimals.micros(number));
    }

    /** Micro-credits, negative or positive, never 0. */
    public static @Nullable Long signedMicrosOrNull(Body body, String name) {
        BigDecimal number = body.numberOrNull(name, MAX.negate(), MAX, Credits.SCALE, SIGNED_RULE);
        if (number != null && number.signum() == 0) {
            throw body.invalid(name, SIGNED_RULE);
        }
        return number == null ? null : BodyDecimals.micros(number);
    }
}
