package ledger.decide;

import java.util.List;
import ledger.Credits;
import ledger.account.Budget;
import ledger.account.BudgetCount;
import ledger.account.BudgetTerms;
import ledger.account.Limits;
import ledger.account.Plan;
import ledger.command.SetAlerts;
import ledger.command.SetLimits;
import ledger.command.SetPlan;
import ledger.event.AlertsSet;
import ledger.event.LimitsSet;
import ledger.event.PlanSet;

/** What an account agrees to. */
record SettingTerms(DecisionInput input) {
    /**
     * A plan that pays the same as before goes on as it was: to set it again pays nothing. Any other opens a grant, and
     * leaves the last one of the plan before it.
     */
    DecidedEvent plan(SetPlan command) {
        Plan current = input.account().terms().plan();
        if (current == null || current.refill() == null || !current.refill().equals(command.refill())) {
            if (command.refill() != null && Bounds.grants(input.account()) >= Bounds.LIVE_GRANTS_MAX) {
                return input.refused(Refusal.tooManyGrants());
            }
            return input.decided(
                    new PlanSet(new Plan(command.creditPlan(), command.refill(), input.nowMillis(), 0, null)));
        }
        return input.decided(new PlanSet(new Plan(
                command.creditPlan(), current.refill(), current.anchorMillis(), current.periods(), current.grant())));
    }

    DecidedEvent limits(SetLimits command) {
        Limits current = input.account().terms().limits();
        Credits overdraft = command.overdraft() == null ? current.overdraft() : command.overdraft();
        List<BudgetTerms> terms = command.budgets();
        List<Budget> budgets = terms == null
                ? current.budgets()
                : terms.stream().map(this::budget).toList();
        return input.decided(new LimitsSet(new Limits(overdraft, budgets)));
    }

    DecidedEvent alerts(SetAlerts command) {
        return input.decided(new AlertsSet(command.rules()));
    }

    /**
     * What was used of a budget stays used, unless its windows are others now. Which they are, their ends tell: where a
     * window began is not known of a zone whose clocks have changed since.
     */
    private Budget budget(BudgetTerms terms) {
        BudgetCount none = BudgetCount.none(terms, input.nowMillis());
        return input.account().terms().limits().budgets().stream()
                .map(budget -> budget.at(input.nowMillis()))
                .filter(count -> count.window() == none.window() && count.untilMillis() == none.untilMillis())
                .findFirst()
                .map(count -> new Budget(terms, count))
                .orElseGet(() -> new Budget(terms, input.budgets().ofOpenHolds(none)));
    }
}
