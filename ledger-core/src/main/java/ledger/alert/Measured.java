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
 * An account as rules measure it. The grants that the event has just used up still count as live. Otherwise a spend of
 * everything would look like no use of no credits. A grant that rolled over does not count as used up.
 */
final class Measured {
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

    // The instanceof chain is safe, because it throws for a type that it does not know.
    boolean isTrue(AlertRule rule) {
        if (rule instanceof AlertRule.Remaining remaining) {
            return account.availableMicros() <= floorMicros(remaining.threshold());
        }
        if (rule instanceof AlertRule.Used used) {
            return isReached(used.threshold(), givenMicros, leftMicros);
        }
        if (rule instanceof AlertRule.InDebt) {
            return account.debt().isPositive();
        }
        if (rule instanceof AlertRule.BudgetUsed used) {
            return budget(account, used.window())
                    .filter(budget -> isReached(used.threshold(), budget))
                    .isPresent();
        }
        throw new IllegalStateException("an alert rule that nobody measures: " + rule);
    }

    /** The time at which a true rule becomes untrue even if nothing happens: a budget's window ends by itself. */
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

    /** The sum of what grants gave has no bound and may overflow. The sum of what is left of them is bounded. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** So much per cent of an amount, rounded down, without overflow. */
    private static long share(long micros, int percent) {
        return micros / WHOLE * percent + micros % WHOLE * percent / WHOLE;
    }
}
