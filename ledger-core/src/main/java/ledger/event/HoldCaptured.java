package ledger.event;

import java.util.ArrayList;
import java.util.List;
import ledger.Credits;
import ledger.HoldId;
import ledger.account.HoldStatus;
import ledger.account.TermsChange;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a hold reserved was spent: less than it, all of it, or more.
 *
 * @param booking what was booked
 * @param hold which hold
 * @param released how much of it was let go
 * @param debt how much was spent that neither the hold nor the grants had
 * @param usage what was used, or null where an amount was named
 * @param cost what that cost, or null
 * @param usedAtMillis when it was used by the caller's clock, epoch milliseconds, or null
 */
public record HoldCaptured(
        Booking booking,
        HoldId hold,
        Credits released,
        Credits debt,
        @Nullable Usage usage,
        @Nullable Quote cost,
        @Nullable Long usedAtMillis)
        implements LedgerEvent {
    @Override
    public Aftermath aftermath() {
        return Aftermath.closed(hold.sequence(), HoldStatus.CAPTURED);
    }

    @Override
    public List<TermsChange> terms() {
        List<TermsChange> terms = new ArrayList<>(booking.terms());
        terms.add(new TermsChange.HoldClosed(hold));
        return terms;
    }
}
