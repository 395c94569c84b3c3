package ledger.command;

import ledger.Credits;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** How much a caller reserves or captures. */
public sealed interface Cost {
    /** What the caller named, or null. */
    default @Nullable Credits amount() {
        return null;
    }

    /** What is or will be used, or null where an amount was named. */
    default @Nullable Usage usage() {
        return null;
    }

    /** What a usage costs, pinned when it was taken; null where nothing is priced yet. */
    default @Nullable Quote quote() {
        return null;
    }

    /** The same with what the usage costs. */
    default Cost withQuote(Quote quote) {
        return this;
    }

    /**
     * So many credits.
     *
     * @param amount above 0 and at most 10^9
     */
    record Named(Credits amount) implements Cost {
        public Named {
            LedgerCommand.requireAmount(amount);
        }
    }

    /**
     * What a usage costs.
     *
     * @param usage what is or will be used
     * @param quote what it costs, pinned when it was taken; null only where the key was already answered
     */
    record Metered(Usage usage, @Nullable Quote quote) implements Cost {
        @Override
        public Cost withQuote(Quote priced) {
            return new Metered(usage, priced);
        }
    }
}
