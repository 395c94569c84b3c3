package ledger.streams.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import ledger.AccountId;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.query.AccountFeed;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class TopicFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final class Heard implements AccountFeed.Listener {
        final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void balance(long sequence, byte[] json) {
            all.add("balance " + sequence);
        }

        @Override
        public void alert(byte[] json) {
            all.add("alert " + new String(json, UTF_8));
        }

        @Override
        public void ended() {
            all.add("ended");
        }
    }

    /** A consumer that says when it was closed. */
    private static final class Seen extends KafkaConsumer<byte[], byte @Nullable []> {
        private final AtomicInteger closed;

        Seen(StreamsSettings settings, AtomicInteger closed) {
            super(ClientProperties.readingConsumer(settings, "feed"));
            this.closed = closed;
        }

        @Override
        public void close(CloseOptions options) {
            super.close(options);
            closed.incrementAndGet();
        }
    }

    @Test
    void whoever_listens_hears_what_comes_of_one_user_and_nothing_after(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
            try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
                new TopicSetup(admin, settings).prepare();
            }
            Heard heard = new Heard();
            Heard later = new Heard();
            AtomicInteger closed = new AtomicInteger();
            try (TopicFeed feed = new TopicFeed(() -> new Seen(settings, closed))) {
                feed.start();
                append(settings, Topics.BALANCES, "ann", balance("ann", 1));
                AccountFeed.Subscription first = listen(feed, heard);
                append(settings, Topics.BALANCES, "ann", balance("ann", 2));
                append(settings, Topics.BALANCES, "ben", balance("ben", 7));
                append(settings, Topics.ALERTS, "ann", balance("ann", 2));
                await().atMost(PATIENCE).until(() -> heard.all.size() >= 2);
                first.close();

                // All have gone, so it begins anew, but only where its reader has seen that: until then the next to
                // listen may hear what was appended a moment before.
                await().atMost(PATIENCE).until(() -> closed.get() == 1);
                append(settings, Topics.BALANCES, "ann", balance("ann", 3));
                listen(feed, later);
                append(settings, Topics.BALANCES, "ann", balance("ann", 4));
                await().atMost(PATIENCE).until(() -> !later.all.isEmpty());
            }

            assertThat(heard.all).containsExactlyInAnyOrder("balance 2", "alert " + balance("ann", 2));
            assertThat(later.all).containsExactly("balance 4", "ended");
        }
    }

    @Test
    void what_no_ledger_wrote_is_counted_and_reaches_nobody(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
            try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
                new TopicSetup(admin, settings).prepare();
            }
            Heard heard = new Heard();
            try (TopicFeed feed = new TopicFeed(settings)) {
                feed.start();
                AccountFeed.Subscription unused = listen(feed, heard);
                List<@Nullable String> foreign = new ArrayList<>(List.of(
                        "",
                        "garbage",
                        "[".repeat(50_000),
                        "{\"userId\":\"ann\"}",
                        "{\"userId\":\"ann\",\"sequence\":9223372036854775808}",
                        "{\"userId\":\"ben\",\"sequence\":3}",
                        "{\"userId\":\"ann\",\n\ndata: forged\n\n\"sequence\":3}",
                        "{\"userId\":\"ann\",\"sequence\":3,\"x\":\"" + "x".repeat(100_000) + "\"}"));
                foreign.add(null);
                for (String json : foreign) {
                    append(settings, Topics.BALANCES, "ann", json);
                    append(settings, Topics.ALERTS, "ann", json);
                }
                append(settings, Topics.BALANCES, "ann", balance("ann", 4));
                append(settings, Topics.ALERTS, "ann", balance("ann", 4));

                await().atMost(PATIENCE).until(() -> heard.all.size() >= 2);
                assertThat(heard.all).containsExactlyInAnyOrder("balance 4", "alert " + balance("ann", 4));
                await().atMost(PATIENCE).until(() -> feed.skipped() == 2L * foreign.size());
                assertThat(feed.status().restarts()).isZero();
            }
        }
    }

    private static String balance(String user, long sequence) {
        return "{\"userId\":\"" + user + "\",\"sequence\":" + sequence + "}";
    }

    private static AccountFeed.Subscription listen(TopicFeed feed, Heard heard) {
        return feed.subscribe(new AccountId("ann"), heard).toCompletableFuture().join();
    }

    private static void append(StreamsSettings settings, String topic, String user, @Nullable String json)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.waitedProducer(settings, "webhooks", ClientProperties.BLOCK_MILLIS))) {
            producer.send(new ProducerRecord<>(topic, user.getBytes(UTF_8), json == null ? null : json.getBytes(UTF_8)))
                    .get();
        }
    }
}
