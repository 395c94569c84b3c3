package ledger.decide;

import java.util.Map;
import java.util.TreeMap;
import ledger.Credits;
import ledger.EntryId;
import ledger.IsoTime;
import ledger.Period;
import ledger.account.Budget;
import ledger.account.HoldStatus;
import ledger.account.TransactionType;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.fold.Account;
import ledger.pricing.ModelId;

/** Words and figures of every rejection. */
final class Refusal {
    private Refusal() {}

    static Rejection priceInactive(ModelId model) {
        String name = model.provider() + ":" + model.modelName();
        return new Rejection(RejectionCode.PRICE_INACTIVE, "The price of " + name + " is not active", Map.of());
    }

    static Rejection notFound(EntryId entry) {
        return new Rejection(RejectionCode.NOT_FOUND, "No transaction " + entry, Map.of());
    }

    static Rejection welcomedBefore() {
        return new Rejection(
                RejectionCode.ALREADY_GRANTED, "The welcome bonus was already granted to this user", Map.of());
    }

    static Rejection referredBefore() {
        return new Rejection(RejectionCode.ALREADY_GRANTED, "The referral of that user was already rewarded", Map.of());
    }

    static Rejection noGrant(String name) {
        return new Rejection(RejectionCode.NOT_FOUND, "No grant " + name, Map.of());
    }

    static Rejection noHold(String name) {
        return new Rejection(RejectionCode.NOT_FOUND, "No hold " + name, Map.of());
    }

    static Rejection holdNotOpen(String name, HoldStatus status) {
        String end = switch (status) {
            case CAPTURED -> "was captured";
            case VOIDED -> "was voided";
            case EXPIRED -> "has expired";
            case OPEN -> throw new IllegalStateException("the hold is open");
        };
        return new Rejection(
                RejectionCode.HOLD_NOT_OPEN,
                "The hold " + name + " " + end,
                Map.of(),
                Map.of("holdId", name, "status", status.name()));
    }

    static Rejection accountClosed() {
        return new Rejection(RejectionCode.ACCOUNT_CLOSED, "The account is closed", Map.of());
    }

    static Rejection notEmpty(Account account) {
        return new Rejection(
                RejectionCode.ACCOUNT_NOT_EMPTY,
                "The account has credits, promised credits, debt or open holds: spend, pay and void them, or forfeit them",
                Map.of(
                        "balance", account.balanceMicros(),
                        "held", account.heldMicros(),
                        "debt", account.debt().micros()));
    }

    static Rejection tooManyHolds() {
        return new Rejection(
                RejectionCode.BALANCE_LIMIT,
                "The user has too many open holds: capture or void some; the most is " + Bounds.OPEN_HOLDS_MAX
                        + ", less where each takes of many grants",
                Map.of());
    }

    static Rejection budgetExceeded(Budget budget, Credits required, long nowMillis) {
        String window = budget.terms().window().name();
        String resetsAt = IsoTime.text(budget.at(nowMillis).untilMillis());
        return new Rejection(
                RejectionCode.BUDGET_EXCEEDED,
                "The budget of this " + word(budget.terms().window()) + " has " + budget.leftAt(nowMillis) + " of "
                        + budget.terms().amount() + " left, required: " + required + "; it resets at " + resetsAt,
                Map.of(
                        "required", required.micros(),
                        "budget", budget.terms().amount().micros(),
                        "remaining", budget.leftAt(nowMillis).micros()),
                Map.of("window", window, "resetsAt", resetsAt));
    }

    /** The same with the largest amount that would have passed. */
    static Rejection withAffordable(Rejection rejection, Credits affordable) {
        Map<String, Long> amounts = new TreeMap<>(rejection.amounts());
        amounts.put("affordable", affordable.micros());
        return new Rejection(rejection.code(), rejection.message(), amounts, rejection.facts());
    }

    static Rejection notReversible(EntryId entry, TransactionType type) {
        return alreadyRefunded(
                "Only what was paid for can be reversed, and transaction " + entry + " is of type " + type,
                Credits.ZERO);
    }

    static Rejection alreadyReversed(EntryId entry) {
        return alreadyRefunded("Transaction " + entry + " has nothing left to reverse", Credits.ZERO);
    }

    static Rejection notRefundable(EntryId entry, TransactionType type) {
        return alreadyRefunded(
                "Only usage can be refunded, and transaction " + entry + " is of type " + type, Credits.ZERO);
    }

    static Rejection alreadyRefunded(EntryId entry, Credits refundable) {
        String left = refundable.isPositive() ? "only " + refundable : "nothing";
        return alreadyRefunded("Transaction " + entry + " has " + left + " left to refund", refundable);
    }

    private static Rejection alreadyRefunded(String message, Credits refundable) {
        return new Rejection(RejectionCode.ALREADY_REFUNDED, message, Map.of("refundable", refundable.micros()));
    }

    static Rejection insufficient(Credits required, long availableMicros) {
        long shortfallMicros = Math.subtractExact(required.micros(), availableMicros);
        return new Rejection(
                RejectionCode.INSUFFICIENT_CREDITS,
                "Insufficient credits. Required: " + required + ", Available: " + Credits.text(availableMicros),
                Map.of(
                        "required", required.micros(),
                        "available", availableMicros,
                        "shortfall", shortfallMicros));
    }

    static Rejection balanceLimit() {
        return new Rejection(
                RejectionCode.BALANCE_LIMIT,
                "The balance would leave its bounds of ±" + Credits.text(Bounds.BALANCE_MICROS_MAX),
                Map.of("limit", Bounds.BALANCE_MICROS_MAX));
    }

    static Rejection tooManyGrants() {
        return new Rejection(
                RejectionCode.BALANCE_LIMIT,
                "The user has " + Bounds.LIVE_GRANTS_MAX + " grants with something left, which is the most",
                Map.of());
    }

    private static String word(Period window) {
        return switch (window) {
            case DAY -> "day";
            case WEEK -> "week";
            case MONTH -> "month";
        };
    }
}
