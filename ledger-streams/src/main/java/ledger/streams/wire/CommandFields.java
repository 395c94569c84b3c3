package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.command.CommandHeader;
import ledger.command.LedgerCommand;
import ledger.event.Reason;
import ledger.event.TransactionType;
import ledger.pricing.Quote;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** The members of one command while it is read, in whatever order they come. */
final class CommandFields {
    private @Nullable String type;
    private @Nullable Long version;
    private @Nullable String id;
    private @Nullable String userId;
    private @Nullable String idempotencyKey;
    private @Nullable String actor;
    private @Nullable TransactionType transactionType;
    private @Nullable Reason reason;
    private @Nullable Credits amount;
    private @Nullable String description;
    private @Nullable String metadata;
    private @Nullable Usage usage;
    private boolean allowDebt;
    private @Nullable Long usedAtMillis;
    private @Nullable Quote quote;
    private @Nullable EntryId transactionId;

    /** Takes one member; unknown ones are ignored. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "type" -> type = Members.text(in);
            case "version" -> version = Members.whole(in);
            case "id" -> id = Members.text(in);
            case "userId" -> userId = Members.text(in);
            case "idempotencyKey" -> idempotencyKey = Members.text(in);
            case "actor" -> actor = Members.text(in);
            case "transactionType" -> transactionType = Members.constant(in, TransactionType.class);
            case "reason" -> reason = Members.constant(in, Reason.class);
            case "amount" -> amount = new Credits(Decimals.readMicros(in));
            case "description" -> description = Members.text(in, Note.DESCRIPTION_LENGTH_MAX);
            case "metadata" -> metadata = MetadataText.read(in);
            case "usage" -> usage = UsageJson.read(in);
            case "allowDebt" -> allowDebt = Members.bool(in);
            case "usedAt" -> usedAtMillis = Members.time(in);
            case "quote" -> quote = QuoteJson.read(in);
            case "transactionId" -> transactionId = entryId(Members.text(in));
            default -> in.skipChildren();
        }
    }

    /** The command that the members make. */
    LedgerCommand command() {
        if (Members.required(version, "version") != CommandCodec.VERSION) {
            throw new IllegalArgumentException("version " + version + " of commands is not known to this build");
        }
        return switch (Members.required(type, "type")) {
            case "GrantCredits" ->
                new LedgerCommand.GrantCredits(
                        header(), Members.required(transactionType, "transactionType"), reason(), amount(), note());
            case "DeductCredits" -> new LedgerCommand.DeductCredits(header(), reason(), amount(), note());
            case "SpendCredits" -> new LedgerCommand.SpendCredits(header(), reason(), amount(), note());
            case "ChargeUsage" ->
                new LedgerCommand.ChargeUsage(
                        header(), Members.required(usage, "usage"), reason(), allowDebt, note(), usedAtMillis, quote);
            case "RefundEntry" ->
                new LedgerCommand.RefundEntry(
                        header(), Members.required(transactionId, "transactionId"), amount, reason, note());
            default -> throw new IllegalArgumentException("type is of no command known to this build");
        };
    }

    private CommandHeader header() {
        return new CommandHeader(
                Members.required(id, "id"),
                new AccountId(Members.required(userId, "userId")),
                new IdempotencyKey(Members.required(idempotencyKey, "idempotencyKey")),
                Members.required(actor, "actor"));
    }

    private Reason reason() {
        return Members.required(reason, "reason");
    }

    private Credits amount() {
        return Members.required(amount, "amount");
    }

    private Note note() {
        return description == null && metadata == null ? Note.NONE : new Note(description, metadata);
    }

    private static EntryId entryId(String text) {
        return EntryId.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("transactionId is no id of this ledger"));
    }
}
