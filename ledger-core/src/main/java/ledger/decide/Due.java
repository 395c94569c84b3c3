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

    /** By time, then by id. */
    Comparator<Due> ORDER = Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::id);

    /** When the first thing falls due, epoch milliseconds; {@link #NEVER} where nothing does. */
    static long firstMillis(Account account) {
        long[] first = {NEVER};
        forEach(account, due -> first[0] = Math.min(first[0], due.atMillis()));
        return first[0];
    }

    /** All that falls due by itself, in no order. */
    static void forEach(Account account, Consumer<Due> visitor) {
        Plan plan = account.terms().plan();
        for (Grant grant : account.grants().values()) {
            if (ends(account, grant)) {
                visitor.accept(new GrantEnds(grant));
            }
        }
        for (Hold hold : account.terms().holds().values()) {
            visitor.accept(new HoldEnds(hold));
        }
        for (ScheduledGrant grant : account.terms().scheduled().values()) {
            visitor.accept(new GrantBegins(grant));
        }
        if (plan != null && plan.refill() != null) {
            visitor.accept(new PlanPays(plan));
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
