package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.Credits;
import ledger.Period;
import ledger.event.AlertRule;
import ledger.event.AlertRule.Threshold;
import ledger.event.AlertRules;
import org.jspecify.annotations.Nullable;

/**
 * Rules for alarms as a list of objects: {@code {"name", "measure": REMAINING | USED | DEBT | BUDGET, "window",
 * "amount" | "percent"}}.
 */
final class AlertJson {
    private static final String REMAINING = "REMAINING";
    private static final String USED = "USED";
    private static final String DEBT = "DEBT";
    private static final String BUDGET = "BUDGET";

    private @Nullable String name;
    private @Nullable String measure;
    private @Nullable Period window;
    private @Nullable Credits amount;
    private @Nullable Long percent;

    private AlertJson() {}

    static void write(JsonGenerator out, String member, AlertRules rules) throws IOException {
        out.writeArrayFieldStart(member);
        for (AlertRule rule : rules.rules()) {
            out.writeStartObject();
            writeMembers(out, rule);
        }
        out.writeEndArray();
    }

    static void writeRule(JsonGenerator out, String member, AlertRule rule) throws IOException {
        out.writeObjectFieldStart(member);
        writeMembers(out, rule);
    }

    static AlertRules read(JsonParser in) throws IOException {
        List<AlertRule> rules = new ArrayList<>();
        Members.readList(in, (list, element) -> {
            AlertJson rule = new AlertJson();
            Members.readObject(element, rule::member);
            rules.add(rule.rule());
        });
        return new AlertRules(rules);
    }

    private static void writeMembers(JsonGenerator out, AlertRule rule) throws IOException {
        out.writeStringField("name", rule.name());
        write(out, rule);
        out.writeEndObject();
    }

    // The instanceof chain is safe: what it does not know, it refuses to write.
    private static void write(JsonGenerator out, AlertRule rule) throws IOException {
        if (rule instanceof AlertRule.Remaining remaining) {
            out.writeStringField("measure", REMAINING);
            write(out, remaining.threshold());
        } else if (rule instanceof AlertRule.Used used) {
            out.writeStringField("measure", USED);
            write(out, used.threshold());
        } else if (rule instanceof AlertRule.InDebt) {
            out.writeStringField("measure", DEBT);
        } else if (rule instanceof AlertRule.BudgetUsed budget) {
            out.writeStringField("measure", BUDGET);
            out.writeStringField("window", budget.window().name());
            write(out, budget.threshold());
        } else {
            throw new IllegalStateException("an alert rule without a name: " + rule);
        }
    }

    private static void write(JsonGenerator out, Threshold threshold) throws IOException {
        if (threshold instanceof Threshold.Amount some) {
            Decimals.writeMicros(out, "amount", some.credits().micros());
        } else {
            out.writeNumberField("percent", ((Threshold.Percent) threshold).percent());
        }
    }

    private void member(String member, JsonParser in) throws IOException {
        switch (member) {
            case "name" -> name = Members.text(in);
            case "measure" -> measure = Members.text(in);
            case "window" -> window = Members.constant(in, Period.class);
            case "amount" -> amount = new Credits(Decimals.readMicros(in));
            case "percent" -> percent = Members.whole(in);
            default -> in.skipChildren();
        }
    }

    private AlertRule rule() {
        String called = Members.required(name, "name");
        return switch (Members.required(measure, "measure")) {
            case REMAINING -> new AlertRule.Remaining(called, threshold());
            case USED -> new AlertRule.Used(called, threshold());
            case DEBT -> new AlertRule.InDebt(called);
            case BUDGET -> new AlertRule.BudgetUsed(called, Members.required(window, "window"), threshold());
            default -> throw new IllegalArgumentException("measure is none of REMAINING, USED, DEBT, BUDGET");
        };
    }

    private Threshold threshold() {
        return amount != null
                ? new Threshold.Amount(amount)
                : new Threshold.Percent(Math.toIntExact(Members.required(percent, "amount or percent")));
    }
}
