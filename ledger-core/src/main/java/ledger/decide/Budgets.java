package ledger.decide;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ledger.Credits;
import ledger.account.Budget;
import ledger.account.BudgetCount;
import ledger.account.Hold;
import ledger.fold.Account;

/**
 * What an account may use of its budgets at a time, and what counts after it. A hold counts in the window it was placed
 * in, a use in the window it is charged in.
 */
record Budgets(Account account, long nowMillis) {
    private List<Budget> all() {
        return account.terms().limits().budgets();
    }

    /** The longest window that has less than the amount left. */
    Optional<Budget> exceededBy(Credits amount) {
        return all().stream()
                .filter(budget ->
                        amount.isPositive() && budget.leftAt(nowMillis).compareTo(amount) < 0)
                .max(Comparator.comparing(budget -> budget.terms().window()));
    }

    /** How much may be used in every window at most. */
    Credits left() {
        return all().stream().map(budget -> budget.leftAt(nowMillis)).reduce(Credits.AMOUNT_MAX, Credits::min);
    }

    List<BudgetCount> with(Credits used) {
        return all().isEmpty()
                ? List.of()
                : all().stream()
                        .map(budget -> budget.at(nowMillis).plus(used.micros()))
                        .toList();
    }

    List<BudgetCount> without(Hold hold) {
        return all().stream()
                .map(Budget::count)
                .filter(count -> includes(count, hold))
                .map(count -> count.plus(-hold.amount().micros()))
                .toList();
    }

    List<BudgetCount> captured(Hold hold, Credits used) {
        return all().stream()
                .map(budget -> budget.at(nowMillis))
                .map(count -> count.plus(
                        includes(count, hold) ? used.micros() - hold.amount().micros() : used.micros()))
                .toList();
    }

    /** What a new budget has used already: what is held in its window. */
    BudgetCount ofOpenHolds(BudgetCount none) {
        BudgetCount count = none;
        for (Hold hold : account.terms().holds().values()) {
            count = includes(count, hold) ? count.plus(hold.amount().micros()) : count;
        }
        return count;
    }

    private static boolean includes(BudgetCount count, Hold hold) {
        return hold.createdAtMillis() >= count.fromMillis() && hold.createdAtMillis() < count.untilMillis();
    }
}
