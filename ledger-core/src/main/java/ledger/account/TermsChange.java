package ledger.account;

import java.util.List;
import ledger.GrantId;
import ledger.HoldId;

/** One change of an account's terms. Applying it replaces or removes and judges nothing. */
public sealed interface TermsChange {
    /** The terms after it. */
    Terms applyTo(Terms terms);

    /** A hold is open. */
    record HoldOpened(Hold hold) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            OrderedMap.Change<HoldId, Hold> holds =
                    OrderedMap.copyOf(terms.holds()).change();
            holds.put(hold.id(), hold);
            return terms.withHolds(holds.done());
        }
    }

    /** A hold is open no more. */
    record HoldClosed(HoldId hold) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            OrderedMap.Change<HoldId, Hold> holds =
                    OrderedMap.copyOf(terms.holds()).change();
            holds.remove(hold);
            return terms.withHolds(holds.done());
        }
    }

    /** A grant waits for its time. */
    record Scheduled(ScheduledGrant grant) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            OrderedMap.Change<GrantId, ScheduledGrant> scheduled =
                    OrderedMap.copyOf(terms.scheduled()).change();
            scheduled.put(grant.terms().id(), grant);
            return terms.withScheduled(scheduled.done());
        }
    }

    /** A grant waits no more. */
    record Unscheduled(GrantId grant) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            OrderedMap.Change<GrantId, ScheduledGrant> scheduled =
                    OrderedMap.copyOf(terms.scheduled()).change();
            scheduled.remove(grant);
            return terms.withScheduled(scheduled.done());
        }
    }

    /** The limits are these. */
    record LimitsChanged(Limits limits) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            return terms.withLimits(limits);
        }
    }

    /** So much of a budget is used. */
    record BudgetCounted(BudgetCount count) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            List<Budget> budgets = terms.limits().budgets().stream()
                    .map(budget ->
                            budget.terms().window() == count.window() ? new Budget(budget.terms(), count) : budget)
                    .toList();
            return terms.withLimits(new Limits(terms.limits().overdraft(), budgets));
        }
    }

    /** The plan is this, and so far it was paid. */
    record PlanChanged(Plan plan) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            return terms.withPlan(plan);
        }
    }

    /** The rules for alarms are these. */
    record AlertsChanged(AlertRules rules) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            return terms.withAlerts(rules);
        }
    }

    /** The account is closed, or open again. */
    record Closed(boolean isClosed) implements TermsChange {
        @Override
        public Terms applyTo(Terms terms) {
            return terms.withClosed(isClosed);
        }
    }
}
