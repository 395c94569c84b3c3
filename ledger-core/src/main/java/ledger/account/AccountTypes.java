package ledger.account;

import java.util.List;
import ledger.Credits;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Note;
import ledger.Period;
import ledger.account.AlertRule.Threshold;
import ledger.message.Field;
import ledger.message.Part;
import ledger.message.RequestField;
import ledger.message.Schemas;
import ledger.message.Shape;
import ledger.message.ValueType;
import ledger.message.ValueTypes;
import org.jspecify.annotations.Nullable;

/** What an account consists of, in messages and rows. */
public final class AccountTypes {
    public static final ValueType<TransactionType> TRANSACTION_TYPE = ValueTypes.constant(TransactionType.class);
    public static final ValueType<Reason> REASON = ValueTypes.constant(Reason.class);
    public static final ValueType<Book> BOOK = ValueTypes.of(Schemas.type("string"), BookType::write, BookType::read);
    public static final ValueType<Milestone> MILESTONE = ValueTypes.constant(Milestone.class);
    public static final ValueType<AlertType> MEASURE = ValueTypes.constant(AlertType.class);

    private static final ValueType<Period> PERIOD = ValueTypes.constant(Period.class);

    /** What a caller wants remembered. */
    public static final Shape<Note> NOTE = Shape.of(of -> {
        Field<String> description = of.optional(RequestField.DESCRIPTION, ValueTypes.DESCRIPTION, Note::description);
        Field<String> metadata = of.optional(RequestField.METADATA, ValueTypes.METADATA, Note::metadata);
        return in -> note(in.orNull(description), in.orNull(metadata));
    });

    /** The same in events, where what is not there is null. */
    public static final Shape<Note> NOTED = Shape.of(of -> {
        Field<String> description = of.nullable("description", ValueTypes.DESCRIPTION, Note::description);
        Field<String> metadata = of.nullable("metadata", ValueTypes.METADATA, Note::metadata);
        return in -> note(in.orNull(description), in.orNull(metadata));
    });

    public static final ValueType<List<Posting>> POSTINGS = list(Shape.of(of -> {
        Field<Book> from = of.required("from", BOOK, Posting::source);
        Field<Book> to = of.required("to", BOOK, Posting::target);
        Field<Credits> amount = of.required("amount", ValueTypes.CREDITS, Posting::amount);
        return in -> new Posting(in.get(from), in.get(to), in.get(amount));
    }));

    private static final Shape<Grant> GRANT_SHAPE = Shape.of(of -> {
        Field<GrantId> id = of.required("grantId", ValueTypes.GRANT, Grant::id);
        Field<TransactionType> type = of.required("transactionType", TRANSACTION_TYPE, Grant::type);
        Field<Credits> granted = of.required("granted", ValueTypes.CREDITS, Grant::granted);
        Field<Integer> priority = of.required("priority", ValueTypes.INT, Grant::priority);
        Field<Long> expiresAt = of.nullable(
                "expiresAt",
                ValueTypes.TIME,
                grant -> grant.expiresAtMillis() == Grant.NEVER ? null : grant.expiresAtMillis());
        Field<Long> createdAt = of.required("createdAt", ValueTypes.TIME, Grant::createdAtMillis);
        return in -> {
            Long end = in.orNull(expiresAt);
            return new Grant(
                    in.get(id),
                    in.get(type),
                    in.get(granted),
                    in.get(priority),
                    end == null ? Grant.NEVER : end,
                    in.get(createdAt));
        };
    });

    /** The terms of grants; one that never expires has null for {@code expiresAt}. */
    public static final ValueType<List<Grant>> GRANTS = list(GRANT_SHAPE);

