package ledger.api.credits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ledger.AccountId;
import ledger.Credits;
import ledger.Period;
import ledger.Text;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.AlertRules;
import ledger.account.AlertType;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.api.http.json.Element;
import ledger.command.LedgerCommand;
import ledger.command.SetAlerts;

/** Reads requests to raise alarms. */
final class AlertReader {
    private static final String RULES = "rules";
    private static final String NAME = "name";
    private static final String WINDOW = "window";
    private static final String AMOUNT = "amount";
    private static final String PERCENT = "percent";
    private static final int PERCENT_MAX = 100;
    private static final Set<String> FIELDS = Set.of(NAME, "measure", WINDOW, AMOUNT, PERCENT);

    private AlertReader() {}

    static LedgerCommand alerts(Asked asked) {
        AccountId account = asked.account();
        List<Element> elements = asked.body().elements(RULES, 0, AlertRules.COUNT_MAX);
        List<AlertRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            Body element = elements.get(i).object(RULES + '[' + i + ']').only(FIELDS);
            AlertRule rule = rule(element);
            if (!names.add(rule.name())) {
                throw element.invalid(NAME, " is the name of another rule too");
            }
            rules.add(rule);
        }
        return new SetAlerts(asked.header(account), new AlertRules(rules));
    }

    private static AlertRule rule(Body body) {
        String name = body.text(
                NAME,
                text -> !text.isEmpty() && text.length() <= AlertRules.NAME_LENGTH_MAX && Text.isPrintable(text),
                "a text of 1 to " + AlertRules.NAME_LENGTH_MAX + " characters without control characters");
        AlertType measure = body.choice("measure", Arrays.asList(AlertType.values()));
        Period window = body.choiceOrNull(WINDOW, Arrays.asList(Period.values()));
        if (measure != AlertType.BUDGET && window != null) {
            throw body.invalid(WINDOW, " may only stand beside measure BUDGET");
        }
        return switch (measure) {
            case REMAINING -> AlertRule.remaining(name, threshold(body));
            case USED -> AlertRule.used(name, threshold(body));
            case DEBT -> inDebt(name, body);
            case BUDGET -> AlertRule.budgetUsed(name, body.required(WINDOW, window), threshold(body));
        };
    }

    private static AlertRule inDebt(String name, Body body) {
        for (String field : List.of(AMOUNT, PERCENT)) {
            if (body.has(field)) {
                throw body.invalid(field, " may not stand beside measure DEBT: any debt is one");
            }
        }
        return AlertRule.inDebt(name);
    }

    private static Threshold threshold(Body body) {
        Credits amount = Amounts.fromZeroOrNull(body, AMOUNT);
        Integer percent = body.wholeOrNull(PERCENT, 0, PERCENT_MAX);
        if (amount != null && percent != null) {
            throw body.invalid(PERCENT, " cannot stand beside amount: send one of the two");
        }
        return percent == null ? new Threshold.Amount(body.required(AMOUNT, amount)) : new Threshold.Percent(percent);
    }
}
