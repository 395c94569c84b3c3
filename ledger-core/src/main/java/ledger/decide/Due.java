package ledger.decide;

import java.util.Comparator;
import java.util.function.Consumer;
import ledger.account.Grant;
import ledger.account.Hold;
import ledger.account.Plan;
import ledger.account.ScheduledGrant;
import ledger.fold.Account;
import org.jspecify.annotations.Nullable;

/**
 * Something of an account that happens by itself at a time. Due things are settled by time and then by id: holds before
 * grants that came later, a plan by the grant of its last refill.
 *
 * @param atMillis when, epoch milliseconds
 * @param id the sequence that breaks ties
 * @param settling has it settled
 */
public record Due(long atMillis, long id, Consumer<Settlement> settling) {
    /** The time of an account in which nothing falls due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** By time, then by id. */
    static final Comparator<Due> ORDER = Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::id);

    /** A hold runs out. */
    static Due end(Hold hold) {
        return new Due(hold.expiresAtMillis(), hold.id().sequence(), settlement -> settlement.expire(hold));
    }

    /** A grant runs out. */
    static Due end(Grant grant) {
        return new Due(grant.expiresAtMillis(), grant.id().sequence(), settlement -> settlement.expire(grant));
    }

    /** A scheduled grant becomes effective. */
    static Due begin(ScheduledGrant grant) {
        long id = grant.terms().id().sequence();
        return new Due(grant.effectiveAtMillis(), id, settlement -> settlement.activate(grant));
    }

    /** A plan pays. It comes after everything else of its moment: what ends with a period is of that period. */
    static Due pay(Plan plan) {
        return new Due(plan.nextRefillMillis(), Long.MAX_VALUE, settlement -> settlement.pay(plan));
    }

    /** When the first thing falls due, epoch milliseconds; {@link #NEVER} where nothing does. */
    public static long firstMillis(Account account) {
        long[] first = {NEVER};
        forEach(account, due -> first[0] = Math.min(first[0], due.atMillis()));
        return first[0];
    }

    /** All that falls due by itself, in no order. */
    static void forEach(Account account, Consumer<Due> visitor) {
        Plan plan = account.terms().plan();
        for (Grant grant : account.grants().values()) {
            if (ends(account, grant)) {
                visitor.accept(end(grant));
            }
        }
        for (Hold hold : account.terms().holds().values()) {
            visitor.accept(end(hold));
        }
        for (ScheduledGrant grant : account.terms().scheduled().values()) {
            visitor.accept(begin(grant));
        }
        if (plan != null && plan.refill() != null) {
            visitor.accept(pay(plan));
        }
    }

    /** Whether a grant has something to lose when its time is over. */
    static boolean ends(Account account, Grant grant) {
        return grant.expiresAtMillis() != Grant.NEVER
                && !endsWithPlan(grant, account.terms().plan())
                && account.remaining(grant.id()).isPositive();
    }

    /**
     * The grant of a plan ends with its period, and the plan says how much rolls over, unless it was revoked before.
     */
    private static boolean endsWithPlan(Grant grant, @Nullable Plan plan) {
        return plan != null && grant.id().equals(plan.grant()) && grant.expiresAtMillis() >= plan.nextRefillMillis();
    }
}
