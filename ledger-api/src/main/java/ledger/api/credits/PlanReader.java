package ledger.api.credits;

import java.util.Arrays;
import ledger.AccountId;
import ledger.Credits;
import ledger.Period;
import ledger.Text;
import ledger.account.Plan;
import ledger.account.Refill;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.command.LedgerCommand;
import ledger.command.SetPlan;
import org.jspecify.annotations.Nullable;

/** Reads requests to subscribe a user to a plan. */
final class PlanReader {
    private static final String AMOUNT = "refillAmount";
    private static final String INTERVAL = "refillInterval";
    private static final String ROLLOVER = "rolloverLimit";

    private PlanReader() {}

    static LedgerCommand plan(Asked asked) {
        Body body = asked.body();
        AccountId account = asked.account();
        String name = body.text(
                "creditPlan",
                text -> !text.isEmpty() && text.length() <= Plan.NAME_LENGTH_MAX && Text.isPrintable(text),
                "a text of 1 to " + Plan.NAME_LENGTH_MAX + " characters without control characters");
        return new SetPlan(asked.header(account), name, refill(body));
    }

    private static @Nullable Refill refill(Body body) {
        Credits amount = Amounts.positiveOrNull(body, AMOUNT);
        Period interval = body.choiceOrNull(INTERVAL, Arrays.asList(Period.values()));
        Credits rollover = Amounts.fromZeroOrNull(body, ROLLOVER);
        if (amount != null && interval != null) {
            return new Refill(amount, interval, rollover);
        }
        if (amount != null) {
            throw body.invalid(INTERVAL, " is required beside " + AMOUNT);
        }
        if (interval != null || rollover != null) {
            throw body.invalid(AMOUNT, " is required beside " + (interval == null ? ROLLOVER : INTERVAL));
        }
        return null;
    }
}
