package ledger.api.credits;

import ledger.AccountId;
import ledger.Period;
import ledger.api.credits.AlertReader.Measure;
import ledger.api.http.JsonWriter;
import ledger.event.AlertRule;
import ledger.event.AlertRule.Threshold;
import ledger.event.AlertRules;
import org.jspecify.annotations.Nullable;

/** Rules for alarms as answers show them: as they were sent. */
final class AlertJson {
    private AlertJson() {}

    static void members(JsonWriter out, AccountId account, AlertRules rules) {
        out.text("userId", account.value());
        out.array("rules", all -> rules.rules().forEach(rule -> all.object(one -> rule(one, rule))));
    }

    // The instanceof chain is safe: what it does not know, it refuses to show.
    private static void rule(JsonWriter out, AlertRule rule) {
        if (rule instanceof AlertRule.Remaining remaining) {
            members(out, rule, Measure.REMAINING, null, remaining.threshold());
        } else if (rule instanceof AlertRule.Used used) {
            members(out, rule, Measure.USED, null, used.threshold());
        } else if (rule instanceof AlertRule.InDebt) {
            members(out, rule, Measure.DEBT, null, null);
        } else if (rule instanceof AlertRule.BudgetUsed budget) {
            members(out, rule, Measure.BUDGET, budget.window(), budget.threshold());
        } else {
            throw new IllegalStateException("an alert rule without a name: " + rule);
        }
    }

    private static void members(
            JsonWriter out, AlertRule rule, Measure measure, @Nullable Period window, @Nullable Threshold threshold) {
        out.text("name", rule.name());
        out.text("measure", measure.name());
        out.text("window", window == null ? null : window.name());
        if (threshold instanceof Threshold.Amount some) {
            out.credits("amount", some.credits());
        } else {
            out.nothing("amount");
        }
        if (threshold instanceof Threshold.Percent some) {
            out.number("percent", some.percent());
        } else {
            out.nothing("percent");
        }
    }
}
