package ledger.account;

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

    /** How much, as such or of something. */
    public sealed interface Threshold {
        /** So many micro-credits, where a whole is so many. */
        long microsOf(long wholeMicros);

        /** What is left of a whole when so much of it is gone; micro-credits, negative where it is more than that. */
        long microsLeftOf(long wholeMicros);

        /** The credits it names, or null for a share. */
        default @Nullable Credits amountOrNull() {
            return null;
        }

        /** The share it names, per cent, or null for credits. */
        default @Nullable Integer percentOrNull() {
            return null;
        }

        /** So many credits. */
        record Amount(Credits credits) implements Threshold {
            public Amount {
                if (credits.compareTo(Credits.AMOUNT_MAX) > 0) {
                    throw new IllegalArgumentException("a threshold is 0 to 10^9 credits");
                }
            }

            @Override
            public long microsOf(long wholeMicros) {
                return credits.micros();
            }

            @Override
            public long microsLeftOf(long wholeMicros) {
                return wholeMicros - credits.micros();
            }

            @Override
            public Credits amountOrNull() {
                return credits;
            }
        }

        /** So much per cent, 0 to 100, rounded down. */
        record Percent(int percent) implements Threshold {
            private static final int WHOLE = 100;

            public Percent {
                if (percent < 0 || percent > WHOLE) {
                    throw new IllegalArgumentException("a per cent threshold is 0 to 100");
                }
            }

            @Override
            public long microsOf(long wholeMicros) {
                return share(wholeMicros, percent);
            }

            @Override
            public long microsLeftOf(long wholeMicros) {
                return share(wholeMicros, WHOLE - percent);
            }

            @Override
            public Integer percentOrNull() {
                return percent;
            }

            /** Without overflow. */
            private static long share(long micros, int percent) {
                return micros / WHOLE * percent + micros % WHOLE * percent / WHOLE;
            }
        }
    }
}
