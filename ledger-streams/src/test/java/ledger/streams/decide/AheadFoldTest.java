package ledger.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import ledger.command.LedgerCommand;
import ledger.log.Answer;
import ledger.streams.rows.AccountRow;
import ledger.streams.rows.StoreKeys;
import ledger.streams.topic.KeyPartition;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided at the acknowledgement is what is decided as the log is read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AheadFoldTest {
    private static final int COMMANDS = 300;
    private static final long STEP_MILLIS = 1_000;

    @TempDir
    private Path folder;

    /** Acknowledgements come late, twice, out of order, or never; and the log has records of others in between. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 55, 555})
    void whatever_is_acknowledged_when_rows_and_events_are_the_same_bytes(long seed) {
        Random random = new Random(seed);
        List<LedgerCommand> log =
                random.nextBoolean() ? RandomCommands.log(random, COMMANDS) : new RandomMoney(random, 0).log(COMMANDS);
        try (Graph plain = new Graph(folder.resolve("plain"));
                Graph ahead = new Graph(folder.resolve("ahead"))) {
            int acknowledged = 0;
            for (int at = 0; at < log.size(); at++) {
                read(plain, log, at);
                int until = Math.min(log.size(), at + random.nextInt(20));
                for (int next = Math.max(acknowledged, at); next < until; next++) {
                    int which = random.nextInt(4);
                    if (which > 0) {
                        acknowledge(ahead, log, which == 1 ? Math.max(at, next - 1) : next);
                    }
                }
                acknowledged = Math.max(acknowledged, until);
                ahead.ahead.decideHeard();
                read(ahead, log, at);
            }

            assertThat(texts(ahead.published())).as("seed %d", seed).isEqualTo(texts(plain.published()));
            assertThat(ahead.rows()).as("seed %d", seed).isEqualTo(plain.rows());
            assertThat(ahead.balances()).isEqualTo(plain.balances());
            assertThat(ahead.ahead.leadBytes()).isZero();
        }
    }

    /** The thread that decides ahead and the stream thread run at once, and neither waits for the other. */
    @Test
    void two_threads_decide_each_record_once_and_in_order() throws InterruptedException {
        Random random = new Random(11);
        List<LedgerCommand> log = RandomCommands.log(random, 2 * COMMANDS);
        try (Graph plain = new Graph(folder.resolve("plain"));
                Graph ahead = new Graph(folder.resolve("ahead"))) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            ahead.ahead.start(failure::set);
            Thread sender = new Thread(() -> {
                for (int at = 0; at < log.size(); at++) {
                    // What is left out is read first; the rest is decided by whoever hears of it first.
                    if (at % 7 > 0) {
                        acknowledge(ahead, log, at);
                    }
                }
            });
            sender.start();
            for (int at = 0; at < log.size(); at++) {
                read(plain, log, at);
                read(ahead, log, at);
            }
            sender.join();
            ahead.ahead.close();

            assertThat(failure).hasNullValue();
            assertThat(texts(ahead.published())).isEqualTo(texts(plain.published()));
            assertThat(ahead.rows()).isEqualTo(plain.rows());
            assertThat(ahead.progress.folded(0)).hasValue(log.size() - 1L);
            assertThat(ahead.ahead.decided()).isPositive();
            assertThat(ahead.ahead.leadBytes()).isZero();
        }
    }

    @Test
    void a_caller_is_answered_and_reads_its_write_before_the_command_is_read() {
        try (Graph graph = new Graph(folder)) {
            CompletableFuture<Answer> answer = graph.callers.expect("id-a", 0);
            acknowledge(graph, List.of(Graph.add("a", 100)), 0);
            graph.ahead.decideHeard();

            assertThat(answer).isCompletedWithValueMatching(Answer.Decided.class::isInstance);
            assertThat(graph.progress.folded(0)).hasValue(0);
            assertThat(balanceRead(graph)).isEqualTo(100_000_000);
            assertThat(historyRead(graph)).isEqualTo(1);
            assertThat(graph.row()).as("in the store").isEqualTo(AccountRow.NEW);
            assertThat(graph.published()).isEmpty();

            read(graph, List.of(Graph.add("a", 100)), 0);

            assertThat(graph.row().account().balanceMicros()).isEqualTo(100_000_000);
            assertThat(balanceRead(graph)).isEqualTo(100_000_000);
            assertThat(historyRead(graph)).isEqualTo(1);
            assertThat(graph.published()).hasSize(1);
        }
    }

    @Test
    void what_does_not_follow_waits_until_what_is_missing_was_read() {
        List<LedgerCommand> log = List.of(Graph.add("a", 100), Graph.use("b", 30), Graph.use("c", 90));
        try (Graph graph = new Graph(folder)) {
            CompletableFuture<Answer> first = graph.callers.expect("id-b", 0);
            CompletableFuture<Answer> second = graph.callers.expect("id-c", 0);
            acknowledge(graph, log, 2);
            acknowledge(graph, log, 1);
            graph.ahead.decideHeard();

            assertThat(first).isNotDone();
            assertThat(graph.progress.folded(0)).hasValue(-1);

            read(graph, log, 0);
            graph.ahead.decideHeard();

            assertThat(first).isDone();
            assertThat(second).isDone();
            assertThat(graph.progress.folded(0)).hasValue(2);
            read(graph, log, 1);
            read(graph, log, 2);
            assertThat(graph.published()).hasSize(3);
        }
    }

    @Test
    void a_record_that_is_read_with_another_time_than_was_acknowledged_stops_the_thread() {
        assertStops(10, CommandCodec.write(Graph.add("a", 100)));
    }

    @Test
    void a_record_that_is_read_with_other_bytes_than_were_acknowledged_stops_the_thread() {
        assertStops(0, CommandCodec.write(Graph.add("a", 101)));
    }

    private void assertStops(long readMillis, byte[] readValue) {
        try (Graph graph = new Graph(folder)) {
            acknowledge(graph, List.of(Graph.add("a", 100)), 0);
            graph.ahead.decideHeard();

            assertThatThrownBy(() -> graph.append(KeyPartition.key(Graph.ANN), readValue, readMillis))
                    .rootCause()
                    .isInstanceOf(FoldStoppedException.class)
                    .hasMessageContaining("position 0-0 of ledger.commands")
                    .hasMessageContaining("lost records that it had acknowledged");
            assertThat(graph.row()).isEqualTo(AccountRow.NEW);
        }
    }

    @Test
    void a_command_that_cannot_be_decided_leaves_nothing_ahead_and_stops_the_thread_in_its_turn() {
        List<LedgerCommand> log = List.of(Graph.add("a", 100), Graph.use("b", 30));
        try (Graph graph = new Graph(folder)) {
            read(graph, log, 0);
            graph.breakRow();
            List<String> before = graph.rows();
            CompletableFuture<Answer> answer = graph.callers.expect("id-b", 0);
            graph.ahead.acknowledged(0, 1, 1_000, KeyPartition.key(Graph.ANN), CommandCodec.write(log.get(1)));
            graph.ahead.decideHeard();

            assertThat(answer).isNotDone();
            assertThat(graph.progress.folded(0)).hasValue(0);
            assertThatThrownBy(() -> read(graph, log, 1)).rootCause().hasMessageContaining("stored row");
            assertThat(graph.rows()).isEqualTo(before);
        }
    }

    @Test
    void no_more_is_decided_ahead_than_the_bounds_allow() {
        List<LedgerCommand> log = List.of(Graph.add("a", 100), Graph.use("b", 1), Graph.use("c", 1));
        Lead small = new Lead(1, Lead.NANOS_MAX);
        Lead young = new Lead(Lead.BYTES_MAX, 0);
        for (Lead lead : List.of(small, young)) {
            try (Graph graph = new Graph(folder.resolve("bound" + lead.hashCode()), lead)) {
                for (int at = 0; at < log.size(); at++) {
                    acknowledge(graph, log, at);
                }
                graph.ahead.decideHeard();

                assertThat(graph.progress.folded(0)).hasValue(0);

                read(graph, log, 0);
                graph.ahead.wake(0);
                graph.ahead.decideHeard();

                assertThat(graph.progress.folded(0)).hasValue(1);
                read(graph, log, 1);
                read(graph, log, 2);
                assertThat(graph.published()).hasSize(3);
            }
        }
    }

    @Test
    void what_is_acknowledged_after_a_task_was_closed_is_nobodys() {
        Graph graph = new Graph(folder);
        acknowledge(graph, List.of(Graph.add("a", 100)), 0);
        graph.ahead.decideHeard();
        graph.close();
        acknowledge(graph, List.of(Graph.add("a", 100), Graph.use("b", 1)), 1);
        graph.ahead.decideHeard();

        assertThat(graph.progress.folded(0)).isEmpty();
        assertThat(graph.ahead.leadBytes()).isZero();
    }

    private static void acknowledge(Graph graph, List<LedgerCommand> log, int at) {
        LedgerCommand command = log.get(at);
        graph.ahead.acknowledged(
                0, at, at * STEP_MILLIS, KeyPartition.key(command.account()), CommandCodec.write(command));
    }

    private static void read(Graph graph, List<LedgerCommand> log, int at) {
        LedgerCommand command = log.get(at);
        graph.append(KeyPartition.key(command.account()), CommandCodec.write(command), at * STEP_MILLIS);
    }

    private static long balanceRead(Graph graph) {
        byte[] row = graph.stores.read(
                DecideTopology.LEDGER_STORE, 0, rows -> rows.get(Bytes.wrap(StoreKeys.account(Graph.ANN))));
        return AccountRow.read(row).account().balanceMicros();
    }

    private static int historyRead(Graph graph) {
        return graph.stores.read(DecideTopology.HISTORY_STORE, 0, rows -> {
            List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> all =
                    rows.range(Bytes.wrap(StoreKeys.beforeAllAccounts()), Bytes.wrap(StoreKeys.afterAllAccounts()))) {
                all.forEachRemaining(found::add);
            }
            return found.size();
        });
    }

    private static List<String> texts(List<byte[]> values) {
        return values.stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }
}
