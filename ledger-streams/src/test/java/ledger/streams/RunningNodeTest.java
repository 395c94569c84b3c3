package ledger.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import ledger.query.AccountFeed;
import ledger.query.DayTotals;
import ledger.query.EntryPage;
import ledger.query.EntryQuery;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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

    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();

    private static EmbeddedBroker broker;
    private static StreamsSettings settings;
    private static LedgerNode node;

    private final AccountId account = new AccountId("user-" + ACCOUNTS.incrementAndGet());

    @BeforeAll
    static void start_a_node() {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
        node = LedgerNode.start(settings, Clock.systemUTC(), failure -> {});
        node.bindTo(METRICS);
        await().atMost(START_MAX).until(node.queries()::isReady);
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
            balances.add(accepted.entry().past().balanceAfterMicros());
            times.add(accepted.entry().past().timeMillis());
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

    @Test
    void garbage_among_the_balances_is_counted_while_somebody_listens() throws Exception {
        double before = skippedByTheFeed();
        Queue<Long> heard = new ConcurrentLinkedQueue<>();
        AccountFeed.Subscription subscription = node.feed()
                .subscribe(account, new Heard(heard))
                .toCompletableFuture()
                .join();
        byte[] key = KeyPartition.key(account);

        try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(ClientProperties.ingestProducer(settings))) {
            foreign.send(new ProducerRecord<>(Topics.BALANCES, key, new byte[] {'{'}))
                    .get();
            foreign.send(new ProducerRecord<>(Topics.BALANCES, key, new byte[0]))
                    .get();
        }
        answer(add("a", 5));

        // It stands behind the garbage, in the same partition.
        await().atMost(START_MAX).until(() -> !heard.isEmpty());
        subscription.close();
        assertThat(skippedByTheFeed() - before).isEqualTo(2);
        assertThat(heard).containsExactly(1L);
    }

    /** As where somebody starts a second node with a copy of this one's state directory. */
    @Test
    void an_ingest_that_fails_once_is_counted_as_restarted_once_and_runs_again() {
        double before = ofIngest("ledger.service.restarts");

        try (KafkaConsumer<byte[], byte[]> copy = new KafkaConsumer<>(
                ClientProperties.ingestConsumer(settings, InstanceId.of(settings.stateDirectory())))) {
            copy.subscribe(List.of(Topics.USAGE));
            await().atMost(START_MAX).pollInSameThread().until(() -> {
                copy.poll(Duration.ofMillis(50));
                return ofIngest("ledger.service.restarts") > before;
            });
        }

        await().atMost(START_MAX).until(() -> ofIngest("ledger.service.running") == 1);
        assertThat(ofIngest("ledger.service.restarts") - before).isEqualTo(1);
        assertThat(ofIngest("ledger.service.failing")).isZero();
    }

    private static double skippedByTheFeed() {
        return METRICS.get("ledger.skipped.records")
                .tag("reader", "feed")
                .functionCounter()
                .count();
    }

    private static double ofIngest(String gauge) {
        return METRICS.get(gauge).tag("service", "ingest").gauge().value();
    }

    /** Keeps the sequence of each balance. */
    private record Heard(Queue<Long> sequences) implements AccountFeed.Listener {
        @Override
        public void balance(long sequence, byte[] json) {
            sequences.add(sequence);
        }

        @Override
        public void alert(byte[] json) {
            sequences.add(-1L);
        }

        @Override
        public void ended() {
            // Every subscription of a node that runs ends when it is closed.
        }
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
