package ledger.streams.append;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class SharedAppendsTest {
    /** Nothing is sent because its time has come: the test would be over. */
    private static final int LINGER_MILLIS = 600_000;

    @Test
    void commands_wait_for_others_only_while_many_callers_wait(@TempDir Path folder) throws Exception {
        try (Shared shared = new Shared(folder, false)) {
            CompletableFuture<Long> first = shared.send(0, "first");
            // What comes after it in time comes before it in the log.
            assertThat(shared.append(0, "other")).isZero();
            assertThat(first).isNotDone();

            shared.waiting.decrementAndGet();
            CompletableFuture<Long> second = shared.send(0, "second");

            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isEqualTo(2);
            assertThat(shared.send(0, "third").get()).isEqualTo(3);
        }
    }

    @Test
    void commands_of_synced_partitions_are_not_sent_with_those_of_their_neighbours(@TempDir Path folder)
            throws Exception {
        try (Shared shared = new Shared(folder, true)) {
            // Both even, as all partitions of a node may be.
            CompletableFuture<Long> first = shared.send(2, "first");

            shared.waiting.decrementAndGet();
            assertThat(shared.send(0, "of another producer").get()).isZero();
            assertThat(shared.append(2, "other")).isZero();
            assertThat(first).isNotDone();

            assertThat(shared.send(3, "of the same producer").get()).isZero();
            assertThat(first.get()).isEqualTo(1);
        }
    }

    @Test
    void a_synced_partition_keeps_its_producer(@TempDir Path folder) throws Exception {
        try (Shared shared = new Shared(folder, true)) {
            CompletableFuture<Long> first = shared.send(1, "first");
            CompletableFuture<Long> second = shared.send(1, "second");

            shared.waiting.decrementAndGet();
            assertThat(shared.send(0, "of another producer").get()).isZero();
            assertThat(shared.append(1, "other")).isZero();
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();

            assertThat(shared.send(1, "third").get()).isEqualTo(3);
            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isEqualTo(2);
        }
    }

    /** A broker, and producers that linger for ever, with as many callers as make them. */
    private static final class Shared implements AutoCloseable {
        private final EmbeddedBroker broker;
        private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
        private final AtomicInteger waiting = new AtomicInteger(SharedAppends.SIBLINGS_MIN);
        private final KafkaProducer<byte[], byte[]> others;
        private final SharedAppends appends;

        Shared(Path folder, boolean isSynced) {
            broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
            StreamsSettings settings = isSynced
                    ? TestSettings.synced(broker.bootstrapServers(), folder.resolve("state"))
                    : TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
            try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
                new TopicSetup(admin, settings).prepare();
            }
            others = new KafkaProducer<>(
                    ClientProperties.waitedProducer(settings, "prices", ClientProperties.BLOCK_MILLIS));
            for (Map<String, Object> lingering : ClientProperties.commandProducers(settings)) {
                lingering.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
                lingering.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * LINGER_MILLIS);
                producers.add(new KafkaProducer<>(lingering));
            }
            appends = new SharedAppends(producers, waiting::get, Thread::new);
        }

        /** Appends past what is tested, and returns the offset. */
        long append(int partition, String what) throws Exception {
            return others.send(command(partition, what)).get().offset();
        }

        CompletableFuture<Long> send(int partition, String what) {
            CompletableFuture<Long> offset = new CompletableFuture<>();
            appends.send(command(partition, what), (metadata, failure) -> {
                if (failure == null) {
                    offset.complete(metadata.offset());
                } else {
                    offset.completeExceptionally(failure);
                }
            });
            return offset;
        }

        @Override
        public void close() {
            appends.close();
            producers.forEach(KafkaProducer::close);
            others.close();
            broker.close();
        }
    }

    private static ProducerRecord<byte[], byte[]> command(int partition, String what) {
        return new ProducerRecord<>(Topics.COMMANDS, partition, "ann".getBytes(UTF_8), what.getBytes(UTF_8));
    }
}
