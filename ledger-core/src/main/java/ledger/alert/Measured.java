package ledger.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ledger.Credits;
import ledger.GrantId;
import ledger.Period;
import ledger.event.AlertRule;
import ledger.event.AlertRule.Threshold;
import ledger.event.Budget;
import ledger.event.Grant;
import ledger.fold.Account;

/**
 * An account as rules measure it. What the live grants gave includes those that the event has just used up: a spend of
 * all there was has used all of it, and not nothing of nothing. A grant that rolled over is not used up.
 */
final class Measured implements AlertRule.Handler<Boolean> {
    private static final int WHOLE = 100;

    private final Account account;
    private final long nowMillis;
    private final long givenMicros;
    private final long leftMicros;

    Measured(Account before, Account account, long nowMillis) {
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
        return rule.accept(this);
    }

    @Override
    public Boolean on(AlertRule.Remaining rule) {
        return account.availableMicros() <= floorMicros(rule.threshold());
    }

    @Override
    public Boolean on(AlertRule.Used rule) {
        return isReached(rule.threshold(), givenMicros, leftMicros);
    }

    @Override
    public Boolean on(AlertRule.InDebt rule) {
        return account.debt().isPositive();
    }

    @Override
    public Boolean on(AlertRule.BudgetUsed rule) {
        return budget(account, rule.window())
                .filter(budget -> isReached(rule.threshold(), budget))
                .isPresent();
    }

    /** Until when a rule that is true stays so whatever happens not: a budget's window ends by itself. */
    long untilMillis(AlertRule rule) {
        if (rule instanceof AlertRule.BudgetUsed used) {
            return budget(account, used.window())
                    .map(budget -> budget.at(nowMillis).untilMillis())
                    .orElse(RaisedAlerts.NO_END);
        }
        return RaisedAlerts.NO_END;
    }

    static Optional<Budget> budget(Account account, Period window) {
        return account.terms().limits().budgets().stream()
                .filter(budget -> budget.terms().window() == window)
                .findFirst();
    }

    private boolean isReached(Threshold threshold, Budget budget) {
        long amountMicros = budget.terms().amount().micros();
        return isReached(
                threshold,
                amountMicros,
                amountMicros - budget.at(nowMillis).used().micros());
    }

    private long floorMicros(Threshold threshold) {
        return threshold instanceof Threshold.Amount amount
                ? amount.credits().micros()
                : share(givenMicros, ((Threshold.Percent) threshold).percent());
    }

    /** Whether so much of a whole is gone that the threshold is reached, given what is left of it. */
    private static boolean isReached(Threshold threshold, long wholeMicros, long leftMicros) {
        if (threshold instanceof Threshold.Amount amount) {
            Credits limit = amount.credits();
            return wholeMicros - leftMicros >= limit.micros();
        }
        return leftMicros <= share(wholeMicros, WHOLE - ((Threshold.Percent) threshold).percent());
    }

    /** What grants gave in their lives has no bound together; what is left of them has. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** So much per cent of an amount, rounded down, without overflow. */
    private static long share(long micros, int percent) {
        return micros / WHOLE * percent + micros % WHOLE * percent / WHOLE;
    }
}
