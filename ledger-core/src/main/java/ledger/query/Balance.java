package ledger.query;

import java.util.List;
import java.util.OptionalLong;
import ledger.AccountId;
import ledger.Credits;
import ledger.account.Grant;
import ledger.account.Milestone;
import ledger.account.Plan;
import ledger.account.TransactionType;
import ledger.fold.Account;
import org.jspecify.annotations.Nullable;

/**
 * What a user has, at one time.
 *
 * @param account whose
 * @param balanceMicros everything that is the user's, held credits included, negative under debt
 * @param held what open holds reserve
 * @param availableMicros what can be spent now
 * @param used the sum of usage, never lowered
 * @param purchasedMicros the sum of purchases
 * @param refundedMicros the sum of refunds
 * @param expired the sum of what expired unspent
 * @param refilledAtMillis the last refill or subscription payment, epoch milliseconds
 * @param grants those with something left, first to burn first
 * @param creditPlan what the user subscribed to, or null
 * @param overdraftLimit how far below zero may be spent
 * @param sequence of the last event that the balance includes, 0 for a user never seen
 * @param asOfMillis the time it was so, epoch milliseconds
 */
public record Balance(
        AccountId account,
        long balanceMicros,
        Credits held,
        long availableMicros,
        Credits used,
        long purchasedMicros,
        long refundedMicros,
        Credits expired,
        OptionalLong refilledAtMillis,
        List<LiveGrant> grants,
        @Nullable String creditPlan,
        Credits overdraftLimit,
        long sequence,
        long asOfMillis) {
    public Balance {
        grants = List.copyOf(grants);
    }

    /** Reads the balance off an account. */
    public static Balance of(AccountId id, Account account, long sequence, long asOfMillis) {
        List<LiveGrant> grants = account.burnOrder().stream()
                .map(grant -> new LiveGrant(grant, account.remaining(grant.id())))
                .toList();
        Plan plan = account.terms().plan();
        return new Balance(
                id,
                account.balanceMicros(),
                new Credits(account.heldMicros()),
                account.availableMicros(),
                account.used(),
                account.issuedMicros(TransactionType.PURCHASE),
                account.issuedMicros(TransactionType.REFUND),
                account.expired(),
                account.reached(Milestone.REFILLED),
                grants,
                plan == null ? null : plan.name(),
                account.terms().limits().overdraft(),
                sequence,
                asOfMillis);
    }

    /** A grant and what is left of it. */
    public record LiveGrant(Grant terms, Credits remaining) {}
}
