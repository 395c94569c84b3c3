package ledger.api.credits;

import ledger.AccountId;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.AlertRules;
import ledger.api.http.json.JsonWriter;

/** Rules for alarms as answers show them: as they were sent. */
final class AlertJson {
    private AlertJson() {}

    static void members(JsonWriter out, AccountId account, AlertRules rules) {
        out.text("userId", account.value());
        out.array("rules", all -> rules.rules().forEach(rule -> all.object(one -> rule(one, rule))));
    }

    private static void rule(JsonWriter out, AlertRule rule) {
        Period window = rule.window();
        out.text("name", rule.name());
        out.text("measure", rule.type().name());
        out.text("window", window == null ? null : window.name());
        if (rule.threshold() instanceof Threshold.Amount some) {
            out.credits("amount", some.credits());
        } else {
            out.nothing("amount");
        }
        if (rule.threshold() instanceof Threshold.Percent some) {
            out.number("percent", some.percent());
        } else {
            out.nothing("percent");
        }
    }
}
