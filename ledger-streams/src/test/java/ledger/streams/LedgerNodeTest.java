package ledger.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.Position;
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
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.StartRefusedException;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node finds when it starts, and refuses. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerNodeTest {
    /** A busy machine needs longer than the ten seconds that Awaitility gives. */
    private static final Duration START_MAX = Duration.ofMinutes(1);

    private static final int COMMIT_MILLIS = 200;
    /** The most that `LEDGER_COMMIT_INTERVAL_MS` may be. Kafka refuses one that a transaction would not outlive. */
    private static final int COMMIT_MILLIS_MAX = 5_000;

    private static final AccountId ANN = new AccountId("ann");

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void start_a_broker() {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
    }

    @AfterEach
    void stop_the_broker() {
        broker.close();
    }

    /** With the longest interval between commits: what was answered last is left to the close. */
    @Test
    void a_node_started_again_has_lost_nothing() {
        Position position;
        try (LedgerNode node = ready(node("state", COMMIT_MILLIS_MAX))) {
            answer(node, add("a", 100));
            position = answer(node, use("b", 30)).position();
        }
        try (LedgerNode node = ready(node("state", COMMIT_MILLIS_MAX))) {
            assertThat(node.queries().position(ANN)).isEqualTo(position);
            assertThat(node.queries().balance(ANN).balanceMicros())
                    .isEqualTo(Credits.of(70).micros());
            assertThat(((Answer.Decided) answer(node, use("b", 30))).repeated()).isTrue();
        }
    }

    @Test
    void statistics_survive_a_restart_and_the_loss_of_their_store() {
        List<DayTotals> first;
        List<DayTotals> restarted;
        try (LedgerNode node = ready(node())) {
            answer(node, add("a", 10));
            first = days(node);
        }
        try (LedgerNode node = ready(node())) {
            answer(node, use("b", 4));
            restarted = days(node);
        }
        try (LedgerNode node = ready(node("elsewhere"))) {
            assertThat(days(node)).isEqualTo(restarted);
        }
        assertThat(first).extracting(DayTotals::added).containsExactly(Credits.of(10));
        assertThat(restarted).extracting(DayTotals::added).containsExactly(Credits.of(10));
        assertThat(restarted).extracting(DayTotals::used).containsExactly(Credits.of(4));
        assertThat(restarted).extracting(DayTotals::entries).containsExactly(2L);
    }

    @Test
    void a_log_shorter_than_the_fold_is_refused_before_anything_is_appended() throws Exception {
        try (LedgerNode node = ready(node())) {
            answer(node, add("a", 100));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(
                            "ledger-test", Map.of(new TopicPartition(Topics.COMMANDS, 0), new OffsetAndMetadata(1_000)))
                    .all()
                    .get();
        }

        assertThatThrownBy(this::node)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("commands that were answered are missing from the log");
    }

    @Test
    void history_that_was_cut_off_before_it_was_folded_is_refused() throws Exception {
        try (LedgerNode node = ready(node())) {
            answer(node, add("a", 100));
        }
        int partition = KeyPartition.of(ANN, 2);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicPartition log = new TopicPartition(Topics.COMMANDS, partition);
            admin.deleteConsumerGroupOffsets("ledger-test", Set.of(log)).all().get();
            admin.deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        assertThatThrownBy(this::node)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("no committed fold says what came before");
    }

    private static List<DayTotals> days(LedgerNode node) {
        node.queries().derived(ANN).toCompletableFuture().join();
        return node.queries().days(ANN, 0, Long.MAX_VALUE);
    }

    /** As a crash leaves it: what stands at the end of the log was never read, and is no command. */
    @Test
    void a_log_that_ends_in_a_foreign_transaction_is_served_after_a_restart() throws Exception {
        try (LedgerNode node = ready(node())) {
            answer(node, add("a", 100));
        }
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                "foreign",
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(properties)) {
            foreign.initTransactions();
            foreign.beginTransaction();
            foreign.send(new ProducerRecord<>(Topics.COMMANDS, 0, null, new byte[] {1}))
                    .get();
            foreign.commitTransaction();
            foreign.beginTransaction();
            foreign.send(new ProducerRecord<>(Topics.COMMANDS, 1, null, new byte[] {1}))
                    .get();
            foreign.abortTransaction();
        }

        try (LedgerNode node = ready(node())) {
            assertThat(node.behind()).isZero();
            assertThat(((Answer.Decided) answer(node, use("b", 30))).outcome()).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private LedgerNode node() {
        return node("state");
    }

    private LedgerNode node(String directory) {
        return node(directory, COMMIT_MILLIS);
    }

    private LedgerNode node(String directory, int commitIntervalMillis) {
        StreamsSettings settings = new StreamsSettings(
                broker.bootstrapServers(),
                Map.of(),
                "ledger-test",
                2,
                1,
                0,
                1,
                commitIntervalMillis,
                false,
                folder.resolve(directory),
                URI.create("http://127.0.0.1:7070"),
                true,
                true,
                TestSettings.RULES,
                true);
        return LedgerNode.start(settings, Clock.systemUTC(), failure -> {});
    }

    private static LedgerNode ready(LedgerNode node) {
        Awaitility.await().atMost(START_MAX).until(node.queries()::isReady);
        return node;
    }

    private static Answer answer(LedgerNode node, LedgerCommand command) {
        return node.commandLog().append(command).toCompletableFuture().join();
    }

    private static CommandHeader header(String key) {
        return new CommandHeader("id-" + key + "-" + System.nanoTime(), ANN, new IdempotencyKey(key), "tester");
    }

    private static GrantCredits add(String key, long credits) {
        return new GrantCredits(
                header(key), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(credits), Note.NONE);
    }

    private static SpendCredits use(String key, long credits) {
        return new SpendCredits(header(key), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }
}
