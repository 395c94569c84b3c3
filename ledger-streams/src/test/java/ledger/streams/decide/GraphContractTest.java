package ledger.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import ledger.AccountId;
import ledger.EntryId;
import ledger.HoldId;
import ledger.command.LedgerCommand;
import ledger.log.Answer;
import ledger.log.CommandLog;
import ledger.memory.InMemoryLedger;
import ledger.memory.LedgerContract;
import ledger.query.EntryQuery;
import ledger.query.LedgerQueries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real graph and its queries keep the contract, and say of random commands what the ledger in memory says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GraphContractTest implements LedgerContract {
    private static final int COMMANDS = 400;
    private static final long STEP_MILLIS = 1_800_000;

    @TempDir
    private Path state;

    private GraphLedger graph;

    @BeforeEach
    void open_the_graph() {
        graph = new GraphLedger(state);
    }

    @AfterEach
    void close_the_graph() {
        graph.close();
    }

    @Override
    public CommandLog log() {
        return graph;
    }

    @Override
    public LedgerQueries queries() {
        return graph.queries;
    }

    @Override
    public void at(long second) {
        graph.at(second * 1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void random_commands_come_to_the_same_as_in_memory(long seed) {
        AtomicLong clock = new AtomicLong();
        InMemoryLedger memory = new InMemoryLedger(clock::get, Runnable::run);
        for (LedgerCommand command : new RandomMoney(new Random(seed), 0).log(COMMANDS)) {
            graph.at(clock.addAndGet(STEP_MILLIS));
            String where = "seed " + seed + " at " + clock + ": " + command;

            assertSame(where, answer(graph, command), answer(memory, command));
            assertSame(where, queries().balance(command.account()), memory.balance(command.account()));
            assertSame(where, queries().holds(command.account()), memory.holds(command.account()));
        }
        for (int user = 0; user < RandomMoney.ACCOUNTS; user++) {
            AccountId account = new AccountId("user-" + user);
            assertThat(read(queries(), account, clock.get()))
                    .as("seed %d: %s", seed, account)
                    .containsExactlyElementsOf(read(memory, account, clock.get()));
        }
    }

    /** All that can be read of an account. */
    private static List<String> read(LedgerQueries queries, AccountId account, long nowMillis) {
        EntryQuery all = new EntryQuery(
                account, null, null, Long.MIN_VALUE, Long.MAX_VALUE, EntryQuery.Order.AMOUNT, true, 200, 0, null);
        List<Object> read = new ArrayList<>();
        read.add(queries.terms(account));
        read.add(queries.entries(all));
        read.addAll(queries.days(account, 0, Long.MAX_VALUE));
        for (long at = 0; at <= nowMillis; at += 7 * STEP_MILLIS / 2) {
            // Which sequence a refusal leaves behind is seen in the balance now, and not in one of the past.
            read.add(text(queries.balanceAt(account, at)).replaceAll("sequence=\\d+, as", "as"));
        }
        for (long at = 1; at <= queries.balance(account).sequence(); at++) {
            read.add(queries.hold(account, new HoldId(at)));
            read.add(queries.entry(new EntryId(account, at)));
        }
        return read.stream().map(GraphContractTest::text).toList();
    }

    private static Answer answer(CommandLog log, LedgerCommand command) {
        return log.append(command).toCompletableFuture().join();
    }

    /** Only the graph chains hashes. */
    private static void assertSame(String where, Object actual, Object expected) {
        assertThat(text(actual)).as(where).isEqualTo(text(expected));
    }

    private static String text(Object read) {
        return read.toString().replaceAll("hash=[0-9a-f]{64}", "hash");
    }
}
