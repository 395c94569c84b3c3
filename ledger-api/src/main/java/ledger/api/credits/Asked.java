package ledger.api.credits;

import java.util.UUID;
import ledger.AccountId;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.OwnedId;
import ledger.OwnedId.Named;
import ledger.api.auth.Caller;
import ledger.api.body.BodyField;
import ledger.api.http.json.Body;
import ledger.command.CommandHeader;
import org.jspecify.annotations.Nullable;

/**
 * One write as it was asked, alone or in a batch.
 *
 * @param body its fields
 * @param caller who asks
 * @param key of the write
 * @param pathId the id in the path, or null where the body names it
 * @param nowMillis when it came, by the clock here, epoch milliseconds
 */
record Asked(
        Body body,
        Caller caller,
        IdempotencyKey key,
        @Nullable String pathId,
        long nowMillis) {
    EntryId entry(BodyField<String> field) {
        Named entry = named(field, OwnedId.ENTRY, "transaction");
        return new EntryId(entry.account(), entry.sequence());
    }

    Named named(BodyField<String> field, OwnedId kind, String what) {
        AccountId user = body.accountOrNull(WriteTypes.USER_ID);
        return Target.id(caller, user, pathId == null ? field.get(body) : pathId, kind, what);
    }

    CommandHeader header(AccountId account) {
        return new CommandHeader(UUID.randomUUID().toString(), account, key, caller.actor(), nowMillis);
    }
}
