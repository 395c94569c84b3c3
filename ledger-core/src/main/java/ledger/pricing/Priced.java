package ledger.pricing;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of pricing a usage. */
public sealed interface Priced {
    /** What one of the two makes of it. */
    <R> R either(Function<Quote, R> priced, Function<Unpriced, R> unpriced);

    /** It has a cost. */
    record Quoted(Quote quote) implements Priced {
        @Override
        public <R> R either(Function<Quote, R> priced, Function<Unpriced, R> unpriced) {
            return priced.apply(quote);
        }
    }

    /**
     * It has none.
     *
     * @param message why, for people
     * @param meter what the price has no rate for, though it is only ever charged at its own; else null
     * @param isTooMuch whether there is a price, and the cost is above {@link ledger.Credits#AMOUNT_MAX}
     */
    record Unpriced(String message, @Nullable Meter meter, boolean isTooMuch) implements Priced {
        @Override
        public <R> R either(Function<Quote, R> priced, Function<Unpriced, R> unpriced) {
            return unpriced.apply(this);
        }
    }
}
