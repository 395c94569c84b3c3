package ledger.api.credits;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import ledger.AccountId;
import ledger.EntryId;
import ledger.GrantRef;
import ledger.HoldRef;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Text;
import ledger.api.auth.Caller;
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
    /** The user that the body must name. */
    AccountId account() {
        return body.required("userId", body.accountOrNull("userId"));
    }

    /** The user that the body names, else the caller. */
    AccountId accountOrCaller() {
        AccountId named = body.accountOrNull("userId");
        return named == null ? caller.account() : named;
    }

    HoldRef hold() {
        return id("holdId", "hold", HoldRef::parse, HoldRef::account);
    }

    EntryId entry() {
        return id("transactionId", "transaction", EntryId::parse, EntryId::account);
    }

    GrantRef grant() {
        return id("grantId", "grant", GrantRef::parse, GrantRef::account);
    }

    CommandHeader header(AccountId account) {
        return new CommandHeader(UUID.randomUUID().toString(), account, key, caller.actor(), nowMillis);
    }

    Note note() {
        String description = description();
        return new Note(description, body.canonicalObjectOrNull("metadata", Note.METADATA_BYTES_MAX));
    }

    @Nullable
    String description() {
        return body.textOrNull(
                "description",
                text -> text.length() <= Note.DESCRIPTION_LENGTH_MAX && Text.isEncodable(text),
                "a text of at most " + Note.DESCRIPTION_LENGTH_MAX + " characters");
    }

    /** 404 for an id that is not ours, that the caller may not see, or that is of another user than the body names. */
    private <T> T id(String field, String what, Function<String, Optional<T>> parsing, Function<T, AccountId> owner) {
        AccountId named = body.accountOrNull("userId");
        String text = pathId == null ? body.text(field, given -> !given.isEmpty(), "the id of a " + what) : pathId;
        return parsing.apply(text)
                .filter(found -> Target.mayUseId(caller, owner.apply(found), named))
                .orElseThrow(() -> Target.noSuch(what));
    }
}
