package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.GrantRef;
import ledger.HoldId;
import ledger.HoldRef;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.command.CaptureHold;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.ExpireDue;
import ledger.command.LedgerCommand;
import ledger.command.PlaceHold;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.VoidHold;
import ledger.event.AlertRules;
import ledger.event.BudgetTerms;
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
    private @Nullable Long sentAtMillis;
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
    private @Nullable Long regrantDays;
    private final GrantTermsFields grantTerms = new GrantTermsFields();
    private final PlanJson plan = new PlanJson();
    private @Nullable HoldRef hold;
    private @Nullable GrantRef grant;
    private @Nullable Long expiresInSeconds;
    private @Nullable Credits overdraftLimit;
    private @Nullable List<BudgetTerms> budgets;
    private @Nullable AlertRules rules;

    /** Takes one member; unknown ones are ignored. */
    void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "type" -> type = Members.text(in);
            case "version" -> version = Members.whole(in);
            case "id" -> id = Members.text(in);
            case "userId" -> userId = Members.text(in);
            case "idempotencyKey" -> idempotencyKey = Members.text(in);
            case "actor" -> actor = Members.text(in);
            case "sentAt" -> sentAtMillis = sentAt(in);
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
            case "regrantDays" -> regrantDays = Members.whole(in);
            case "holdId" -> hold = holdRef(Members.text(in));
            case "grantId" -> grant = grantRef(Members.text(in));
            case "expiresInSeconds" -> expiresInSeconds = Members.whole(in);
            case "overdraftLimit" -> overdraftLimit = new Credits(Decimals.readMicros(in));
            case "budgets" -> budgets = budgets(in);
            case "rules" -> rules = AlertJson.read(in);
            case "creditPlan", "refillAmount", "refillInterval", "rolloverLimit" -> plan.member(name, in);
            default -> grantTerms.member(name, in);
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
                        header(),
                        Members.required(transactionType, "transactionType"),
                        reason(),
                        amount(),
                        note(),
                        grantTerms.terms(),
                        grantTerms.referredUserId());
            case "DeductCredits" -> new LedgerCommand.DeductCredits(header(), reason(), amount(), note());
            case "SpendCredits" -> new LedgerCommand.SpendCredits(header(), reason(), amount(), note());
            case "ChargeUsage" ->
                new LedgerCommand.ChargeUsage(
                        header(),
                        Members.required(usage, "usage"),
                        reason(),
                        allowDebt,
                        note(),
                        usedAtMillis,
                        quote,
                        hold == null ? null : hold());
            case "RefundEntry" ->
                new LedgerCommand.RefundEntry(
                        header(),
                        entry(),
                        amount,
                        reason,
                        note(),
                        regrantDays == null ? null : Math.toIntExact(regrantDays));
            case "PlaceHold" ->
                new PlaceHold(
                        header(),
                        cost(),
                        Math.toIntExact(Members.required(expiresInSeconds, "expiresInSeconds")),
                        reason(),
                        note());
            case "CaptureHold" -> new CaptureHold(header(), hold(), cost(), note());
            case "VoidHold" -> new VoidHold(header(), hold());
            case "ExpireDue" -> new ExpireDue(header(null));
            case "RevokeGrant" -> new RevokeGrant(header(), grant(), note());
            case "ReverseEntry" -> new ReverseEntry(header(), entry(), note());
            case "SetPlan" -> new SetPlan(header(), plan.creditPlan(), plan.refill());
            case "SetLimits" -> new SetLimits(header(), overdraftLimit, budgets);
            case "SetAlerts" -> new SetAlerts(header(), Members.required(rules, "rules"));
            default -> throw new IllegalArgumentException("type is of no command known to this build");
        };
    }

    private CommandHeader header() {
        return header(new IdempotencyKey(Members.required(idempotencyKey, "idempotencyKey")));
    }

    private CommandHeader header(@Nullable IdempotencyKey key) {
        return new CommandHeader(
                Members.required(id, "id"),
                new AccountId(Members.required(userId, "userId")),
                key,
                Members.required(actor, "actor"),
                sentAtMillis);
    }

    private HoldId hold() {
        HoldRef ref = Members.required(hold, "holdId");
        requireOwn(ref.account(), "holdId");
        return ref.hold();
    }

    private GrantId grant() {
        GrantRef ref = Members.required(grant, "grantId");
        requireOwn(ref.account(), "grantId");
        return ref.grant();
    }

    private EntryId entry() {
        return Members.required(transactionId, "transactionId");
    }

    private void requireOwn(AccountId owner, String name) {
        if (!owner.value().equals(userId)) {
            throw new IllegalArgumentException(name + " is of another account");
        }
    }

    private Cost cost() {
        return usage == null ? new Cost.Named(amount()) : new Cost.Metered(usage, quote);
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

    /**
     * A command is never refused for it, since builds before it ignored the member: what is no time that a gateway can
     * have had is as if it were not there.
     */
    private static @Nullable Long sentAt(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            in.skipChildren();
            return null;
        }
        try {
            long millis = Members.time(in);
            return CommandHeader.canBeSentAt(millis) ? millis : null;
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException noTime) {
            return null;
        }
    }

    private static EntryId entryId(String text) {
        return EntryId.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("transactionId is no id of this ledger"));
    }

    private static HoldRef holdRef(String text) {
        return HoldRef.parse(text).orElseThrow(() -> new IllegalArgumentException("holdId is no id of this ledger"));
    }

    private static GrantRef grantRef(String text) {
        return GrantRef.parse(text).orElseThrow(() -> new IllegalArgumentException("grantId is no id of this ledger"));
    }

    private static List<BudgetTerms> budgets(JsonParser in) throws IOException {
        List<BudgetTerms> budgets = new ArrayList<>();
        Members.readList(
                in, (list, element) -> budgets.add(BudgetJson.read(element).terms()));
        return budgets;
    }
}
