package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import ledger.IsoTime;
import ledger.account.AccountTypes;
import ledger.account.Budget;
import ledger.account.BudgetCount;
import ledger.alert.Alert;
import ledger.query.Balance;
import ledger.streams.json.JsonDecimals;
import ledger.streams.json.JsonText;
import ledger.streams.json.JsonValues;
import org.jspecify.annotations.Nullable;

/** An alarm as JSON, as it stands in {@code ledger.alerts}. */
public final class AlertMessage {
    private static final int VERSION = 1;

    private AlertMessage() {}

    public static byte[] write(Alert alert) {
        Balance balance = alert.balance();
        return JsonText.object(out -> {
            out.writeStringField("id", alert.id());
            out.writeStringField("type", alert.type().name());
            out.writeNumberField("version", VERSION);
            out.writeStringField("userId", balance.account().value());
            out.writeNumberField("sequence", balance.sequence());
            out.writeStringField("time", IsoTime.text(balance.asOfMillis()));
            out.writeFieldName("rule");
            AccountTypes.ALERT_RULE.write(new JsonValues(out, balance.account()), alert.rule());
            JsonDecimals.writeMicros(out, "creditsBalance", balance.balanceMicros());
            JsonDecimals.writeMicros(out, "creditsHeld", balance.held().micros());
            JsonDecimals.writeMicros(out, "creditsAvailable", balance.availableMicros());
            JsonDecimals.writeMicros(out, "debt", alert.debt().micros());
            writeBudget(out, alert.budget(), balance.asOfMillis());
        });
    }

    private static void writeBudget(JsonGenerator out, @Nullable Budget budget, long atMillis) throws IOException {
        if (budget == null) {
            out.writeNullField("budget");
            return;
        }
        BudgetCount count = budget.at(atMillis);
        out.writeObjectFieldStart("budget");
        out.writeStringField("window", count.window().name());
        JsonDecimals.writeMicros(out, "amount", budget.terms().amount().micros());
        JsonDecimals.writeMicros(out, "used", count.used().micros());
        out.writeStringField("resetsAt", IsoTime.text(count.untilMillis()));
        out.writeEndObject();
    }
}
