package ledger.command;

import ledger.HoldId;
import ledger.Note;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Spends what a hold reserved: less, all of it, or more.
 *
 * @param header who asks
 * @param hold which hold
 * @param cost how much
 * @param note what to remember
 */
public record CaptureHold(CommandHeader header, HoldId hold, Cost cost, Note note) implements LedgerCommand {

    @Override
    public boolean passesClosed() {
        return true;
    }

    @Override
    public @Nullable Usage usage() {
        return cost.usage();
    }

    @Override
    public CaptureHold withQuote(Quote quote) {
        return new CaptureHold(header, hold, cost.withQuote(quote), note);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
