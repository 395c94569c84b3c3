package ledger.api.credits;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.OwnedId;
import ledger.account.AlertRule;
import ledger.account.AlertRules;
import ledger.account.BudgetTerms;
import ledger.account.Plan;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.api.auth.Role;
import ledger.api.body.BodyField;
import ledger.api.body.BodyTypes;
import ledger.command.CaptureHold;
import ledger.command.ChargeUsage;
import ledger.command.CommandHeader;
import ledger.command.Cost;
import ledger.command.DeductCredits;
import ledger.command.GrantCredits;
import ledger.command.GrantTerms;
import ledger.command.PlaceHold;
import ledger.command.RefundEntry;
import ledger.command.ReverseEntry;
import ledger.command.RevokeGrant;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.command.SpendCredits;
import ledger.command.VoidHold;
import ledger.message.RequestField;
import ledger.pricing.Usage;

/** Every write over HTTP, declared once: who may, the fields of its body, and the command that they make. */
public final class WriteTypes {
    static final String USER_ID = "userId";

    public static final WriteKind USE = WriteKind.of(SpendCredits.class, Role.SERVICE, of -> {
        BodyField<AccountId> user = of.required(USER_ID, BodyTypes.ACCOUNT);
        BodyField<Credits> amount = of.required(RequestField.AMOUNT, BodyTypes.AMOUNT);
        BodyField<Reason> reason = of.required(RequestField.REASON, BodyParts.REASON);
        of.part(BodyParts.NOTE);
        return (in, by) -> {
            CommandHeader header = by.header(user.get(in));
            Credits spent = amount.get(in);
            return new SpendCredits(header, reason.get(in), spent, BodyParts.NOTE.read(in));
        };
    });

    public static final WriteKind USAGE = WriteKind.of(ChargeUsage.class, Role.SERVICE, of -> {
        of.text("What was used of a model. " + BodyParts.POOLS);
        BodyField<AccountId> user = of.required(USER_ID, BodyTypes.ACCOUNT);
        of.part(BodyParts.USAGE);
        BodyField<Reason> reason = of.optional(RequestField.REASON, BodyParts.REASON.says("MODEL_USAGE, unless said."));
        of.part(BodyParts.NOTE);
        BodyField<Boolean> allowDebt = of.optional(
                RequestField.ALLOW_DEBT, BodyTypes.FLAG.says("Whether what is missing becomes debt; no, unless said."));
        BodyField<String> hold =
                of.optional(RequestField.HOLD_ID, BodyTypes.id("hold").says("Of the hold that was placed for it."));
        return (in, by) -> {
            CommandHeader header = by.header(user.get(in));
            Usage usage = BodyParts.USAGE.read(in);
            Reason why = reason.orElse(in, Reason.MODEL_USAGE);
            boolean isDebtAllowed = allowDebt.orElse(in, false);
            OwnedId.Named found = in.has(hold.name()) ? by.named(hold, OwnedId.HOLD, "hold") : null;
            HoldId captured = found == null ? null : new HoldId(found.sequence());
            Note note = BodyParts.NOTE.read(in);
            return new ChargeUsage(header, usage, why, isDebtAllowed, note, null, null, captured);
        };
    });

