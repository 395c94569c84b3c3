package ledger.command;

import ledger.HoldId;
import ledger.IsoTime;
import ledger.Note;
import ledger.account.Reason;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Spends what a usage costs.
 *
 * @param header who asks
 * @param usage what was used
 * @param reason why
 * @param allowDebt whether what is missing becomes debt; otherwise the usage is refused
 * @param note what to remember
 * @param usedAtMillis when it was used, by the caller's clock, epoch milliseconds, or null; decides nothing
 * @param quote what it costs, pinned when it was taken; null only where the key was already answered
 * @param hold what was reserved for it and is captured with it, or null
 */
public record ChargeUsage(
        CommandHeader header,
        Usage usage,
        Reason reason,
        boolean allowDebt,
        Note note,
        @Nullable Long usedAtMillis,
        @Nullable Quote quote,
        @Nullable HoldId hold)
        implements LedgerCommand {
    public ChargeUsage {
        if (usedAtMillis != null && !IsoTime.isInRange(usedAtMillis)) {
            throw new IllegalArgumentException("usedAt must be in a year of four digits");
        }
    }

    @Override
    public boolean passesClosed() {
        return allowDebt;
    }

    @Override
    public ChargeUsage withQuote(Quote priced) {
        return new ChargeUsage(header, usage, reason, allowDebt, note, usedAtMillis, priced, hold);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
        return handler.on(this);
    }
}
