package ledger.event;

import java.util.List;
import ledger.account.ScheduledGrant;
import ledger.account.TermsChange;
import org.jspecify.annotations.Nullable;

/**
 * Credits were promised for a later time; until then they are in no book, so it moves nothing.
 *
 * @param booking the entry, which moves nothing and names the grant
 * @param grant what will be granted
 * @param referredUserId whose referral is rewarded, or null
 */
public record GrantScheduled(
        Booking booking, ScheduledGrant grant, @Nullable String referredUserId) implements LedgerEvent {
    @Override
    public List<TermsChange> terms() {
        return List.of(new TermsChange.Scheduled(grant));
    }
}