    public static final WriteKind ADD = WriteKind.of(GrantCredits.class, Role.ADMIN, of -> {
        BodyField<AccountId> user = of.optional(USER_ID, BodyTypes.ACCOUNT);
        BodyField<Long> amount = of.required(RequestField.AMOUNT, BodyTypes.SIGNED_AMOUNT);
        BodyField<TransactionType> type = of.required(
                RequestField.TRANSACTION_TYPE,
                BodyTypes.choice(Stream.of(TransactionType.values())
                        .filter(one -> one != TransactionType.USAGE && one != TransactionType.EXPIRATION)
                        .toList()));
        BodyField<Reason> reason = of.required(RequestField.REASON, BodyParts.REASON);
        of.part(BodyParts.NOTE);
        of.part(BodyParts.GRANT_TERMS);
        BodyField<AccountId> referred = of.optional(
                RequestField.REFERRED_USER_ID,
                BodyTypes.ACCOUNT.says("Whose referral it rewards; only with reason REFERRAL_BONUS."));
        return (in, by) -> {
            CommandHeader header = by.header(user.orElse(in, by.caller().account()));
            long micros = amount.get(in);
            TransactionType how = type.get(in);
            Reason why = reason.get(in);
            GrantTerms terms = BodyParts.GRANT_TERMS.read(in);
            AccountId whose = referred.orNull(in);
            if (whose != null && why != Reason.REFERRAL_BONUS) {
                throw in.invalid(referred.name(), " may only stand beside reason REFERRAL_BONUS");
            }
            if (micros > 0) {
                Note note = BodyParts.NOTE.read(in);
                String referredId = whose == null ? null : whose.value();
                return new GrantCredits(header, how, why, new Credits(micros), note, terms, referredId);
            }
            if (how != TransactionType.ADJUSTMENT) {
                throw in.invalid(amount.name(), " may only be negative with transactionType ADJUSTMENT");
            }
            Stream.concat(BodyParts.GRANT_TERMS.fields().all().stream(), Stream.of(referred))
                    .filter(field -> in.has(field.name()))
                    .forEach(field -> {
                        throw in.invalid(field.name(), " is for credits that are given: amount is negative");
                    });
            return new DeductCredits(header, why, new Credits(-micros), BodyParts.NOTE.read(in));
        };
    });

    public static final WriteKind REFUND = WriteKind.of(RefundEntry.class, Role.SERVICE, of -> {
        BodyField<String> entry = of.required(
                RequestField.TRANSACTION_ID, BodyTypes.id("transaction").says("The usage that is given back."));
        of.optional(USER_ID, BodyTypes.ACCOUNT);
        BodyField<Credits> amount =
                of.optional(RequestField.AMOUNT, BodyTypes.AMOUNT.says("All that is left, unless said."));
        BodyField<Reason> reason =
                of.optional(RequestField.REASON, BodyParts.REASON.says("The reason of the original, unless said."));
        BodyField<String> description = of.optional(RequestField.DESCRIPTION, BodyParts.DESCRIPTION);
        of.part(BodyParts.REGRANT_DAYS);
        return (in, by) -> {
            EntryId refunded = by.entry(entry);
            CommandHeader header = by.header(refunded.account());
            Credits credits = amount.orNull(in);
            Reason why = reason.orNull(in);
            Note note = new Note(description.orNull(in), null);
            Integer days = BodyParts.REGRANT_DAYS.read(in).orElse(null);
            return new RefundEntry(header, refunded, credits, why, note, days);
        };
    });

    public static final WriteKind HOLD = WriteKind.of(PlaceHold.class, Role.SERVICE, of -> {
        of.text(BodyParts.EITHER.formatted("what is expected to be used"));
        BodyField<AccountId> user = of.required(USER_ID, BodyTypes.ACCOUNT);
        of.part(BodyParts.COST);
        BodyField<Integer> seconds = of.optional(
                RequestField.EXPIRES_IN_SECONDS,
                BodyTypes.whole(1, PlaceHold.EXPIRES_IN_SECONDS_MAX).says("900, unless said."));
        BodyField<Reason> reason = of.required(RequestField.REASON, BodyParts.REASON);
        of.part(BodyParts.NOTE);
        return (in, by) -> new PlaceHold(
                by.header(user.get(in)),
                BodyParts.COST.read(in),
                seconds.orElse(in, PlaceHold.EXPIRES_IN_SECONDS_DEFAULT),
                reason.get(in),
                BodyParts.NOTE.read(in));
    });

    public static final WriteKind CAPTURE = WriteKind.of(CaptureHold.class, Role.SERVICE, of -> {
        of.text(BodyParts.EITHER.formatted("what was used"));
        BodyField<String> hold =
                of.inPath(RequestField.HOLD_ID, BodyTypes.id("hold").says("The hold that it is about."));
        of.optional(USER_ID, BodyTypes.ACCOUNT);
        of.part(BodyParts.COST);
        of.part(BodyParts.NOTE);
        return (in, by) -> {
            OwnedId.Named found = by.named(hold, OwnedId.HOLD, "hold");
            Cost cost = BodyParts.COST.read(in);
            return new CaptureHold(
                    by.header(found.account()), new HoldId(found.sequence()), cost, BodyParts.NOTE.read(in));
        };
    });

