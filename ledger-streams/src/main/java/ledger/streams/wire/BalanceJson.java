package ledger.streams.wire;

import java.util.OptionalLong;
import ledger.IsoTime;
import ledger.query.Balance;
import ledger.streams.json.JsonDecimals;
import ledger.streams.json.JsonText;

/**
 * A balance as JSON, as it stands in {@code ledger.balances}: the object of {@code GET /balance} without its
 * {@code grants}. Members without a value are null.
 */
public final class BalanceJson {
    private BalanceJson() {}

    public static byte[] write(Balance balance) {
        return JsonText.object(out -> {
            out.writeStringField("userId", balance.account().value());
            JsonDecimals.writeMicros(out, "creditsBalance", balance.balanceMicros());
            JsonDecimals.writeMicros(out, "creditsHeld", balance.held().micros());
            JsonDecimals.writeMicros(out, "creditsAvailable", balance.availableMicros());
            JsonDecimals.writeMicros(out, "creditsUsed", balance.used().micros());
            JsonDecimals.writeMicros(out, "creditsPurchased", balance.purchasedMicros());
            JsonDecimals.writeMicros(out, "creditsRefunded", balance.refundedMicros());
            JsonDecimals.writeMicros(out, "creditsExpired", balance.expired().micros());
            JsonText.textOrNull(out, "creditPlan", balance.creditPlan());
            OptionalLong refilledAt = balance.refilledAtMillis();
            JsonText.timeOrNull(out, "lastCreditRefillAt", refilledAt.isPresent() ? refilledAt.getAsLong() : null);
            JsonDecimals.writeMicros(
                    out, "overdraftLimit", balance.overdraftLimit().micros());
            out.writeNumberField("sequence", balance.sequence());
            out.writeStringField("asOf", IsoTime.text(balance.asOfMillis()));
        });
    }
}
