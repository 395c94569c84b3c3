package ledger.event;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import ledger.Credits;
import ledger.EntryId;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.account.AccountTypes;
import ledger.account.AlertRules;
import ledger.account.BudgetCount;
import ledger.account.Grant;
import ledger.account.Hold;
import ledger.account.Limits;
import ledger.account.Milestone;
import ledger.account.Plan;
import ledger.account.Reason;
import ledger.account.ScheduledGrant;
import ledger.account.TransactionType;
import ledger.message.Field;
import ledger.message.Fields;
import ledger.message.MessageType;
import ledger.message.MessageTypes;
import ledger.message.Part;
import ledger.message.Shape;
import ledger.message.ValueTypes;
import ledger.message.Values;
import ledger.pricing.PriceTypes;
import ledger.pricing.Quote;
import ledger.pricing.Usage;

/** Every event, declared once. A name, a code and a field are never changed and never used again. */
public final class EventTypes {
    /** How a command was refused. */
    public static final Shape<Rejection> REJECTION = Shape.of(of -> {
        Field<RejectionCode> code = of.required("code", ValueTypes.constant(RejectionCode.class), Rejection::code);
        Field<String> message = of.required("message", ValueTypes.TEXT, Rejection::message);
        Field<Map<String, Long>> amounts =
                of.orElse(Map.of(), "amounts", ValueTypes.map(ValueTypes.MICROS), Rejection::amounts);
        Field<Map<String, String>> facts =
                of.unless(Map.of(), "facts", ValueTypes.map(ValueTypes.TEXT), Rejection::facts);
        return in -> new Rejection(in.get(code), in.get(message), in.get(amounts), in.get(facts));
    });

    /** What every entry has but its postings, which stand in the envelope. */
    private static final Shape<Booking> BOOKING = Shape.of(of -> {
        Field<TransactionType> type = of.required("transactionType", AccountTypes.TRANSACTION_TYPE, Booking::type);
        Field<Reason> reason = of.required("reason", AccountTypes.REASON, Booking::reason);
        Field<Long> amount = of.required("amount", ValueTypes.MICROS, Booking::amountMicros);
        Part<Note> note = of.part(AccountTypes.NOTED, Booking::note);
        Field<List<Grant>> grants = of.orElse(List.of(), "grants", AccountTypes.GRANTS, Booking::grants);
        Field<List<Milestone>> milestones = of.orElse(
                List.of(),
                "milestones",
                ValueTypes.list(AccountTypes.MILESTONE, Integer.MAX_VALUE),
                Booking::milestones);
        Field<List<BudgetCount>> budgets =
                of.unless(List.of(), "budgets", AccountTypes.BUDGET_COUNTS, Booking::budgets);
        return in -> new Booking(
                in.get(type),
                in.get(reason),
                in.get(amount),
                List.of(),
                in.get(grants),
                in.get(milestones),
                in.get(note),
                in.get(budgets));
    });