    public static final WriteKind VOID = WriteKind.of(VoidHold.class, Role.SERVICE, of -> {
                BodyField<String> hold =
                        of.inPath(RequestField.HOLD_ID, BodyTypes.id("hold").says("The hold that it is about."));
                of.optional(USER_ID, BodyTypes.ACCOUNT);
                return (in, by) -> {
                    OwnedId.Named found = by.named(hold, OwnedId.HOLD, "hold");
                    return new VoidHold(by.header(found.account()), new HoldId(found.sequence()));
                };
            })
            .updating();

    public static final WriteKind REVERSE = WriteKind.of(ReverseEntry.class, Role.ADMIN, of -> {
        BodyField<String> entry = of.inPath(RequestField.TRANSACTION_ID, BodyTypes.id("transaction"));
        of.optional(USER_ID, BodyTypes.ACCOUNT);
        of.part(BodyParts.NOTE);
        return (in, by) -> {
            EntryId found = by.entry(entry);
            return new ReverseEntry(by.header(found.account()), found, BodyParts.NOTE.read(in));
        };
    });

    public static final WriteKind REVOKE = WriteKind.of(RevokeGrant.class, Role.ADMIN, of -> {
        BodyField<String> grant = of.inPath(RequestField.GRANT_ID, BodyTypes.id("grant"));
        of.optional(USER_ID, BodyTypes.ACCOUNT);
        of.part(BodyParts.NOTE);
        return (in, by) -> {
            OwnedId.Named found = by.named(grant, OwnedId.GRANT, "grant");
            return new RevokeGrant(by.header(found.account()), new GrantId(found.sequence()), BodyParts.NOTE.read(in));
        };
    });

    public static final WriteKind PLAN = WriteKind.of(SetPlan.class, Role.ADMIN, of -> {
                BodyField<AccountId> user = of.required(USER_ID, BodyTypes.ACCOUNT);
                BodyField<String> name = of.required(RequestField.CREDIT_PLAN, BodyTypes.name(Plan.NAME_LENGTH_MAX));
                of.part(BodyParts.REFILL);
                return (in, by) -> new SetPlan(
                        by.header(user.get(in)),
                        name.get(in),
                        BodyParts.REFILL.read(in).orElse(null));
            })
            .updating();

    public static final WriteKind LIMITS = WriteKind.of(SetLimits.class, Role.ADMIN, of -> {
                BodyField<AccountId> user = of.required(USER_ID, BodyTypes.ACCOUNT);
                BodyField<Credits> overdraft = of.optional(
                        RequestField.OVERDRAFT_LIMIT, BodyTypes.FROM_ZERO.says("How far below 0 may be spent."));
                BodyField<List<BodyParts.Budgeted>> budgets = of.optional(
                        RequestField.BUDGETS,
                        BodyParts.BUDGETS
                                .orNull()
                                .says(
                                        "At most one for each window. Null is as absent, and an empty list takes all away."));
                return (in, by) -> {
                    CommandHeader header = by.header(user.get(in));
                    Credits below = overdraft.orNull(in);
                    List<BodyParts.Budgeted> asked = budgets.orNull(in);
                    List<BudgetTerms> terms = asked == null
                            ? null
                            : asked.stream().map(one -> one.at(by.nowMillis())).toList();
                    return new SetLimits(header, below, terms);
                };
            })
            .updating();

    public static final WriteKind ALERTS = WriteKind.of(SetAlerts.class, Role.ADMIN, of -> {
                BodyField<AccountId> user = of.required(USER_ID, BodyTypes.ACCOUNT);
                BodyField<List<AlertRule>> rules = of.required(RequestField.RULES, AlertBody.RULES);
                return (in, by) -> new SetAlerts(by.header(user.get(in)), new AlertRules(rules.get(in)));
            })
            .updating();

    static final List<WriteKind> ALL =
            List.of(USE, USAGE, ADD, REFUND, HOLD, CAPTURE, VOID, REVERSE, REVOKE, PLAN, LIMITS, ALERTS);

    static final List<WriteKind> IN_BATCHES = List.of(USE, USAGE, ADD, REFUND, HOLD, CAPTURE, VOID);

    private WriteTypes() {}

    /** The kind of that name in a batch. */
    static Optional<WriteKind> inBatch(String label) {
        return IN_BATCHES.stream().filter(kind -> kind.label().equals(label)).findFirst();
    }

    static String listed() {
        return IN_BATCHES.stream().map(WriteKind::label).collect(Collectors.joining(", "));
    }
}
