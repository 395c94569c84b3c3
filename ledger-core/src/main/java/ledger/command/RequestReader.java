package ledger.command;

import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import ledger.Credits;
import ledger.HoldId;
import ledger.Note;
import ledger.event.BudgetTerms;
import ledger.event.Grant;
import ledger.event.Refill;
import ledger.event.TransactionType;
import ledger.pricing.Meter;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** Reads the fields off a command; a field without a value is not part of the request. */
final class RequestReader implements LedgerCommand.Handler<Fingerprint> {
    private final EnumMap<RequestField, Integer> hashes = new EnumMap<>(RequestField.class);

    @Override
    public Fingerprint on(LedgerCommand.GrantCredits command) {
        GrantTerms terms = command.terms();
        return addition(command.type(), command.amount().micros())
                .with(RequestField.REASON, command.reason().name())
                .with(RequestField.PRIORITY, terms.priority() == Grant.PRIORITY_DEFAULT ? null : "" + terms.priority())
                .with(RequestField.EFFECTIVE_AT, text(terms.effectiveAtMillis()))
                .with(RequestField.EXPIRES_AT, text(terms.expiresAtMillis()))
                .with(RequestField.REFERRED_USER_ID, command.referredUserId())
                .done(command.note());
    }

    @Override
    public Fingerprint on(LedgerCommand.DeductCredits command) {
        return addition(TransactionType.ADJUSTMENT, -command.amount().micros())
                .with(RequestField.REASON, command.reason().name())
                .done(command.note());
    }

    @Override
    public Fingerprint on(LedgerCommand.SpendCredits command) {
        return with(RequestField.KIND, "use")
                .with(RequestField.AMOUNT, Long.toString(command.amount().micros()))
                .with(RequestField.REASON, command.reason().name())
                .done(command.note());
    }

    @Override
    public Fingerprint on(LedgerCommand.ChargeUsage command) {
        Usage usage = command.usage();
        HoldId hold = command.hold();
        return with(RequestField.KIND, "usage")
                .with(RequestField.REASON, command.reason().name())
                .with(RequestField.ALLOW_DEBT, Boolean.toString(command.allowDebt()))
                .with(RequestField.HOLD_ID, hold == null ? null : hold.text(command.account()))
                .with(usage)
                .done(command.note());
    }

    @Override
    public Fingerprint on(LedgerCommand.RefundEntry command) {
        return with(RequestField.KIND, "refund")
                .with(RequestField.TRANSACTION_ID, command.entry().toString())
                .with(
                        RequestField.AMOUNT,
                        command.amount() == null
                                ? null
                                : Long.toString(command.amount().micros()))
                .with(
                        RequestField.REASON,
                        command.reason() == null ? null : command.reason().name())
                .with(RequestField.DAYS, text(command.regrantDays()))
                .done(command.note());
    }

    @Override
    public Fingerprint on(PlaceHold command) {
        return with(RequestField.KIND, "hold")
                .with(command.cost())
                .with(RequestField.EXPIRES_IN_SECONDS, "" + command.expiresInSeconds())
                .with(RequestField.REASON, command.reason().name())
                .done(command.note());
    }

    @Override
    public Fingerprint on(CaptureHold command) {
        return with(RequestField.KIND, "capture")
                .with(RequestField.HOLD_ID, command.hold().text(command.account()))
                .with(command.cost())
                .done(command.note());
    }

    @Override
    public Fingerprint on(VoidHold command) {
        return with(RequestField.KIND, "void")
                .with(RequestField.HOLD_ID, command.hold().text(command.account()))
                .done(Note.NONE);
    }

    @Override
    public Fingerprint on(ExpireDue command) {
        throw new IllegalStateException("a command without a key has no fingerprint");
    }

    @Override
    public Fingerprint on(RevokeGrant command) {
        return with(RequestField.KIND, "revoke")
                .with(RequestField.GRANT_ID, command.grant().text(command.account()))
                .done(command.note());
    }

    @Override
    public Fingerprint on(ReverseEntry command) {
        return with(RequestField.KIND, "reverse")
                .with(RequestField.TRANSACTION_ID, command.entry().toString())
                .done(command.note());
    }

    @Override
    public Fingerprint on(SetPlan command) {
        with(RequestField.KIND, "plan").with(RequestField.CREDIT_PLAN, command.creditPlan());
        Refill refill = command.refill();
        if (refill != null) {
            with(RequestField.REFILL_AMOUNT, text(refill.amount()))
                    .with(RequestField.REFILL_INTERVAL, refill.interval().name())
                    .with(RequestField.ROLLOVER_LIMIT, text(refill.rolloverLimit()));
        }
        return done(Note.NONE);
    }

    /** Budgets by what the caller wrote: the offsets of a zone are the gateway's, and not part of the request. */
    @Override
    public Fingerprint on(SetLimits command) {
        List<BudgetTerms> budgets = command.budgets();
        String written = budgets == null
                ? null
                : budgets.stream()
                        .map(budget -> budget.window() + " " + text(budget.amount()) + " "
                                + budget.zone().name())
                        .collect(Collectors.joining(","));
        return with(RequestField.KIND, "limits")
                .with(RequestField.OVERDRAFT_LIMIT, text(command.overdraft()))
                .with(RequestField.BUDGETS, written)
                .done(Note.NONE);
    }

    @Override
    public Fingerprint on(SetAlerts command) {
        return with(RequestField.KIND, "alerts")
                .with(RequestField.RULES, command.rules().rules().toString())
                .done(Note.NONE);
    }

    private RequestReader addition(TransactionType type, long micros) {
        return with(RequestField.KIND, "add")
                .with(RequestField.AMOUNT, Long.toString(micros))
                .with(RequestField.TRANSACTION_TYPE, type.name());
    }

    private RequestReader with(Cost cost) {
        return cost instanceof Cost.Named named
                ? with(RequestField.AMOUNT, text(named.amount()))
                : with(((Cost.Metered) cost).usage());
    }

    private RequestReader with(Usage usage) {
        with(RequestField.PROVIDER, usage.model().provider())
                .with(RequestField.MODEL_NAME, usage.model().modelName());
        usage.quantities().forEach((meter, quantity) -> with(fieldOf(meter), quantity.toPlainString()));
        return this;
    }

    private static @Nullable String text(@Nullable Number value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String text(@Nullable Credits value) {
        return value == null ? null : Long.toString(value.micros());
    }

    private RequestReader with(RequestField field, @Nullable String value) {
        if (value != null) {
            hashes.put(field, Fingerprint.hash(value));
        }
        return this;
    }

    private Fingerprint done(Note note) {
        with(RequestField.DESCRIPTION, note.description()).with(RequestField.METADATA, note.metadata());
        return new Fingerprint(hashes);
    }

    private static RequestField fieldOf(Meter meter) {
        return switch (meter) {
            case MESSAGE_COUNT -> RequestField.MESSAGE_COUNT;
            case TOKEN_COUNT -> RequestField.TOKEN_COUNT;
            case INPUT_TOKENS -> RequestField.INPUT_TOKENS;
            case CACHED_INPUT_TOKENS -> RequestField.CACHED_INPUT_TOKENS;
            case CACHE_WRITE_TOKENS -> RequestField.CACHE_WRITE_TOKENS;
            case OUTPUT_TOKENS -> RequestField.OUTPUT_TOKENS;
            case REASONING_TOKENS -> RequestField.REASONING_TOKENS;
            case IMAGES -> RequestField.IMAGES;
            case AUDIO_SECONDS -> RequestField.AUDIO_SECONDS;
            case CHARACTERS -> RequestField.CHARACTERS;
        };
    }
}
