package ledger.decide;

import ledger.Credits;
import ledger.command.Cost;
import ledger.pricing.ModelId;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a command names or meters, as an amount.
 *
 * @param total how much
 * @param usage what is metered, or null
 * @param quote what that costs, or null
 */
record Charge(
        Credits total, @Nullable Usage usage, @Nullable Quote quote) {
    static Charge of(Cost cost) {
        if (cost instanceof Cost.Named named) {
            return new Charge(named.amount(), null, null);
        }
        Cost.Metered metered = (Cost.Metered) cost;
        Quote quote = metered.quote();
        return new Charge(quote == null ? Credits.ZERO : quote.total(), metered.usage(), quote);
    }

    boolean isInactive() {
        return usage != null && (quote == null || !quote.price().isActive());
    }

    ModelId model() {
        if (usage == null) {
            throw new IllegalStateException("an amount has no model");
        }
        return usage.model();
    }
}
