package ledger.event;

import ledger.HoldId;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a usage cost was spent.
 *
 * @param booking what was booked
 * @param usage what was used
 * @param cost what it cost and why
 * @param usedAtMillis when it was used by the caller's clock, epoch milliseconds, or null
 * @param closedHold the hold it named, which was not open any more; else null
 */
public record UsageCharged(
        Booking booking,
        Usage usage,
        Quote cost,
        @Nullable Long usedAtMillis,
        @Nullable HoldId closedHold) implements LedgerEvent {}
