package ledger.api.credits;

import java.util.OptionalLong;
import ledger.AccountId;
import ledger.account.Grant;
import ledger.api.http.json.JsonWriter;
import ledger.query.Balance;
import ledger.query.Balance.LiveGrant;

/** A balance as answers show it. */
final class BalanceJson {
    private BalanceJson() {}

    /** The members of the open object, grants included. */
    static void members(JsonWriter out, Balance balance) {
        totals(out, balance);
        out.array(
                "grants",
                grants ->
                        balance.grants().forEach(grant -> grants.object(one -> grant(one, balance.account(), grant))));
        age(out, balance);
    }

    /** The members of the open object, without grants. */
    static void briefMembers(JsonWriter out, Balance balance) {
        totals(out, balance);
        age(out, balance);
    }

    private static void totals(JsonWriter out, Balance balance) {
        OptionalLong refilledAt = balance.refilledAtMillis();
        out.text("userId", balance.account().value());
        out.credits("creditsBalance", balance.balanceMicros());
        out.credits("creditsHeld", balance.held());
        out.credits("creditsAvailable", balance.availableMicros());
        out.credits("creditsUsed", balance.used());
        out.credits("creditsPurchased", balance.purchasedMicros());
        out.credits("creditsRefunded", balance.refundedMicros());
        out.credits("creditsExpired", balance.expired());
        out.text("creditPlan", balance.creditPlan());
        out.time("lastCreditRefillAt", refilledAt.isPresent() ? refilledAt.getAsLong() : null);
        out.credits("overdraftLimit", balance.overdraftLimit());
    }

    private static void age(JsonWriter out, Balance balance) {
        out.number("sequence", balance.sequence());
        out.time("asOf", balance.asOfMillis());
    }

    private static void grant(JsonWriter out, AccountId account, LiveGrant live) {
        Grant grant = live.terms();
        out.text("grantId", grant.id().text(account));
        out.text("transactionType", grant.type().name());
        out.credits("granted", grant.granted());
        out.credits("remaining", live.remaining());
        out.number("priority", grant.priority());
        out.time("expiresAt", grant.expiresAtMillis() == Grant.NEVER ? null : grant.expiresAtMillis());
        out.time("createdAt", grant.createdAtMillis());
    }
}
