package ledger.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
            try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
                new TopicSetup(admin, settings).prepare();
            }
            AtomicInteger waiting = new AtomicInteger(SharedAppends.SIBLINGS_MIN);
            Map<String, Object> lingering = ClientProperties.commandProducer(settings);
            lingering.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
            lingering.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * LINGER_MILLIS);
            try (KafkaProducer<byte[], byte[]> others = new KafkaProducer<>(ClientProperties.priceProducer(settings));
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(lingering);
                    SharedAppends appends = new SharedAppends(producer, waiting::get, Thread::new)) {
                CompletableFuture<Long> first = send(appends, "first");
                // What comes after it in time comes before it in the log.
                assertThat(others.send(command("other")).get().offset()).isZero();
                assertThat(first).isNotDone();

                waiting.decrementAndGet();
                CompletableFuture<Long> second = send(appends, "second");

                assertThat(first.get()).isEqualTo(1);
                assertThat(second.get()).isEqualTo(2);
                assertThat(send(appends, "third").get()).isEqualTo(3);
            }
        }
    }

    private static CompletableFuture<Long> send(SharedAppends appends, String what) {
        CompletableFuture<Long> offset = new CompletableFuture<>();
        appends.send(command(what), (metadata, failure) -> {
            if (failure == null) {
                offset.complete(metadata.offset());
            } else {
                offset.completeExceptionally(failure);
            }
        });
        return offset;
    }

    private static ProducerRecord<byte[], byte[]> command(String what) {
        return new ProducerRecord<>(Topics.COMMANDS, 0, "ann".getBytes(UTF_8), what.getBytes(UTF_8));
    }
}
