package ledger.command;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import ledger.AccountId;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.AccountTypes;
import ledger.account.AlertRules;
import ledger.account.BudgetTerms;
import ledger.account.Grant;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.TransactionType;
import ledger.message.Field;
import ledger.message.Fingerprint;
import ledger.message.MessageType;
import ledger.message.MessageTypes;
import ledger.message.Part;
import ledger.message.RequestField;
import ledger.message.Shape;
import ledger.message.ValueTypes;
import ledger.message.Values;
import ledger.pricing.PriceTypes;
import ledger.pricing.Quote;
import ledger.pricing.Usage;

/**
 * Every command, declared once. A name, a code and a field are never changed and never used again; what a field of a
 * request is compared by neither.
 */
public final class CommandTypes {
    /** What every command says beside its own fields. */
    public static final Shape<CommandHeader> HEADER = Shape.of(of -> {
        Field<String> id = of.required("id", ValueTypes.TEXT, CommandHeader::id);
        Field<AccountId> account = of.required("userId", ValueTypes.ACCOUNT, CommandHeader::account);
        Field<IdempotencyKey> key = of.optional("idempotencyKey", ValueTypes.KEY, CommandHeader::key);
        Field<String> actor = of.required("actor", ValueTypes.TEXT, CommandHeader::actor);
        Field<Long> sentAt = of.optional("sentAt", ValueTypes.TIME_OR_NONE, CommandHeader::sentAtMillis);
        return in -> {
            Long sent = in.orNull(sentAt);
            // No command is refused for it: a time that no gateway can have had is as if it were not there.
            return new CommandHeader(
                    in.get(id),
                    in.get(account),
                    in.orNull(key),
                    in.get(actor),
                    sent != null && CommandHeader.canBeSentAt(sent) ? sent : null);
        };
    });

    private static final Shape<Cost> COST = Shape.of(of -> {
        Field<Credits> amount = of.optional(RequestField.AMOUNT, ValueTypes.CREDITS, Cost::amount);
        Field<Usage> usage = of.optional("usage", PriceTypes.USAGE, Cost::usage);
        Field<Quote> quote = of.optional("quote", PriceTypes.QUOTE, Cost::quote);
        return in -> {
            Usage used = in.orNull(usage);
            return used == null ? Cost.named(in.get(amount)) : Cost.metered(used, in.orNull(quote));
        };
    });

    private static final Shape<GrantTerms> GRANT_TERMS = Shape.of(of -> {
        Field<Integer> priority =
                of.unless(Grant.PRIORITY_DEFAULT, RequestField.PRIORITY, ValueTypes.INT, GrantTerms::priority);
        Field<Long> from = of.optional(RequestField.EFFECTIVE_AT, ValueTypes.TIME, GrantTerms::effectiveAtMillis);
        Field<Long> until = of.optional(RequestField.EXPIRES_AT, ValueTypes.TIME, GrantTerms::expiresAtMillis);
        return in -> new GrantTerms(in.get(priority), in.orNull(from), in.orNull(until));
    });

