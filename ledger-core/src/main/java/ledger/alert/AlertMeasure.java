package ledger.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ledger.GrantId;
import ledger.account.AlertRule;
import ledger.account.AlertRule.Threshold;
import ledger.account.Budget;
import ledger.account.Grant;
import ledger.fold.Account;

/**
 * An account as rules measure it. What the live grants gave includes those that the event has just used up: a spend of
 * all there was has used all of it, and not nothing of nothing. A grant that rolled over is not used up.
 */
final class AlertMeasure {
    private final Account account;
    private final long nowMillis;
    private final long givenMicros;
    private final long leftMicros;

    AlertMeasure(Account before, Account account, long nowMillis) {
        this.account = account;
        this.nowMillis = nowMillis;
        boolean isTaken = account.balanceMicros() < before.balanceMicros();
        Map<GrantId, Grant> grants = new LinkedHashMap<>(isTaken ? before.grants() : Map.of());
        grants.putAll(account.grants());
        long given = 0;
        long left = 0;
        for (Grant grant : grants.values()) {
            given = sum(given, grant.granted().micros());
            left = Math.addExact(left, account.remaining(grant.id()).micros());
        }
        givenMicros = given;
        leftMicros = left;
    }

    boolean isTrue(AlertRule rule) {
        Threshold threshold = rule.threshold();
        if (threshold == null) {
            return account.debt().isPositive();
        }
        return switch (rule.type()) {
            case REMAINING -> account.availableMicros() <= threshold.microsOf(givenMicros);
            case USED -> leftMicros <= threshold.microsLeftOf(givenMicros);
            case DEBT -> account.debt().isPositive();
            case BUDGET ->
                budget(account, rule)
                        .filter(budget -> isReached(threshold, budget))
                        .isPresent();
        };
    }

    /** How long a true rule stays true whatever happens: a budget's window ends by itself. */
    long untilMillis(AlertRule rule) {
        return budget(account, rule)
                .map(budget -> budget.at(nowMillis).untilMillis())
                .orElse(RaisedAlerts.NO_END);
    }

    /** The budget that a rule is about; empty where it is about none, or the account has it no more. */
    static Optional<Budget> budget(Account account, AlertRule rule) {
        return account.terms().limits().budgets().stream()
                .filter(budget -> budget.terms().window() == rule.window())
                .findFirst();
    }

    private boolean isReached(Threshold threshold, Budget budget) {
        long amountMicros = budget.terms().amount().micros();
        return amountMicros - budget.at(nowMillis).used().micros() <= threshold.microsLeftOf(amountMicros);
    }

    /** What grants gave in their lives has no bound together; what is left of them has. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
