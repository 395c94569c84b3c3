package ledger.streams.wire;

import java.util.OptionalLong;
import ledger.IsoTime;
import ledger.query.Balance;

/**
 * A balance as JSON, as it stands in {@code ledger.balances}: the object of {@code GET /balance} without its
 * {@code grants}. Members without a value are null.
 */
public final class BalanceJson {
    private BalanceJson() {}

    public static byte[] write(Balance balance) {
        return Json.object(out -> {
            out.writeStringField("userId", balance.account().value());
            Decimals.writeMicros(out, "creditsBalance", balance.balanceMicros());
            Decimals.writeMicros(out, "creditsHeld", balance.held().micros());
            Decimals.writeMicros(out, "creditsAvailable", balance.availableMicros());
            Decimals.writeMicros(out, "creditsUsed", balance.used().micros());
            Decimals.writeMicros(out, "creditsPurchased", balance.purchasedMicros());
            Decimals.writeMicros(out, "creditsRefunded", balance.refundedMicros());
            Decimals.writeMicros(out, "creditsExpired", balance.expired().micros());
            Json.textOrNull(out, "creditPlan", balance.creditPlan());
            OptionalLong refilledAt = balance.refilledAtMillis();
            Json.timeOrNull(out, "lastCreditRefillAt", refilledAt.isPresent() ? refilledAt.getAsLong() : null);
            Decimals.writeMicros(out, "overdraftLimit", balance.overdraftLimit().micros());
            out.writeNumberField("sequence", balance.sequence());
            out.writeStringField("asOf", IsoTime.text(balance.asOfMillis()));
        });
    }
}
