package ledger.command;

import java.util.Objects;
import ledger.Credits;
import ledger.pricing.ModelId;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How much a caller reserves or captures: so many credits, or what a usage costs.
 *
 * @param amount above 0 and at most 10^9, or null where a usage is metered
 * @param usage what is or will be used, or null where an amount was named
 * @param quote what the usage costs, pinned when it was taken; beside a usage null only where the key was already
 *     answered
 */
public record Cost(
        @Nullable Credits amount,
        @Nullable Usage usage,
        @Nullable Quote quote) {
    public Cost {
        if ((amount == null) == (usage == null)) {
            throw new IllegalArgumentException("a cost is either an amount or a usage");
        }
        if (amount != null) {
            LedgerCommand.requireAmount(amount);
        }
    }

    public static Cost named(Credits amount) {
        return new Cost(amount, null, null);
    }

    public static Cost metered(Usage usage, @Nullable Quote quote) {
        return new Cost(null, usage, quote);
    }

    /** The same with what the usage costs. */
    public Cost withQuote(Quote priced) {
        return usage == null ? this : metered(usage, priced);
    }

    /** As an amount; nothing as long as a usage has no quote. */
    public Credits total() {
        Credits quoted = quote == null ? Credits.ZERO : quote.total();
        return amount == null ? quoted : amount;
    }

    /** Whether nobody sells what is metered, or not any more. */
    public boolean isInactive() {
        return usage != null && (quote == null || !quote.price().isActive());
    }

    /** Of what is metered. */
    public ModelId model() {
        return Objects.requireNonNull(usage, "an amount has no model").model();
    }
}
