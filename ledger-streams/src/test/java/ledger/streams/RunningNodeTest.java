package ledger.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.command.CommandHeader;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.SpendCredits;
import ledger.log.Answer;
import ledger.log.Outcome;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does that was started once and goes on: the tests share it, with an account each. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunningNodeTest {
    /** A busy machine needs longer than the ten seconds that Awaitility gives. */
    private static final Duration START_MAX = Duration.ofMinutes(1);

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static LedgerNode node;

    private final AccountId account = new AccountId("user-" + ACCOUNTS.incrementAndGet());

    @BeforeAll
    static void start_a_node() {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        node = LedgerNode.start(
                TestSettings.of(broker.bootstrapServers(), folder.resolve("state")), Clock.systemUTC(), failure -> {});
        Awaitility.await().atMost(START_MAX).until(node.queries()::isReady);
    }

    @AfterAll
    static void stop_the_node() {
        node.close();
        broker.close();
    }

    @Test
    void commands_are_decided_in_the_order_they_were_sent_and_read_back() {
        answer(add("a", 100));
        answer(use("b", 30));
        Answer refused = answer(use("c", 80));

        assertThat(((Answer.Decided) refused).outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(node.queries().balance(account).balanceMicros())
                .isEqualTo(Credits.of(70).micros());
        EntryPage page = node.queries().entries(all());
        assertThat(page.entries()).hasSize(2);
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void twenty_spends_at_once_of_all_there_is_succeed_once() {
        answer(add("a", 100));
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(node.commandLog().append(use("u" + i, 100)).toCompletableFuture());
        }

        long accepted = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> ((Answer.Decided) answer).outcome() instanceof Outcome.Accepted)
                .count();

        assertThat(accepted).isEqualTo(1);
        assertThat(node.queries().balance(account).balanceMicros()).isZero();
    }

    @Test
    void the_thread_that_callers_wait_for_goes_first() {
        answer(add("a", 100));

        assertThat(priorityOf("-decide-StreamThread-1")).isEqualTo(Thread.MAX_PRIORITY);
    }

    @Test
    void statistics_include_what_was_answered_once_they_are_waited_for() {
        for (int entries = 1; entries <= 50; entries++) {
            answer(add("k" + entries, 1));

            assertThat(days()).extracting(DayTotals::entries).containsExactly((long) entries);
        }
    }

    @Test
    void the_default_prices_are_there_from_the_first_start() {
        assertThat(node.rateCards().current().prices(System.currentTimeMillis()))
                .hasSize(12);
    }

    @Test
    void a_balance_at_a_time_is_what_it_was_then() {
        List<Long> balances = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Answer.Decided decided = (Answer.Decided) answer(i % 3 == 0 ? add("k" + i, 7) : use("k" + i, 2));
            Outcome.Accepted accepted = (Outcome.Accepted) decided.outcome();
            balances.add(accepted.entry().balanceAfterMicros());
            times.add(accepted.entry().createdAtMillis());
        }
        for (int i = 0; i < times.size(); i++) {
            if (i + 1 < times.size() && times.get(i + 1).equals(times.get(i))) {
                continue;
            }
            assertThat(node.queries().balanceAt(account, times.get(i)).balanceMicros())
                    .as("after command %d", i)
                    .isEqualTo(balances.get(i));
        }
        assertThat(node.queries().balanceAt(account, times.get(0) - 1).balanceMicros())
                .isZero();
    }

    private List<DayTotals> days() {
        node.queries().derived(account).toCompletableFuture().join();
        return node.queries().days(account, 0, Long.MAX_VALUE);
    }

    private static int priorityOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getPriority();
    }

    private static Answer answer(LedgerCommand command) {
        return node.commandLog().append(command).toCompletableFuture().join();
    }

    private CommandHeader header(String key) {
        return new CommandHeader("id-" + key + "-" + System.nanoTime(), account, new IdempotencyKey(key), "tester");
    }

    private GrantCredits add(String key, long credits) {
        return new GrantCredits(
                header(key), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(credits), Note.NONE);
    }

    private SpendCredits use(String key, long credits) {
        return new SpendCredits(header(key), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    private EntryQuery all() {
        return new EntryQuery(
                account, null, null, Long.MIN_VALUE, Long.MAX_VALUE, EntryQuery.Order.CREATED_AT, true, 50, 0, null);
    }
}
