package ledger.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import ledger.AccountId;
import ledger.Credits;
import ledger.IdempotencyKey;
import ledger.Note;
import ledger.UnavailableException;
import ledger.account.Reason;
import ledger.account.TransactionType;
import ledger.command.CommandHeader;
import ledger.command.GrantCredits;
import ledger.command.LedgerCommand;
import ledger.command.SpendCredits;
import ledger.log.Answer;
import ledger.query.DayTotals;
import ledger.streams.recover.StateRefusedException;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.EventCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is the end of the events, whatever somebody has added, and is not counted twice. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FoldedAgainTest {
    private static final AccountId ANN = new AccountId("ann");
    private static final int PARTITION = KeyPartition.of(ANN, TestSettings.PARTITIONS);
    private static final TopicPartition COMMANDS = new TopicPartition(Topics.COMMANDS, PARTITION);
    /** More than a start reads at first. */
    private static final int COPIES = 200;

    @TempDir
    private Path folder;

    private OwnBroker broker;
    private StreamsSettings settings;

    @BeforeEach
    void start_a_broker() {
        broker = new OwnBroker(folder);
        settings = broker.settings();
    }

    @AfterEach
    void stop_the_broker() {
        broker.close();
    }

    @Test
    void copies_of_old_events_at_the_end_are_passed_over_at_a_start_and_in_a_rebuild() throws Exception {
        List<DayTotals> days = somethingHappens();
        List<ConsumerRecord<byte[], byte[]>> published = events();
        publish(published.get(0));
        publish(published.get(2));

        try (LedgerNode node = broker.readyNode()) {
            assertThat(balance(node)).isEqualTo(Credits.of(70).micros());
            assertThat(days(node)).isEqualTo(days);
        }
        assertThat(broker.failures()).isEmpty();

        LedgerRebuild.run(settings, Clock.systemUTC(), OptionalInt.empty(), commands -> {});
        try (LedgerNode node = broker.readyNode()) {
            assertThat(balance(node)).isEqualTo(Credits.of(70).micros());
            assertThat(days(node)).isEqualTo(days);
        }
        assertThat(events()).hasSize(published.size() + 2 * COPIES);
    }

    @Test
    void a_state_that_is_folded_again_counts_what_is_new_and_nothing_else() throws Exception {
        somethingHappens();
        loseACommand();
        List<String> repairs = new CopyOnWriteArrayList<>();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();

        try (LedgerNode node =
                LedgerNode.startRepairing(settings, Clock.systemUTC(), broker.failures()::add, repairs::add)) {
            node.bindTo(metrics);
            // The other partitions are served before this one is judged.
            await().atMost(OwnBroker.START_MAX)
                    .ignoreExceptions()
                    .until(() -> balance(node) == Credits.of(65).micros());
            assertThat(repairs).hasSize(1);
            await().until(() -> value(metrics, "ledger.credits.available") == 65);
            assertThat(value(metrics, "ledger.state.rebuilds")).isEqualTo(1);
            assertThat(value(metrics, "ledger.partitions.quiet")).isZero();
            assertThat(value(metrics, "ledger.credits.charged")).isEqualTo(5);
            assertThat(value(metrics, "ledger.credits.granted")).isZero();
            assertThat(commands(metrics)).isEqualTo(1);
            assertThat(metrics.get("ledger.rules.version")
                            .tag("partition", Integer.toString(PARTITION))
                            .gauge()
                            .value())
                    .isEqualTo(TestSettings.RULES.newest().version());
        }
        assertThat(broker.failures()).isEmpty();
    }

    /** As {@code serve} starts it, which may be one of several: what is thrown away is a person's word. */
    @Test
    void a_state_that_lacks_something_is_not_served_until_its_partition_is_rebuilt() throws Exception {
        somethingHappens();
        List<String> published = eventIds();
        loseACommand();

        try (LedgerNode node = broker.node()) {
            await().atMost(OwnBroker.START_MAX).until(() -> !broker.failures().isEmpty());
            assertThatThrownBy(() -> balance(node)).isInstanceOf(UnavailableException.class);
        }
        assertThat(broker.failures())
                .singleElement(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(StateRefusedException.class)
                .hasMessageStartingWith(
                        "the state of partition " + PARTITION + " is not what its log says: the command")
                .hasMessageContaining("run ./ledger rebuild --partition " + PARTITION + ", or");

        broker.failures().clear();
        LedgerRebuild.run(settings, Clock.systemUTC(), OptionalInt.of(PARTITION), commands -> {});
        try (LedgerNode node = broker.readyNode()) {
            assertThat(balance(node)).isEqualTo(Credits.of(65).micros());
        }
        assertThat(eventIds())
                .startsWith(published.toArray(String[]::new))
                .hasSize(published.size() + 1)
                .doesNotHaveDuplicates();
    }

    /** A grant, a spend, its repetition and another grant; 70 credits are left. Returns the statistics. */
    private List<DayTotals> somethingHappens() {
        try (LedgerNode node = broker.readyNode()) {
            answer(node, grant("a", 60));
            answer(node, spend("b", 30));
            answer(node, spend("b", 30));
            answer(node, grant("c", 40));
            return days(node);
        }
    }

    /** A spend that counts as folded, and was not. */
    private void loseACommand() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ClientProperties.ingestProducer(settings));
                Admin admin = Admin.create(ClientProperties.admin(settings))) {
            long offset = producer.send(new ProducerRecord<>(
                            Topics.COMMANDS, PARTITION, KeyPartition.key(ANN), CommandCodec.write(spend("d", 5))))
                    .get()
                    .offset();
            admin.alterConsumerGroupOffsets(
                            settings.applicationId(), Map.of(COMMANDS, new OffsetAndMetadata(offset + 1)))
                    .all()
                    .get();
        }
    }

    /** With a header that an earlier build read at each start, and that no build can read. */
    private void publish(ConsumerRecord<byte[], byte[]> event) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ClientProperties.ingestProducer(settings))) {
            for (int i = 0; i < COPIES; i++) {
                ProducerRecord<byte[], byte[]> copy =
                        new ProducerRecord<>(Topics.EVENTS, PARTITION, event.key(), event.value());
                copy.headers().add("ledger-recap", new byte[] {(byte) 0xff, 0});
                producer.send(copy).get();
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> events() {
        return broker.read(Topics.EVENTS, PARTITION);
    }

    private List<String> eventIds() {
        return events().stream()
                .map(event -> EventCodec.read(event.value()).id())
                .toList();
    }

    private static long balance(LedgerNode node) {
        return node.queries().balance(ANN).balanceMicros();
    }

    private static List<DayTotals> days(LedgerNode node) {
        node.queries().derived(ANN).toCompletableFuture().join();
        return node.queries().days(ANN, 0, Long.MAX_VALUE);
    }

    private static double value(SimpleMeterRegistry metrics, String name) {
        return metrics.get(name).meter().measure().iterator().next().getValue();
    }

    private static double commands(SimpleMeterRegistry metrics) {
        return metrics.get("ledger.commands").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static void answer(LedgerNode node, LedgerCommand command) {
        assertThat(node.commandLog().append(command).toCompletableFuture().join())
                .isInstanceOf(Answer.Decided.class);
    }

    private static GrantCredits grant(String key, long credits) {
        return new GrantCredits(
                header(key), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(credits), Note.NONE);
    }

    private static SpendCredits spend(String key, long credits) {
        return new SpendCredits(header(key), Reason.AI_CHAT, Credits.of(credits), Note.NONE);
    }

    private static CommandHeader header(String key) {
        return new CommandHeader("id-" + key + System.nanoTime(), ANN, new IdempotencyKey(key), "tester");
    }
}
