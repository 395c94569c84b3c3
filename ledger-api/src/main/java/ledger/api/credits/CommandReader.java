package ledger.api.credits;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Text;
import ledger.api.auth.Caller;
import ledger.api.http.Body;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.command.LedgerCommand.ChargeUsage;
import ledger.command.LedgerCommand.DeductCredits;
import ledger.command.LedgerCommand.GrantCredits;
import ledger.command.LedgerCommand.RefundEntry;
import ledger.command.LedgerCommand.SpendCredits;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** Makes a command of a request. A usage comes without its quote: a known key needs none. */
@FunctionalInterface
interface CommandReader {
    /** Those a caller may give. */
    List<Reason> REASONS = Stream.of(Reason.values())
            .filter(reason -> reason != Reason.GRANT_EXPIRED)
            .toList();

    /** Those a caller may add. */
    List<TransactionType> ADDED_TYPES = Stream.of(TransactionType.values())
            .filter(type -> type != TransactionType.USAGE && type != TransactionType.EXPIRATION)
            .toList();

    /** Throws {@link ledger.api.http.ApiException} naming the field that does not fit. */
    LedgerCommand read(Body body, Caller caller, IdempotencyKey key);

    static LedgerCommand use(Body body, Caller caller, IdempotencyKey key) {
        AccountId account = body.required("userId", body.accountOrNull("userId"));
        Credits amount = body.amount("amount");
        Reason reason = body.choice("reason", REASONS);
        return new SpendCredits(header(account, caller, key), reason, amount, note(body));
    }

    static LedgerCommand usage(Body body, Caller caller, IdempotencyKey key) {
        AccountId account = body.required("userId", body.accountOrNull("userId"));
        Usage usage = UsageBody.read(body);
        Reason reason = body.choiceOrNull("reason", REASONS);
        Boolean allowDebt = body.flagOrNull("allowDebt");
        return new ChargeUsage(
                header(account, caller, key),
                usage,
                reason == null ? Reason.MODEL_USAGE : reason,
                allowDebt != null && allowDebt,
                note(body),
                null,
                null);
    }

    static LedgerCommand add(Body body, Caller caller, IdempotencyKey key) {
        AccountId named = body.accountOrNull("userId");
        CommandHeader header = header(named == null ? caller.account() : named, caller, key);
        long micros = body.signedAmountMicros("amount");
        TransactionType type = body.choice("transactionType", ADDED_TYPES);
        Reason reason = body.choice("reason", REASONS);
        if (micros > 0) {
            return new GrantCredits(header, type, reason, new Credits(micros), note(body));
        }
        if (type != TransactionType.ADJUSTMENT) {
            throw body.invalid("amount", " may only be negative with transactionType ADJUSTMENT");
        }
        return new DeductCredits(header, reason, new Credits(-micros), note(body));
    }

    static LedgerCommand refund(Body body, Caller caller, IdempotencyKey key) {
        AccountId named = body.accountOrNull("userId");
        String id = body.text("transactionId", text -> !text.isEmpty(), "the id of a transaction");
        Credits amount = body.amountOrNull("amount");
        Reason reason = body.choiceOrNull("reason", REASONS);
        Note note = new Note(description(body), null);
        EntryId entry = EntryId.parse(id)
                .filter(found -> Target.mayUseId(caller, found.account(), named))
                .orElseThrow(HistoryReads::notFound);
        return new RefundEntry(header(entry.account(), caller, key), entry, amount, reason, note);
    }

    private static CommandHeader header(AccountId account, Caller caller, IdempotencyKey key) {
        return new CommandHeader(UUID.randomUUID().toString(), account, key, caller.actor());
    }

    private static Note note(Body body) {
        String description = description(body);
        return new Note(description, body.canonicalObjectOrNull("metadata", Note.METADATA_BYTES_MAX));
    }

    private static @Nullable String description(Body body) {
        return body.textOrNull(
                "description",
                text -> text.length() <= Note.DESCRIPTION_LENGTH_MAX && Text.isEncodable(text),
                "a text of at most " + Note.DESCRIPTION_LENGTH_MAX + " characters");
    }
}
