package ledger.streams.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange;
import ledger.pricing.PriceOutcome;
import ledger.query.AccountFeed;
import ledger.streams.LedgerNode;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.service.ServiceStatus;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dfuzz.seconds} says for how long, and {@code -Dfuzz.seed} with which numbers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PoisonTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 60);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AccountId ZOE = new AccountId("zoe");

    @TempDir
    private Path folder;

    @Test
    void no_record_of_any_topic_stops_the_ledger() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
            try (LedgerNode node = LedgerNode.start(settings, Clock.systemUTC(), failure::set)) {
                await().atMost(PATIENCE).until(node.queries()::isReady);
                Heard heard = new Heard();
                AccountFeed.Subscription unused =
                        node.feed().subscribe(ZOE, heard).toCompletableFuture().join();

                int sent = poison(settings, failure);

                assertThat(failure.get())
                        .as("seed %d, after %d records", SEED, sent)
                        .isNull();
                worksAsBefore(settings, node, heard);
                assertThat(Books.balance(settings))
                        .as("events, of %d records", sent)
                        .isGreaterThan(SECONDS);
                assertThat(node.services())
                        .as("seed %d", SEED)
                        .allSatisfy(service -> {
                            assertThat(service.failure()).isNull();
                            assertThat(service.isRunning()).isTrue();
                        })
                        .extracting(ServiceStatus::name)
                        .contains("ingest", "feed", "sweeper", "webhook-targets");
            }
            startsAgain(settings);
        }
    }

    private static int poison(StreamsSettings settings, AtomicReference<Throwable> failure) {
        Random random = new Random(SEED);
        int sent = 0;
        try (ForeignClient client = new ForeignClient(settings, random, TestSettings.PARTITIONS)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (System.nanoTime() < end && failure.get() == null) {
                sent += client.send();
            }
        }
        return sent;
    }

    /** Commands, the feed, ingest and prices of somebody whom nobody meant. */
    private static void worksAsBefore(StreamsSettings settings, LedgerNode node, Heard heard) throws Exception {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(answer(node, grant())).isInstanceOf(Outcome.Accepted.class));
        assertThat(answer(node, spend())).isInstanceOf(Outcome.Accepted.class);
        assertThat(node.queries().balance(ZOE).balanceMicros())
                .isEqualTo(Credits.of(70).micros());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard.sequences).isNotEmpty());

        ModelId model = new ModelId("acme", "sound");
        assertThat(node.rateCards().append(price(model)).toCompletableFuture().get(60, TimeUnit.SECONDS))
                .isInstanceOfAny(PriceOutcome.Created.class);
        try (KafkaProducer<byte[], byte[]> service = new KafkaProducer<>(ClientProperties.ingestProducer(settings))) {
            String event =
                    "{\"specversion\":\"1.0\",\"type\":\"credits.usage\",\"source\":\"/sound\",\"id\":\"1\",\"subject\":"
                            + "\"zoe\",\"data\":{\"provider\":\"acme\",\"modelName\":\"sound\",\"messageCount\":2}}";
            service.send(new ProducerRecord<>(Topics.USAGE, 0, null, event.getBytes(UTF_8)))
                    .get();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(node.queries().balance(ZOE).balanceMicros())
                        .isEqualTo(Credits.of(60).micros()));
    }

    /** All of it is read again where a node starts without anything but the log. */
    private static void startsAgain(StreamsSettings settings) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (LedgerNode node = LedgerNode.start(settings, Clock.systemUTC(), failure::set)) {
            await().atMost(PATIENCE).until(node.queries()::isReady);
            assertThat(node.queries().balance(ZOE).balanceMicros())
                    .isEqualTo(Credits.of(60).micros());
        }
        assertThat(failure.get()).as("seed %d", SEED).isNull();
    }

    private static Outcome answer(LedgerNode node, LedgerCommand command) {
        return ((Answer.Decided)
                        node.commandLog().append(command).toCompletableFuture().join())
                .outcome();
    }

    private static GrantCredits grant() {
        return new GrantCredits(
                header("sound-grant"), TransactionType.PURCHASE, Reason.MANUAL_ADJUSTMENT, Credits.of(100), Note.NONE);
    }

    private static SpendCredits spend() {
        return new SpendCredits(header("sound-spend"), Reason.AI_CHAT, Credits.of(30), Note.NONE);
    }

    private static CommandHeader header(String key) {
        return new CommandHeader("id-" + key + System.nanoTime(), ZOE, new IdempotencyKey(key), "tester");
    }

    private static PriceChange price(ModelId model) {
        return new PriceChange.SetPrice(
                "tester",
                System.currentTimeMillis(),
                new PriceChange.Patch(
                        model, BigDecimal.valueOf(5), new PriceChange.Setting.Keep(), Map.of(), null, null));
    }

    private static final class Heard implements AccountFeed.Listener {
        final List<Long> sequences = new CopyOnWriteArrayList<>();

        @Override
        public void balance(long sequence, byte[] json) {
            sequences.add(sequence);
        }

        @Override
        public void alert(byte[] json) {}

        @Override
        public void ended() {}
    }
}
