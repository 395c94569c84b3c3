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
        Long micros = microsOrNull(body, name, BigDecimal.ZERO, RULE);
        return micros == null ? null : new Credits(notZero(body, name, micros, RULE));
    }

    /** 0 or above. */
    public static @Nullable Credits fromZeroOrNull(Body body, String name) {
        Long micros = microsOrNull(body, name, BigDecimal.ZERO, FROM_ZERO_RULE);
        return micros == null ? null : new Credits(micros);
    }

    /** Micro-credits, negative or positive, never 0. */
    public static @Nullable Long signedMicrosOrNull(Body body, String name) {
        Long micros = microsOrNull(body, name, MAX.negate(), SIGNED_RULE);
        return micros == null ? null : notZero(body, name, micros, SIGNED_RULE);
    }

    private static @Nullable Long microsOrNull(Body body, String name, BigDecimal min, String rule) {
        BigDecimal number = body.numberOrNull(name, min, MAX, Credits.SCALE, rule);
        return number == null ? null : number.movePointRight(Credits.SCALE).longValueExact();
    }

    private static long notZero(Body body, String name, long micros, String rule) {
        if (micros == 0) {
            throw body.invalid(name, rule);
        }
        return micros;
    }
}
