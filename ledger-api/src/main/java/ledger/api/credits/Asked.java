package ledger.api.credits;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import ledger.AccountId;
import ledger.EntryId;
import ledger.GrantRef;
import ledger.HoldRef;
import ledger.IdempotencyKey;
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
    HoldRef hold(BodyField<String> field) {
        return id(field, "hold", HoldRef::parse, HoldRef::account);
    }

    EntryId entry(BodyField<String> field) {
        return id(field, "transaction", EntryId::parse, EntryId::account);
    }

    GrantRef grant(BodyField<String> field) {
        return id(field, "grant", GrantRef::parse, GrantRef::account);
    }

    CommandHeader header(AccountId account) {
        return new CommandHeader(UUID.randomUUID().toString(), account, key, caller.actor(), nowMillis);
    }

    private <T> T id(
            BodyField<String> field, String what, Function<String, Optional<T>> parsing, Function<T, AccountId> owner) {
        AccountId named = body.accountOrNull(WriteTypes.USER_ID);
        String text = pathId == null ? field.get(body) : pathId;
        return Target.id(caller, named, text, what, parsing, owner);
    }
}
