package ledger.api.credits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ledger.AccountId;
import ledger.Credits;
import ledger.Period;
import ledger.account.BudgetTerms;
import ledger.account.ZoneOffsets;
import ledger.api.http.json.Amounts;
import ledger.api.http.json.Body;
import ledger.api.http.json.Element;
import ledger.command.LedgerCommand;
import ledger.command.SetLimits;
import org.jspecify.annotations.Nullable;

/** Reads requests to limit a user. */
final class LimitsReader {
    private static final String BUDGETS = "budgets";
    private static final String WINDOW = "window";
    private static final Set<String> BUDGET_FIELDS = Set.of(WINDOW, "amount", "timeZone");

    private LimitsReader() {}

    static LedgerCommand limits(Asked asked) {
        AccountId account = asked.account();
        Credits overdraft = Amounts.fromZeroOrNull(asked.body(), "overdraftLimit");
        return new SetLimits(asked.header(account), overdraft, budgets(asked));
    }

    private static @Nullable List<BudgetTerms> budgets(Asked asked) {
        if (!asked.body().has(BUDGETS)) {
            return null;
        }
        List<Element> elements = asked.body().elements(BUDGETS, 0, Period.values().length);
        List<BudgetTerms> budgets = new ArrayList<>();
        Set<Period> windows = EnumSet.noneOf(Period.class);
        for (int i = 0; i < elements.size(); i++) {
            Body element = elements.get(i).object(BUDGETS + '[' + i + ']').only(BUDGET_FIELDS);
            BudgetTerms budget = budget(element, asked.nowMillis());
            if (!windows.add(budget.window())) {
                throw element.invalid(WINDOW, " has a budget already: each window has one at most");
            }
            budgets.add(budget);
        }
        return budgets;
    }

    private static BudgetTerms budget(Body body, long nowMillis) {
        Period window = body.choice(WINDOW, Arrays.asList(Period.values()));
        Credits amount = Amounts.positive(body, "amount");
        String zone = body.textOrNull("timeZone", TimeZones::isKnown, "a time zone such as Europe/Berlin or +02:00");
        ZoneOffsets offsets = zone == null ? ZoneOffsets.UTC : TimeZones.offsets(zone, nowMillis);
        return new BudgetTerms(window, amount, offsets);
    }
}
