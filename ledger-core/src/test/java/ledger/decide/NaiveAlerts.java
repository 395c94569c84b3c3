package ledger.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import ledger.Credits;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.AlertType;

/** Looks at a naive ledger after everything that happens, and tells which rules came true. */
final class NaiveAlerts {
    /** The names of the rules that came true, ever. */
    final List<String> told = new ArrayList<>();

    private List<AlertRule> rules = List.of();
    private Set<AlertRule> rulesBefore = Set.of();
    private Map<String, Long> untilByName = new HashMap<>();
    private Set<Long> liveBefore = Set.of();
    private long balanceBefore;
    private long lastMillis;

    void set(List<AlertRule> next) {
        rules = next;
    }

    /** What is lost as it comes back was due in the past; no window of a budget comes back with it. */
    void look(NaiveLedger ledger, long dueMillis, long nextDueMillis) {
        long atMillis = Math.max(dueMillis, lastMillis);
        lastMillis = atMillis;
        Set<Long> live = ledger.live();
        if (rules.isEmpty()) {
            untilByName.clear();
        } else if (nextDueMillis > atMillis) {
            Set<Long> counted = new HashSet<>(live);
            if (ledger.balance() < balanceBefore) {
                counted.addAll(liveBefore);
            }
            compare(ledger, atMillis, ledger.sizeOf(counted), ledger.leftOf(counted));
        }
        rulesBefore = Set.copyOf(rules);
        liveBefore = live;
        balanceBefore = ledger.balance();
    }

    private void compare(NaiveLedger ledger, long atMillis, long given, long left) {
        Map<String, Long> next = new HashMap<>();
        for (AlertRule rule : rules) {
            long until = trueUntil(rule, ledger, atMillis, given, left);
            if (until > atMillis) {
                boolean wasTrue = untilByName.getOrDefault(rule.name(), Long.MIN_VALUE) > atMillis;
                if (!wasTrue && rulesBefore.contains(rule)) {
                    told.add(rule.name());
                }
                next.put(rule.name(), until);
            }
        }
        untilByName = next;
    }

    /** Until when the rule is true, or a time of the past where it is not. */
    private static long trueUntil(AlertRule rule, NaiveLedger ledger, long atMillis, long given, long left) {
        Threshold threshold = rule.threshold();
        if (threshold == null) {
            return ledger.debt > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        if (rule.window() != null) {
            long[] budget = ledger.budgets.usedOf(rule.window(), atMillis);
            boolean isTrue = budget.length > 0 && isReached(threshold, budget[1], budget[1] - budget[0]);
            return isTrue ? budget[2] : Long.MIN_VALUE;
        }
        Credits amount = threshold.amount();
        long floor = amount == null ? given * percent(threshold) / 100 : amount.micros();
        boolean isTrue =
                rule.type() == AlertType.REMAINING ? ledger.available() <= floor : isReached(threshold, given, left);
        return isTrue ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    private static boolean isReached(Threshold threshold, long whole, long left) {
        Credits amount = threshold.amount();
        if (amount != null) {
            return whole - left >= amount.micros();
        }
        return left <= Math.floorDiv(whole * (100 - percent(threshold)), 100L);
    }

    private static long percent(Threshold threshold) {
        return Objects.requireNonNull(threshold.percent());
    }
}
