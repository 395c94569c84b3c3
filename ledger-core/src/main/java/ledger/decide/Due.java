package ledger.decide;

import ledger.event.Grant;
import ledger.event.Hold;
import ledger.event.Plan;
import ledger.event.ScheduledGrant;
import ledger.fold.Account;
import org.jspecify.annotations.Nullable;

/**
 * Something of an account that happens by itself at a time. Due things are settled by time and then by id: holds before
 * grants that came later, a plan by the grant of its last refill.
 */
public sealed interface Due {
    /** The time of an account in which nothing falls due. */
    long NEVER = Long.MAX_VALUE;

    /** When, epoch milliseconds. */
    long atMillis();

    /** The sequence that breaks ties. */
    long id();

    /** A hold runs out. */
    record HoldEnds(Hold hold) implements Due {
        @Override
        public long atMillis() {
            return hold.expiresAtMillis();
        }

        @Override
        public long id() {
            return hold.id().sequence();
        }
    }

    /** A grant runs out. */
    record GrantEnds(Grant grant) implements Due {
        @Override
        public long atMillis() {
            return grant.expiresAtMillis();
        }

        @Override
        public long id() {
            return grant.id().sequence();
        }
    }

    /** A scheduled grant becomes effective. */
    record GrantBegins(ScheduledGrant grant) implements Due {
        @Override
        public long atMillis() {
            return grant.effectiveAtMillis();
        }

        @Override
        public long id() {
            return grant.terms().id().sequence();
        }
    }

    /** A plan pays. It comes after everything else of its moment: what ends with a period is of that period. */
    record PlanPays(Plan plan) implements Due {
        @Override
        public long atMillis() {
            return plan.nextRefillMillis();
        }

        @Override
        public long id() {
            return Long.MAX_VALUE;
        }
    }

    /** What comes first, or null where nothing falls due by itself. */
    static @Nullable Due first(Account account) {
        Due first = null;
        Plan plan = account.terms().plan();
        for (Grant grant : account.grants().values()) {
            if (grant.expiresAtMillis() != Grant.NEVER && !endsWithPlan(grant, plan) && hasRest(account, grant)) {
                first = earlier(first, new GrantEnds(grant));
            }
        }
        for (Hold hold : account.terms().holds().values()) {
            first = earlier(first, new HoldEnds(hold));
        }
        for (ScheduledGrant grant : account.terms().scheduled().values()) {
            first = earlier(first, new GrantBegins(grant));
        }
        return plan == null || plan.refill() == null ? first : earlier(first, new PlanPays(plan));
    }

    /** When the first thing falls due, epoch milliseconds; {@link #NEVER} where nothing does. */
    static long firstMillis(Account account) {
        Due first = first(account);
        return first == null ? NEVER : first.atMillis();
    }

    private static Due earlier(@Nullable Due one, Due other) {
        if (one == null || other.atMillis() < one.atMillis()) {
            return other;
        }
        return other.atMillis() == one.atMillis() && other.id() < one.id() ? other : one;
    }

    private static boolean hasRest(Account account, Grant grant) {
        return account.remaining(grant.id()).isPositive();
    }

    /**
     * The grant of a plan ends with its period, and the plan says how much rolls over, unless it was revoked before.
     */
    private static boolean endsWithPlan(Grant grant, @Nullable Plan plan) {
        return plan != null && grant.id().equals(plan.grant()) && grant.expiresAtMillis() >= plan.nextRefillMillis();
    }
}