    /** A promised grant, in rows. */
    public static final ValueType<List<ScheduledGrant>> SCHEDULED = list(Shape.of(of -> {
        Part<Grant> terms = of.part(GRANT_SHAPE, ScheduledGrant::terms);
        Field<Reason> reason = of.required("reason", REASON, ScheduledGrant::reason);
        Field<Long> at = of.required("effectiveAt", ValueTypes.TIME, ScheduledGrant::effectiveAtMillis);
        return in -> new ScheduledGrant(in.get(terms), in.get(reason), in.get(at));
    }));

    /** An open hold, in rows. */
    public static final ValueType<List<Hold>> HOLDS = list(Shape.of(of -> {
        Field<HoldId> id = of.required("holdId", ValueTypes.HOLD, Hold::id);
        Field<Credits> amount = of.required("amount", ValueTypes.CREDITS, Hold::amount);
        Field<Reason> reason = of.required("reason", REASON, Hold::reason);
        Field<Long> createdAt = of.required("createdAt", ValueTypes.TIME, Hold::createdAtMillis);
        Field<Long> expiresAt = of.required("expiresAt", ValueTypes.TIME, Hold::expiresAtMillis);
        return in -> new Hold(in.get(id), in.get(amount), in.get(reason), in.get(createdAt), in.get(expiresAt));
    }));

    /** What a plan pays; a rollover limit that is absent is none. */
    public static final Shape<Refill> REFILL = Shape.of(of -> {
        Field<Credits> amount = of.optional(RequestField.REFILL_AMOUNT, ValueTypes.CREDITS, Refill::amount);
        Field<Period> interval = of.optional(RequestField.REFILL_INTERVAL, PERIOD, Refill::interval);
        Field<Credits> rollover = of.optional(RequestField.ROLLOVER_LIMIT, ValueTypes.CREDITS, Refill::rolloverLimit);
        return in -> new Refill(in.get(amount), in.get(interval), in.orNull(rollover));
    });

    public static final ValueType<Plan> PLAN = ValueTypes.object(Shape.of(of -> {
        Field<String> name = of.required("creditPlan", ValueTypes.TEXT, Plan::name);
        Part<Refill> refill = of.part(REFILL, Plan::refill);
        Field<Long> since = of.required("since", ValueTypes.TIME, Plan::anchorMillis);
        Field<Long> periods = of.required("periods", ValueTypes.WHOLE, Plan::periods);
        Field<GrantId> grant = of.nullable("grantId", ValueTypes.GRANT, Plan::grant);
        return in -> new Plan(in.get(name), in.orNull(refill), in.get(since), in.get(periods), in.orNull(grant));
    }));

    private static final ValueType<List<ZoneOffsets.Shift>> SHIFTS = list(Shape.of(of -> {
        Field<Long> at = of.required("at", ValueTypes.TIME, ZoneOffsets.Shift::atMillis);
        Field<Integer> offset = of.required("offsetSeconds", ValueTypes.INT, ZoneOffsets.Shift::offsetSeconds);
        return in -> new ZoneOffsets.Shift(in.get(at), in.get(offset));
    }));

    /** A time zone, whose offsets are the gateway's: a retry must repeat its name alone. */
    private static final ValueType<ZoneOffsets> ZONE = ValueTypes.object(
            Shape.of(of -> {
                Field<String> name = of.required("name", ValueTypes.TEXT, ZoneOffsets::name);
                Field<Integer> offset = of.required("offsetSeconds", ValueTypes.INT, ZoneOffsets::offsetSeconds);
                Field<List<ZoneOffsets.Shift>> shifts = of.orElse(List.of(), "shifts", SHIFTS, ZoneOffsets::shifts);
                return in -> new ZoneOffsets(in.get(name), in.get(offset), in.get(shifts));
            }),
            ZoneOffsets::name);

    private static final Shape<BudgetTerms> BUDGET_TERMS_SHAPE = Shape.of(of -> {
        Field<Period> window = of.required("window", PERIOD, BudgetTerms::window);
        Field<Credits> amount = of.required("amount", ValueTypes.CREDITS, BudgetTerms::amount);
        Field<ZoneOffsets> zone = of.required("timeZone", ZONE, BudgetTerms::zone);
        return in -> new BudgetTerms(in.get(window), in.get(amount), in.get(zone));
    });

