package ledger.decide;

import java.util.Map;
import ledger.Credits;
import ledger.EntryId;
import ledger.event.Rejection;
import ledger.event.RejectionCode;
import ledger.event.TransactionType;
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

    static Rejection notRefundable(EntryId entry, TransactionType type) {
        return new Rejection(
                RejectionCode.ALREADY_REFUNDED,
                "Only usage can be refunded, and transaction " + entry + " is of type " + type,
                Map.of("refundable", 0L));
    }

    static Rejection alreadyRefunded(EntryId entry, Credits refundable) {
        String left = refundable.isPositive() ? "only " + refundable : "nothing";
        return new Rejection(
                RejectionCode.ALREADY_REFUNDED,
                "Transaction " + entry + " has " + left + " left to refund",
                Map.of("refundable", refundable.micros()));
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
}
