package ledger.command;

import ledger.Note;
import ledger.account.Reason;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Reserves credits: an amount, or what an estimate of a usage costs.
 *
 * @param header who asks
 * @param cost how much
 * @param expiresInSeconds from the time in the log until it is void
 * @param reason why
 * @param note what to remember
 */
public record PlaceHold(CommandHeader header, Cost cost, int expiresInSeconds, Reason reason, Note note)
        implements LedgerCommand {
    /** A day: what a stream that never ended reserved comes back by then. */
    public static final int EXPIRES_IN_SECONDS_MAX = 86_400;

    public static final int EXPIRES_IN_SECONDS_DEFAULT = 900;

    public PlaceHold {
        if (expiresInSeconds < 1 || expiresInSeconds > EXPIRES_IN_SECONDS_MAX) {
            throw new IllegalArgumentException("expiresInSeconds must be 1 to " + EXPIRES_IN_SECONDS_MAX);
        }
    }

    @Override
    public @Nullable Usage usage() {
        return cost.usage();
    }

    @Override
    public PlaceHold withQuote(Quote quote) {
        return new PlaceHold(header, cost.withQuote(quote), expiresInSeconds, reason, note);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