    public static final ValueType<List<BudgetTerms>> BUDGET_TERMS = list(BUDGET_TERMS_SHAPE);

    public static final ValueType<List<BudgetCount>> BUDGET_COUNTS = list(Shape.of(of -> {
        Field<Period> window = of.required("window", PERIOD, BudgetCount::window);
        Field<Long> from = of.required("from", ValueTypes.TIME, BudgetCount::fromMillis);
        Field<Long> until = of.required("until", ValueTypes.TIME, BudgetCount::untilMillis);
        Field<Credits> used = of.required("used", ValueTypes.CREDITS, BudgetCount::used);
        return in -> new BudgetCount(in.get(window), in.get(from), in.get(until), in.get(used));
    }));

    private static final ValueType<List<Budget>> BUDGETS = list(Shape.of(of -> {
        Part<BudgetTerms> terms = of.part(BUDGET_TERMS_SHAPE, Budget::terms);
        Field<Long> from =
                of.required("from", ValueTypes.TIME, budget -> budget.count().fromMillis());
        Field<Long> until =
                of.required("until", ValueTypes.TIME, budget -> budget.count().untilMillis());
        Field<Credits> used =
                of.required("used", ValueTypes.CREDITS, budget -> budget.count().used());
        return in -> {
            BudgetTerms agreed = in.get(terms);
            return new Budget(agreed, new BudgetCount(agreed.window(), in.get(from), in.get(until), in.get(used)));
        };
    }));

    public static final Shape<Limits> LIMITS = Shape.of(of -> {
        Field<Credits> overdraft = of.required("overdraftLimit", ValueTypes.CREDITS, Limits::overdraft);
        Field<List<Budget>> budgets = of.orElse(List.of(), "budgets", BUDGETS, Limits::budgets);
        return in -> new Limits(in.get(overdraft), in.get(budgets));
    });

    private static final Shape<AlertRule> ALERT_RULE_SHAPE = Shape.of(of -> {
        Field<String> name = of.required("name", ValueTypes.TEXT, AlertRule::name);
        Field<AlertType> measure = of.required("measure", MEASURE, AlertRule::type);
        Field<Period> window = of.optional("window", PERIOD, AlertRule::window);
        Field<Credits> amount = of.optional(
                "amount",
                ValueTypes.CREDITS,
                rule -> rule.threshold() == null ? null : rule.threshold().amount());
        Field<Integer> percent = of.optional(
                "percent",
                ValueTypes.INT,
                rule -> rule.threshold() == null ? null : rule.threshold().percent());
        return in -> {
            AlertType type = in.get(measure);
            return new AlertRule(
                    in.get(name),
                    type,
                    type == AlertType.BUDGET ? in.get(window) : null,
                    type == AlertType.DEBT ? null : threshold(in.orNull(amount), in.orNull(percent)));
        };
    });

    public static final ValueType<AlertRule> ALERT_RULE = ValueTypes.object(ALERT_RULE_SHAPE);

    public static final ValueType<AlertRules> ALERT_RULES =
            list(ALERT_RULE_SHAPE).as(AlertRules::new, AlertRules::rules);

    private AccountTypes() {}

    private static Note note(@Nullable String description, @Nullable String metadata) {
        return description == null && metadata == null ? Note.NONE : new Note(description, metadata);
    }

    private static Threshold threshold(@Nullable Credits amount, @Nullable Integer percent) {
        return amount == null ? new Threshold(null, percent) : Threshold.amount(amount);
    }

    /** How many there may be is for whoever makes something of them to say. */
    private static <T> ValueType<List<T>> list(Shape<T> element) {
        return ValueTypes.list(ValueTypes.object(element), Integer.MAX_VALUE);
    }
}
