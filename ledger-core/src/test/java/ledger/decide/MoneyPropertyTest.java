package ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import ledger.account.AlertRule;
import ledger.account.Book;
import ledger.account.Budget;
import ledger.account.TransactionType;
import ledger.alert.AlertWatch;
import ledger.alert.RaisedAlerts;
import ledger.command.LedgerCommand;
import ledger.event.CommandRejected;
import ledger.fold.Account;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random commands at random times, told to the ledger, to a ledger that is swept and restarted in between, and to a
 * naive one: after every step the books are in order and all three agree.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyPropertyTest {
    private static final int COMMANDS = 250;

    private final List<String> told = new ArrayList<>();
    private RaisedAlerts raised = RaisedAlerts.NONE;
    private long watchedMillis;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(
            longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1_597, 2_584, 4_181, 6_765, 10_946})
    void random_commands_at_random_times_come_to_the_same_whoever_counts_sweeps_and_restarts(long seed) {
        RandomLife life = new RandomLife(seed);
        Scenario ledger = Scenario.given();
        Scenario swept = Scenario.given();
        NaiveLedger naive = new NaiveLedger();
        long last = 0;
        for (int at = 1; at <= COMMANDS; at++) {
            long second = life.nextSecond(ledger.account());
            LedgerCommand command = life.command();
            if (life.often()) {
                swept.restarted().atSecond(Math.max(last, second - life.few())).when(Commands.sweep());
            }
            last = second;
            Account before = ledger.account();

            ledger.atSecond(second).when(command);
            swept.atSecond(second).when(command);
            boolean accepted = naive.take(command, second * 1_000);

            life.saw(ledger);
            String where = "seed " + seed + " command " + at + " " + command;
            watch(before, ledger);
            assertThat(!(ledger.last() instanceof CommandRejected)).as(where).isEqualTo(accepted);
            assertThat(swept.account()).as(where).isEqualTo(ledger.account());
            checkBooks(ledger.account(), where);
            compare(ledger, naive, where);
        }
        ledger.restarted();
    }

    private void watch(Account account, Scenario ledger) {
        Account before = account;
        for (DecidedEvent decided : ledger.events()) {
            long atMillis = Objects.requireNonNullElse(decided.effectiveAtMillis(), ledger.nowMillis());
            watchedMillis = Math.max(watchedMillis, atMillis);
            AlertWatch.Watched watched = AlertWatch.watch(before, decided.account(), watchedMillis, raised);
            List<AlertRule> rules = decided.account().terms().alerts().rules();
            watched.crossed().forEach(place -> told.add(rules.get(place).name()));
            raised = watched.raised();
            before = decided.account();
        }
    }

    private void compare(Scenario ledger, NaiveLedger naive, String where) {
        Account account = ledger.account();
        assertThat(account.balanceMicros()).as(where).isEqualTo(naive.balance());
        assertThat(account.availableMicros()).as(where).isEqualTo(naive.available());
        assertThat(account.heldMicros()).as(where).isEqualTo(naive.held());
        assertThat(account.used().micros()).as(where).isEqualTo(naive.used);
        assertThat(account.expired().micros()).as(where).isEqualTo(naive.expired);
        assertThat(account.debt().micros()).as(where).isEqualTo(naive.debt);
        assertThat(issued(account)).as(where).isEqualTo(naive.granted - naive.takenBack);
        assertThat(account.grants().keySet().stream().mapToLong(grant -> grant.sequence()))
                .as(where)
                .containsExactlyInAnyOrderElementsOf(naive.live());
        account.grants()
                .values()
                .forEach(grant -> assertThat(grant.granted().micros())
                        .as("%s %s", where, grant)
                        .isEqualTo(naive.sizeOf(Set.of(grant.id().sequence()))));
        for (Budget budget : account.terms().limits().budgets()) {
            assertThat(budget.at(ledger.nowMillis()).used().micros())
                    .as("%s %s", where, budget)
                    .isEqualTo(naive.budgets.usedOf(budget.terms().window(), ledger.nowMillis())[0]);
        }
        assertThat(told).as(where).isEqualTo(naive.alerts.told);
    }

    private static long issued(Account account) {
        long issued = 0;
        for (TransactionType type : TransactionType.values()) {
            issued += account.issuedMicros(type);
        }
        return issued;
    }

    private static void checkBooks(Account account, String where) {
        long sum = 0;
        long available = 0;
        long held = 0;
        long overdrawn = 0;
        for (var book : account.books().entrySet()) {
            long micros = book.getValue();
            sum += micros;
            if (book.getKey() instanceof Book.Available) {
                assertThat(micros).as("%s %s", where, book).isPositive();
                available += micros;
            } else if (book.getKey() instanceof Book.Held) {
                assertThat(micros).as("%s %s", where, book).isPositive();
                held += micros;
            } else if (book.getKey() instanceof Book.HeldOverdraft) {
                held += micros;
                overdrawn += micros;
            }
        }
        assertThat(sum).as("%s sum of books", where).isZero();
        assertThat(account.heldMicros()).as(where).isEqualTo(held);
        assertThat(account.terms().holds().values().stream()
                        .mapToLong(hold -> hold.amount().micros())
                        .sum())
                .as("%s sum of holds", where)
                .isEqualTo(held);
        assertThat(account.balanceMicros())
                .as(where)
                .isEqualTo(available + held - overdrawn - account.debt().micros());
        assertThat(account.debt().isPositive() && available > 0)
                .as("%s debt beside something to spend", where)
                .isFalse();
    }
}