    public static final MessageTypes<LedgerEvent, EventFacts> ALL = new MessageTypes<>(List.of(
            event(CreditsGranted.class, 1, "Credits came in.", of -> {
                Part<Booking> booking = booking(of);
                Field<String> referred = of.optional("referredUserId", ValueTypes.TEXT, CreditsGranted::referredUserId);
                return (in, facts) -> new CreditsGranted(booking(in, booking, facts), in.orNull(referred));
            }),
            event(CreditsDeducted.class, 2, "Credits were taken away as a correction.", of -> {
                Part<Booking> booking = booking(of);
                return (in, facts) -> new CreditsDeducted(booking(in, booking, facts));
            }),
            event(CreditsSpent.class, 3, "An amount that the caller named was spent.", of -> {
                Part<Booking> booking = booking(of);
                return (in, facts) -> new CreditsSpent(booking(in, booking, facts));
            }),
            event(UsageCharged.class, 4, "What a usage cost was spent.", of -> {
                Part<Booking> booking = booking(of);
                Field<Usage> usage = of.required("usage", PriceTypes.USAGE, UsageCharged::usage);
                Field<Quote> cost = of.required("cost", PriceTypes.QUOTE, UsageCharged::cost);
                Field<Long> usedAt = of.nullable("usedAt", ValueTypes.TIME, UsageCharged::usedAtMillis);
                Field<HoldId> closed = of.optional("closedHoldId", ValueTypes.HOLD, UsageCharged::closedHold);
                return (in, facts) -> new UsageCharged(
                        booking(in, booking, facts), in.get(usage), in.get(cost), in.orNull(usedAt), in.orNull(closed));
            }),
            event(EntryRefunded.class, 5, "What an entry spent was given back, all or a part.", of -> {
                Part<Booking> booking = booking(of);
                Field<EntryId> entry = of.required("relatedTransactionId", ValueTypes.ENTRY, EntryRefunded::entry);
                return (in, facts) -> new EntryRefunded(booking(in, booking, facts), in.get(entry));
            }),
            event(CommandRejected.class, 6, "A command was refused, and its key will be for ever.", of -> {
                Field<String> kind = of.required("kind", ValueTypes.TEXT, CommandRejected::kind);
                Part<Rejection> rejection = of.part(REJECTION, CommandRejected::rejection);
                return (in, facts) -> new CommandRejected(in.get(kind), in.get(rejection));
            }),
            event(CommandRepeated.class, 7, "A command came again and changed nothing. Not chained.", of -> {
                Field<Long> first = of.required("firstSequence", ValueTypes.WHOLE, CommandRepeated::firstSequence);
                return (in, facts) -> new CommandRepeated(in.get(first));
            }),
            event(
                    CommandConflicted.class,
                    8,
                    "A command came with the key of another and changed nothing. Not chained.",
                    of -> {
                        Field<String> field = of.required("field", ValueTypes.TEXT, CommandConflicted::field);
                        Field<Long> first =
                                of.required("firstSequence", ValueTypes.WHOLE, CommandConflicted::firstSequence);
                        return (in, facts) -> new CommandConflicted(in.get(field), in.get(first));
                    }),
            event(HoldPlaced.class, 9, "Credits were reserved.", of -> {
                Field<HoldId> id = of.required(
                        "holdId", ValueTypes.HOLD, event -> event.hold().id());
                Field<Credits> amount = of.required(
                        "amount", ValueTypes.CREDITS, event -> event.hold().amount());
                Field<Reason> reason = of.required(
                        "reason", AccountTypes.REASON, event -> event.hold().reason());
                Field<Long> end = of.required(
                        "expiresAt", ValueTypes.TIME, event -> event.hold().expiresAtMillis());
                Part<Note> note = of.part(AccountTypes.NOTED, HoldPlaced::note);
                Field<Usage> usage = of.nullable("usage", PriceTypes.USAGE, HoldPlaced::usage);
                Field<Quote> estimate = of.nullable("estimate", PriceTypes.QUOTE, HoldPlaced::estimate);
                Field<List<BudgetCount>> budgets =
                        of.orElse(List.of(), "budgets", AccountTypes.BUDGET_COUNTS, HoldPlaced::budgets);
                return (in, facts) -> new HoldPlaced(
                        new Hold(in.get(id), in.get(amount), in.get(reason), facts.timeMillis(), in.get(end)),
                        in.get(note),
                        facts.postings(),
                        in.orNull(usage),
                        in.orNull(estimate),
                        in.get(budgets));
            }),
            event(
                    HoldCaptured.class,
                    10,
                    "What a hold reserved was spent: less, all of it, or more. What was still missing is debt.",
                    of -> {
                        Part<Booking> booking = booking(of);
                        Field<HoldId> hold = of.required("holdId", ValueTypes.HOLD, HoldCaptured::hold);
                        Field<Credits> released = of.required("released", ValueTypes.CREDITS, HoldCaptured::released);
                        Field<Credits> debt = of.required("debt", ValueTypes.CREDITS, HoldCaptured::debt);
                        Field<Usage> usage = of.nullable("usage", PriceTypes.USAGE, HoldCaptured::usage);
                        Field<Quote> cost = of.nullable("cost", PriceTypes.QUOTE, HoldCaptured::cost);
                        Field<Long> usedAt = of.nullable("usedAt", ValueTypes.TIME, HoldCaptured::usedAtMillis);
                        return (in, facts) -> new HoldCaptured(
                                booking(in, booking, facts),
                                in.get(hold),
                                in.get(released),
                                in.get(debt),
                                in.orNull(usage),
                                in.orNull(cost),
                                in.orNull(usedAt));
                    }),
            event(HoldVoided.class, 11, "A hold was let go by the caller.", of -> {
                Field<HoldId> hold = of.required("holdId", ValueTypes.HOLD, HoldVoided::hold);
                Field<List<BudgetCount>> budgets =
                        of.orElse(List.of(), "budgets", AccountTypes.BUDGET_COUNTS, HoldVoided::budgets);
                return (in, facts) -> new HoldVoided(in.get(hold), facts.postings(), in.get(budgets));
            }),
            event(HoldExpired.class, 12, "A hold was let go by time.", of -> {
                Field<HoldId> hold = of.required("holdId", ValueTypes.HOLD, HoldExpired::hold);
                Field<List<BudgetCount>> budgets =
                        of.orElse(List.of(), "budgets", AccountTypes.BUDGET_COUNTS, HoldExpired::budgets);
                return (in, facts) -> new HoldExpired(in.get(hold), facts.postings(), in.get(budgets));
            }),
            event(
                    GrantScheduled.class,
                    13,
                    "Credits were promised for a later time; nothing moves yet, and the amount is 0.",
                    of -> {
                        Part<Booking> booking = booking(of);
                        Field<Long> at = of.required(
                                "scheduledFor",
                                ValueTypes.TIME,
                                event -> event.grant().effectiveAtMillis());
                        Field<String> referred =
                                of.optional("referredUserId", ValueTypes.TEXT, GrantScheduled::referredUserId);
                        return (in, facts) -> {
                            Booking booked = booking(in, booking, facts);
                            if (booked.grants().size() != 1) {
                                throw new IllegalArgumentException("grants must have one element");
                            }
                            ScheduledGrant grant =
                                    new ScheduledGrant(booked.grants().get(0), booked.reason(), in.get(at));
                            return new GrantScheduled(booked, grant, in.orNull(referred));
                        };
                    }),
            event(GrantActivated.class, 14, "Credits that were promised came in.", of -> {
                Part<Booking> booking = booking(of);
                Field<GrantId> grant = of.required("grantId", ValueTypes.GRANT, GrantActivated::grant);
                return (in, facts) -> new GrantActivated(booking(in, booking, facts), in.get(grant));
            }),
            event(GrantExpired.class, 15, "What was left of a grant was lost.", of -> {
                Part<Booking> booking = booking(of);
                Field<GrantId> grant = of.required("grantId", ValueTypes.GRANT, GrantExpired::grant);
                return (in, facts) -> new GrantExpired(booking(in, booking, facts), in.get(grant));
            }),
            event(GrantRevoked.class, 16, "What was left of a grant was taken back.", of -> {
                Part<Booking> booking = booking(of);
                Field<GrantId> grant = of.required("grantId", ValueTypes.GRANT, GrantRevoked::grant);
                return (in, facts) -> new GrantRevoked(booking(in, booking, facts), in.get(grant));
            }),
            event(EntryReversed.class, 17, "A purchase was taken back, because the payment was.", of -> {
                Part<Booking> booking = booking(of);
                Field<EntryId> entry = of.required("relatedTransactionId", ValueTypes.ENTRY, EntryReversed::entry);
                Field<Credits> debt = of.required("debt", ValueTypes.CREDITS, EntryReversed::debt);
                return (in, facts) -> new EntryReversed(booking(in, booking, facts), in.get(entry), in.get(debt));
            }),
            event(PlanSet.class, 18, "A user was subscribed to a plan.", of -> {
                Field<Plan> plan = of.required("plan", AccountTypes.PLAN, PlanSet::plan);
                return (in, facts) -> new PlanSet(in.get(plan));
            }),
            event(PlanRefilled.class, 19, "A plan paid for a period.", of -> {
                Part<Booking> booking = booking(of);
                Field<Plan> plan = of.required("plan", AccountTypes.PLAN, PlanRefilled::plan);
                return (in, facts) -> new PlanRefilled(booking(in, booking, facts), in.get(plan));
            }),
            event(LimitsSet.class, 20, "Overdraft or budgets were set.", of -> {
                Part<Limits> limits = of.part(AccountTypes.LIMITS, LimitsSet::limits);
                return (in, facts) -> new LimitsSet(in.get(limits));
            }),
            event(AlertsSet.class, 21, "The rules for alarms were set.", of -> {
                Field<AlertRules> rules = of.required("rules", AccountTypes.ALERT_RULES, AlertsSet::rules);
                return (in, facts) -> new AlertsSet(in.get(rules));
            }),
            event(AccountClosed.class, 22, "An account was closed.", of -> (in, facts) -> new AccountClosed()),
            event(AccountReopened.class, 23, "An account is open again.", of -> (in, facts) -> new AccountReopened())));

    private EventTypes() {}

    private static <E extends LedgerEvent> MessageType<E, EventFacts> event(
            Class<E> type,
            int code,
            String summary,
            Function<MessageType.Declaration<E>, BiFunction<Values, EventFacts, E>> declaration) {
        return MessageType.of(type, code, "", summary, declaration);
    }

    private static <E extends LedgerEvent> Part<Booking> booking(Fields.Declaration<E> of) {
        return of.part(BOOKING, LedgerEvent::booking);
    }

    private static Booking booking(Values in, Part<Booking> part, EventFacts facts) {
        return in.get(part).withPostings(facts.postings());
    }
}
