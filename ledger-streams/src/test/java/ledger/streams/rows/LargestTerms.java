package ledger.streams.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.Credits;
import ledger.GrantId;
import ledger.HoldId;
import ledger.Period;
import ledger.account.AlertRule;
import ledger.account.AlertRules;
import ledger.account.Budget;
import ledger.account.BudgetCount;
import ledger.account.BudgetTerms;
import ledger.account.Hold;
import ledger.account.Limits;
import ledger.account.Plan;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.Terms;
import ledger.account.ZoneOffsets;
import ledger.decide.Bounds;

/** An account's terms with everything at its bound. */
final class LargestTerms {
    private static final String WIDE = "漢";
    private static final long SEQUENCE = 1L << 40;
    private static final long TIME = 1L << 42;
    private static final long DAY_MILLIS = 86_400_000;

    private LargestTerms() {}

    static Terms terms() {
        Map<HoldId, Hold> holds = new LinkedHashMap<>();
        for (int i = 0; i < Bounds.OPEN_HOLDS_MAX; i++) {
            HoldId id = new HoldId(SEQUENCE + i);
            holds.put(id, new Hold(id, Credits.AMOUNT_MAX, Reason.AI_CHAT, TIME, TIME + DAY_MILLIS));
        }
        Refill refill = new Refill(Credits.AMOUNT_MAX, Period.MONTH, Credits.AMOUNT_MAX);
        Plan plan = new Plan(WIDE.repeat(Plan.NAME_LENGTH_MAX), refill, TIME, SEQUENCE, new GrantId(SEQUENCE));
        return new Terms(holds, Map.of(), limits(), plan, alerts(), true);
    }

    private static Limits limits() {
        List<ZoneOffsets.Shift> shifts = new ArrayList<>();
        for (int i = 0; i < ZoneOffsets.SHIFTS_MAX; i++) {
            shifts.add(new ZoneOffsets.Shift(TIME + i, ZoneOffsets.OFFSET_SECONDS_MAX));
        }
        ZoneOffsets zone = new ZoneOffsets(WIDE.repeat(ZoneOffsets.NAME_LENGTH_MAX), 1, shifts);
        List<Budget> budgets = new ArrayList<>();
        for (Period window : Period.values()) {
            BudgetCount count = new BudgetCount(window, TIME, TIME + DAY_MILLIS, Credits.AMOUNT_MAX);
            budgets.add(new Budget(new BudgetTerms(window, Credits.AMOUNT_MAX, zone), count));
        }
        return new Limits(Credits.AMOUNT_MAX, budgets);
    }

    private static AlertRules alerts() {
        List<AlertRule> rules = new ArrayList<>();
        for (int i = 0; i < AlertRules.COUNT_MAX; i++) {
            String name = Character.toString('a' + i) + WIDE.repeat(AlertRules.NAME_LENGTH_MAX - 1);
            rules.add(AlertRule.budgetUsed(name, Period.MONTH, AlertRule.Threshold.amount(Credits.AMOUNT_MAX)));
        }
        return new AlertRules(rules);
    }
}
