package ledger.api.credits;

import ledger.AccountId;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.AlertRules;
import ledger.account.Budget;
import ledger.account.BudgetCount;
import ledger.account.Limits;
import ledger.account.Plan;
import ledger.account.Refill;
import ledger.account.TermsChange;
import ledger.api.http.json.JsonWriter;
import ledger.log.Outcome;
import org.jspecify.annotations.Nullable;

/** Plan, limits and alert rules of a user as answers show them. */
final class TermsJson {
    private TermsJson() {}

    /** The members of what was set, as it was then. */
    static void members(JsonWriter out, AccountId account, Outcome.Arranged arranged) {
        for (TermsChange change : arranged.terms()) {
            // What no request sets by itself is not shown.
            if (change instanceof TermsChange.PlanChanged set) {
                plan(out, account, set.plan());
            } else if (change instanceof TermsChange.LimitsChanged set) {
                limits(out, account, set.limits(), arranged.createdAtMillis());
            } else if (change instanceof TermsChange.AlertsChanged set) {
                alerts(out, account, set.rules());
            }
        }
    }

    /** The first period is paid with the command that sets the plan, so the next refill is that of the second. */
    static void plan(JsonWriter out, AccountId account, @Nullable Plan plan) {
        Refill refill = plan == null ? null : plan.refill();
        out.text("userId", account.value());
        out.text("creditPlan", plan == null ? null : plan.name());
        out.credits("refillAmount", refill == null ? null : refill.amount());
        out.text("refillInterval", refill == null ? null : refill.interval().name());
        out.credits("rolloverLimit", refill == null ? null : refill.rolloverLimit());
        out.time(
                "nextRefillAt", plan == null || refill == null ? null : plan.refillMillis(Math.max(1, plan.periods())));
    }

    static void limits(JsonWriter out, AccountId account, Limits limits, long atMillis) {
        out.text("userId", account.value());
        out.credits("overdraftLimit", limits.overdraft());
        out.array(
                "budgets", all -> limits.budgets().forEach(budget -> all.object(one -> budget(one, budget, atMillis))));
    }

    /** The rules as they were sent. */
    static void alerts(JsonWriter out, AccountId account, AlertRules rules) {
        out.text("userId", account.value());
        out.array("rules", all -> rules.rules().forEach(rule -> all.object(one -> rule(one, rule))));
    }

    private static void budget(JsonWriter out, Budget budget, long atMillis) {
        BudgetCount count = budget.at(atMillis);
        out.text("window", budget.terms().window().name());
        out.credits("amount", budget.terms().amount());
        out.text("timeZone", budget.terms().zone().name());
        out.credits("used", count.used());
        out.credits("remaining", budget.leftAt(atMillis));
        out.time("resetsAt", count.untilMillis());
    }

    private static void rule(JsonWriter out, AlertRule rule) {
        Period window = rule.window();
        Threshold threshold = rule.threshold();
        out.text("name", rule.name());
        out.text("measure", rule.type().name());
        out.text("window", window == null ? null : window.name());
        out.credits("amount", threshold == null ? null : threshold.amount());
        out.number("percent", threshold == null ? null : threshold.percent());
    }
}