    public static final MessageTypes<LedgerCommand, CommandHeader> ALL = new MessageTypes<>(List.of(
            command(GrantCredits.class, 1, "add", "Gives credits: bought, promised or corrected.", of -> {
                Field<TransactionType> type =
                        of.required(RequestField.TRANSACTION_TYPE, AccountTypes.TRANSACTION_TYPE, GrantCredits::type);
                Field<Reason> reason = of.required(RequestField.REASON, AccountTypes.REASON, GrantCredits::reason);
                Field<Credits> amount = of.required(RequestField.AMOUNT, ValueTypes.CREDITS, GrantCredits::amount);
                Part<Note> note = of.part(AccountTypes.NOTE, GrantCredits::note);
                Part<GrantTerms> terms = of.part(GRANT_TERMS, GrantCredits::terms);
                Field<String> referred =
                        of.optional(RequestField.REFERRED_USER_ID, ValueTypes.TEXT, GrantCredits::referredUserId);
                return (in, header) -> new GrantCredits(
                        header,
                        in.get(type),
                        in.get(reason),
                        in.get(amount),
                        in.get(note),
                        in.get(terms),
                        in.orNull(referred));
            }),
            command(
                    DeductCredits.class,
                    2,
                    "add",
                    "Takes credits away as a correction; the amount is positive.",
                    of -> {
                        Field<Reason> reason =
                                of.required(RequestField.REASON, AccountTypes.REASON, DeductCredits::reason);
                        Field<Credits> amount = of.required("amount", ValueTypes.CREDITS, DeductCredits::amount);
                        Part<Note> note = of.part(AccountTypes.NOTE, DeductCredits::note);
                        // It was asked as an adjustment by a negative amount.
                        of.repeated(
                                RequestField.AMOUNT,
                                command -> "-" + command.amount().micros());
                        of.repeated(RequestField.TRANSACTION_TYPE, command -> TransactionType.ADJUSTMENT.name());
                        return (in, header) -> new DeductCredits(header, in.get(reason), in.get(amount), in.get(note));
                    }),
            command(SpendCredits.class, 3, "use", "Spends an amount that the caller names.", of -> {
                Field<Reason> reason = of.required(RequestField.REASON, AccountTypes.REASON, SpendCredits::reason);
                Field<Credits> amount = of.required(RequestField.AMOUNT, ValueTypes.CREDITS, SpendCredits::amount);
                Part<Note> note = of.part(AccountTypes.NOTE, SpendCredits::note);
                return (in, header) -> new SpendCredits(header, in.get(reason), in.get(amount), in.get(note));
            }),
            command(ChargeUsage.class, 4, "usage", "Spends what a usage costs, by the price pinned in it.", of -> {
                Field<Usage> usage = of.required("usage", PriceTypes.USAGE, ChargeUsage::usage);
                Field<Reason> reason = of.required(RequestField.REASON, AccountTypes.REASON, ChargeUsage::reason);
                Field<Boolean> allowDebt =
                        of.orElse(false, RequestField.ALLOW_DEBT, ValueTypes.FLAG, ChargeUsage::allowDebt);
                Part<Note> note = of.part(AccountTypes.NOTE, ChargeUsage::note);
                Field<Long> usedAt = of.optional("usedAt", ValueTypes.TIME, ChargeUsage::usedAtMillis);
                Field<Quote> quote = of.optional("quote", PriceTypes.QUOTE, ChargeUsage::quote);
                Field<HoldId> hold = of.optional(RequestField.HOLD_ID, ValueTypes.HOLD, ChargeUsage::hold);
                return (in, header) -> new ChargeUsage(
                        header,
                        in.get(usage),
                        in.get(reason),
                        in.get(allowDebt),
                        in.get(note),
                        in.orNull(usedAt),
                        in.orNull(quote),
                        in.orNull(hold));
            }),
            command(
                    RefundEntry.class,
                    5,
                    "refund",
                    "Gives back what an entry spent; without an amount, all that is left.",
                    of -> {
                        Field<EntryId> entry =
                                of.required(RequestField.TRANSACTION_ID, ValueTypes.ENTRY, RefundEntry::entry);
                        Field<Credits> amount =
                                of.optional(RequestField.AMOUNT, ValueTypes.CREDITS, RefundEntry::amount);
                        Field<Reason> reason =
                                of.optional(RequestField.REASON, AccountTypes.REASON, RefundEntry::reason);
                        Part<Note> note = of.part(AccountTypes.NOTE, RefundEntry::note);
                        Field<Integer> days =
                                of.optional("regrantDays", RequestField.DAYS, ValueTypes.INT, RefundEntry::regrantDays);
                        return (in, header) -> new RefundEntry(
                                header,
                                in.get(entry),
                                in.orNull(amount),
                                in.orNull(reason),
                                in.get(note),
                                in.orNull(days));
                    }),
            command(PlaceHold.class, 6, "hold", "Reserves credits: an amount, or what a usage would cost.", of -> {
                Part<Cost> cost = of.part(COST, PlaceHold::cost);
                Field<Integer> seconds =
                        of.required(RequestField.EXPIRES_IN_SECONDS, ValueTypes.INT, PlaceHold::expiresInSeconds);
                Field<Reason> reason = of.required(RequestField.REASON, AccountTypes.REASON, PlaceHold::reason);
                Part<Note> note = of.part(AccountTypes.NOTE, PlaceHold::note);
                return (in, header) ->
                        new PlaceHold(header, in.get(cost), in.get(seconds), in.get(reason), in.get(note));
            }),
            command(CaptureHold.class, 7, "capture", "Spends what a hold reserved: less, all or more.", of -> {
                Field<HoldId> hold = of.required(RequestField.HOLD_ID, ValueTypes.HOLD, CaptureHold::hold);
                Part<Cost> cost = of.part(COST, CaptureHold::cost);
                Part<Note> note = of.part(AccountTypes.NOTE, CaptureHold::note);
                return (in, header) -> new CaptureHold(header, in.get(hold), in.get(cost), in.get(note));
            }),
            command(VoidHold.class, 8, "void", "Lets a hold go.", of -> {
                Field<HoldId> hold = of.required(RequestField.HOLD_ID, ValueTypes.HOLD, VoidHold::hold);
                return (in, header) -> new VoidHold(header, in.get(hold));
            }),
            command(
                    ExpireDue.class,
                    9,
                    "",
                    "Settles what is due in an account. The sweeper appends it; it has no key.",
                    of -> (in, header) -> new ExpireDue(header.ofSweeper())),
            command(RevokeGrant.class, 10, "revoke", "Takes back what is left of a grant, or cancels it.", of -> {
                Field<GrantId> grant = of.required(RequestField.GRANT_ID, ValueTypes.GRANT, RevokeGrant::grant);
                Part<Note> note = of.part(AccountTypes.NOTE, RevokeGrant::note);
                return (in, header) -> new RevokeGrant(header, in.get(grant), in.get(note));
            }),
            command(ReverseEntry.class, 11, "reverse", "Takes back a purchase whose payment was taken back.", of -> {
                Field<EntryId> entry = of.required(RequestField.TRANSACTION_ID, ValueTypes.ENTRY, ReverseEntry::entry);
                Part<Note> note = of.part(AccountTypes.NOTE, ReverseEntry::note);
                return (in, header) -> new ReverseEntry(header, in.get(entry), in.get(note));
            }),
            command(SetPlan.class, 12, "plan", "Subscribes a user to a plan.", of -> {
                Field<String> name = of.required(RequestField.CREDIT_PLAN, ValueTypes.TEXT, SetPlan::creditPlan);
                Part<Refill> refill = of.part(AccountTypes.REFILL, SetPlan::refill);
                return (in, header) -> new SetPlan(header, in.get(name), in.orNull(refill));
            }),
            command(SetLimits.class, 13, "limits", "Sets overdraft and budgets; what is left out stays.", of -> {
                Field<Credits> overdraft =
                        of.optional(RequestField.OVERDRAFT_LIMIT, ValueTypes.CREDITS, SetLimits::overdraft);
                Field<List<BudgetTerms>> budgets =
                        of.optional(RequestField.BUDGETS, AccountTypes.BUDGET_TERMS, SetLimits::budgets);
                return (in, header) -> new SetLimits(header, in.orNull(overdraft), in.orNull(budgets));
            }),
            command(SetAlerts.class, 14, "alerts", "Sets when to raise alarms.", of -> {
                Field<AlertRules> rules = of.required(RequestField.RULES, AccountTypes.ALERT_RULES, SetAlerts::rules);
                return (in, header) -> new SetAlerts(header, in.get(rules));
            }),
            command(CloseAccount.class, 15, "close", "Closes an account, and forfeits what it has if asked.", of -> {
                Field<Boolean> forfeit = of.unless(false, RequestField.FORFEIT, ValueTypes.FLAG, CloseAccount::forfeit);
                return (in, header) -> new CloseAccount(header, in.get(forfeit));
            }),
            command(
                    ReopenAccount.class,
                    16,
                    "reopen",
                    "Opens a closed account again.",
                    of -> (in, header) -> new ReopenAccount(header))));

    private CommandTypes() {}

    /** What a retry of a command must repeat. Throws {@link IllegalArgumentException} for one that nobody asks for. */
    public static Fingerprint fingerprint(LedgerCommand command) {
        MessageType<LedgerCommand, CommandHeader> type = ALL.of(command);
        if (type.kind().isEmpty()) {
            throw new IllegalArgumentException("a command without a key has no fingerprint");
        }
        return type.fingerprint(command, command.account());
    }

    private static <C extends LedgerCommand> MessageType<C, CommandHeader> command(
            Class<C> type,
            int code,
            String kind,
            String summary,
            Function<MessageType.Declaration<C>, BiFunction<Values, CommandHeader, C>> declaration) {
        return MessageType.of(type, code, kind, summary, of -> {
            BiFunction<Values, CommandHeader, C> maker = declaration.apply(of);
            return (in, header) -> {
                if (header.key() == null && !kind.isEmpty()) {
                    throw new IllegalArgumentException("idempotencyKey is missing");
                }
                return maker.apply(in, header);
            };
        });
    }
}
