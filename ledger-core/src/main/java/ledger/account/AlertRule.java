package ledger.account;

import java.util.Objects;
import ledger.Credits;
import ledger.Period;
import ledger.Text;
import org.jspecify.annotations.Nullable;

/**
 * When to raise an alarm: once as it comes true, and again only after it was untrue. Evaluated on what is available.
 *
 * @param name what the caller calls it, 1 to 64 characters, unlike every other rule of the account
 * @param type what is measured
 * @param window of which budget, for {@link AlertType#BUDGET} alone; else null
 * @param threshold how much, or null for {@link AlertType#DEBT} alone, where any debt is one
 */
public record AlertRule(
        String name,
        AlertType type,
        @Nullable Period window,
        @Nullable Threshold threshold) {
    public AlertRule {
        // Half a surrogate pair would be stored as "?", and two of them as one name.
        if (name.isEmpty() || name.length() > AlertRules.NAME_LENGTH_MAX || !Text.isPrintable(name)) {
            throw new IllegalArgumentException(
                    "an alert rule has a name of 1 to 64 characters without control characters");
        }
        if ((window == null) == (type == AlertType.BUDGET)) {
            throw new IllegalArgumentException("window must stand beside measure BUDGET, and beside no other");
        }
        if ((threshold == null) != (type == AlertType.DEBT)) {
            throw new IllegalArgumentException("amount or percent must stand beside each measure but DEBT");
        }
    }

    public static AlertRule remaining(String name, Threshold threshold) {
        return new AlertRule(name, AlertType.REMAINING, null, threshold);
    }

    public static AlertRule used(String name, Threshold threshold) {
        return new AlertRule(name, AlertType.USED, null, threshold);
    }

    public static AlertRule inDebt(String name) {
        return new AlertRule(name, AlertType.DEBT, null, null);
    }

    public static AlertRule budgetUsed(String name, Period window, Threshold threshold) {
        return new AlertRule(name, AlertType.BUDGET, window, threshold);
    }

    /**
     * How much, as such or of something.
     *
     * @param amount 0 to 10^9 credits, or null for a share
     * @param percent the share, 0 to 100 per cent, rounded down, or null for credits
     */
    public record Threshold(
            @Nullable Credits amount, @Nullable Integer percent) {
        private static final int WHOLE = 100;

        public Threshold {
            if ((amount == null) == (percent == null)) {
                throw new IllegalArgumentException(
                        amount == null ? "amount or percent is missing" : "amount and percent exclude each other");
            }
            if (amount != null && amount.compareTo(Credits.AMOUNT_MAX) > 0) {
                throw new IllegalArgumentException("a threshold is 0 to 10^9 credits");
            }
            if (percent != null && (percent < 0 || percent > WHOLE)) {
                throw new IllegalArgumentException("a per cent threshold is 0 to 100");
            }
        }

        public static Threshold amount(Credits amount) {
            return new Threshold(amount, null);
        }

        public static Threshold percent(int percent) {
            return new Threshold(null, percent);
        }

        /** So many micro-credits, where a whole is so many. */
        public long microsOf(long wholeMicros) {
            return percent == null ? named().micros() : share(wholeMicros, percent);
        }

        /** What is left of a whole when so much of it is gone; micro-credits, negative where it is more than that. */
        public long microsLeftOf(long wholeMicros) {
            return percent == null ? wholeMicros - named().micros() : share(wholeMicros, WHOLE - percent);
        }

        private Credits named() {
            return Objects.requireNonNull(amount);
        }

        /** Without overflow. */
        private static long share(long micros, int percent) {
            return micros / WHOLE * percent + micros % WHOLE * percent / WHOLE;
        }
    }
}
