package ledger.streams.wire;

import ledger.AccountId;
import ledger.HoldId;
import ledger.Note;
import ledger.account.Reason;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Usage that a chat service published: one CloudEvent. Subject, source and id together say which.
 *
 * @param source who published it, not empty
 * @param id not empty, unique within the source
 * @param subject whose usage it is
 * @param usedAtMillis when it was used by the publisher's clock, epoch milliseconds, or null
 * @param usage what was used
 * @param reason why
 * @param allowDebt whether what is missing becomes debt; it does unless the event says otherwise, as it has happened
 * @param hold what was reserved for it, or null
 * @param note what to remember
 */
public record UsageEvent(
        String source,
        String id,
        AccountId subject,
        @Nullable Long usedAtMillis,
        Usage usage,
        Reason reason,
        boolean allowDebt,
        @Nullable HoldId hold,
        Note note) {}
