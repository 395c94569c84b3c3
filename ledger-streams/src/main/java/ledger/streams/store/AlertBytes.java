package ledger.streams.store;

import java.util.ArrayList;
import java.util.List;
import ledger.Credits;
import ledger.Period;
import ledger.event.AlertRule;
import ledger.event.AlertRule.Threshold;
import ledger.event.AlertRules;

/** Rules for alarms, each a tag and what it says. A tag is never used again. */
final class AlertBytes {
    private static final int REMAINING = 1;
    private static final int USED = 2;
    private static final int IN_DEBT = 3;
    private static final int BUDGET_USED = 4;
    private static final int AMOUNT = 1;
    private static final int PERCENT = 2;

    private AlertBytes() {}

    static void write(RowWriter out, AlertRules rules) {
        out.unsigned(rules.rules().size());
        rules.rules().forEach(rule -> write(out, rule));
    }

    static AlertRules read(RowReader in) {
        List<AlertRule> rules = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            rules.add(readOne(in));
        }
        return new AlertRules(rules);
    }

    // The instanceof chain is safe: what it does not know, it refuses to write.
    private static void write(RowWriter out, AlertRule rule) {
        if (rule instanceof AlertRule.Remaining remaining) {
            out.octet(REMAINING);
            out.text(rule.name());
            writeThreshold(out, remaining.threshold());
        } else if (rule instanceof AlertRule.Used used) {
            out.octet(USED);
            out.text(rule.name());
            writeThreshold(out, used.threshold());
        } else if (rule instanceof AlertRule.InDebt) {
            out.octet(IN_DEBT);
            out.text(rule.name());
        } else if (rule instanceof AlertRule.BudgetUsed budget) {
            out.octet(BUDGET_USED);
            out.text(rule.name());
            out.octet(budget.window().code());
            writeThreshold(out, budget.threshold());
        } else {
            throw new IllegalStateException("an alert rule without a tag: " + rule);
        }
    }

    private static AlertRule readOne(RowReader in) {
        int tag = in.octet();
        String name = in.text();
        return switch (tag) {
            case REMAINING -> new AlertRule.Remaining(name, readThreshold(in));
            case USED -> new AlertRule.Used(name, readThreshold(in));
            case IN_DEBT -> new AlertRule.InDebt(name);
            case BUDGET_USED -> new AlertRule.BudgetUsed(name, Period.ofCode(in.octet()), readThreshold(in));
            default -> throw new IllegalStateException("a stored row has an alert rule with unknown tag " + tag);
        };
    }

    private static void writeThreshold(RowWriter out, Threshold threshold) {
        if (threshold instanceof Threshold.Amount amount) {
            out.octet(AMOUNT);
            out.unsigned(amount.credits().micros());
        } else {
            out.octet(PERCENT);
            out.octet(((Threshold.Percent) threshold).percent());
        }
    }

    private static Threshold readThreshold(RowReader in) {
        return in.octet() == AMOUNT
                ? new Threshold.Amount(new Credits(in.unsigned()))
                : new Threshold.Percent(in.octet());
    }
}
