package ledger.event;

import ledger.Credits;
import ledger.Period;
import ledger.Text;

/**
 * When to raise an alarm: once as it comes true, and again only after it was untrue. Evaluated on what is available.
 */
public sealed interface AlertRule {
    /** What the caller calls it, 1 to 64 characters, unlike every other rule of the account. */
    String name();

    <R> R accept(Handler<R> handler);

    /** One method per kind of rule, so that a new one does not compile until it is measured. */
    interface Handler<R> {
        R on(Remaining rule);

        R on(Used rule);

        R on(InDebt rule);

        R on(BudgetUsed rule);
    }

    /** What is available falls to the threshold or below; per cent of what the live grants gave. */
    record Remaining(String name, Threshold threshold) implements AlertRule {
        public Remaining {
            requireName(name);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** What is gone of the live grants rises to the threshold or above; per cent of what they gave. */
    record Used(String name, Threshold threshold) implements AlertRule {
        public Used {
            requireName(name);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The account owes something. */
    record InDebt(String name) implements AlertRule {
        public InDebt {
            requireName(name);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** What is used of a budget, holds included, rises to the threshold or above; per cent of the budget. */
    record BudgetUsed(String name, Period window, Threshold threshold) implements AlertRule {
        public BudgetUsed {
            requireName(name);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** How much, as such or of something. */
    sealed interface Threshold {
        /** So many credits. */
        record Amount(Credits credits) implements Threshold {
            public Amount {
                if (credits.compareTo(Credits.AMOUNT_MAX) > 0) {
                    throw new IllegalArgumentException("a threshold is 0 to 10^9 credits");
                }
            }
        }

        /** So much per cent, 0 to 100. */
        record Percent(int percent) implements Threshold {
            public Percent {
                if (percent < 0 || percent > 100) {
                    throw new IllegalArgumentException("a per cent threshold is 0 to 100");
                }
            }
        }
    }

    private static void requireName(String name) {
        // Half a surrogate pair would be stored as "?", and two of them as one name.
        if (name.isEmpty() || name.length() > AlertRules.NAME_LENGTH_MAX || !Text.isPrintable(name)) {
            throw new IllegalArgumentException(
                    "an alert rule has a name of 1 to 64 characters without control characters");
        }
    }
}
