package ledger.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static ledger.streams.ingest.UsageRecords.DATA;
import static ledger.streams.ingest.UsageRecords.bytes;
import static ledger.streams.ingest.UsageRecords.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.command.LedgerCommand;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import ledger.streams.wire.Decoded;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("FutureReturnValueIgnored") // A record that was not sent is missed by the assertions.
class UsageIngestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One node that is started again and again: another would wait until this one is declared dead. */
    private static final String INSTANCE = "node-1";

    private EmbeddedBroker broker;
    private StreamsSettings settings;
    private KafkaProducer<byte[], byte[]> service;

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), 0));
        settings = TestSettings.of(broker.bootstrapServers(), directory.resolve("state"));
        try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
            new TopicSetup(admin, settings).prepare();
        }
        service = new KafkaProducer<>(ClientProperties.ingestProducer(settings));
    }

    @AfterAll
    void stop() {
        service.close();
        broker.close();
    }

    @Test
    void usage_in_any_partition_and_mode_reaches_the_partition_of_its_user() {
        publish(0, event("anna", "m-1", DATA));
        publish(1, event("anna", "m-2", DATA));
        ProducerRecord<byte[], byte[]> binary = new ProducerRecord<>(Topics.USAGE, 2, null, bytes(DATA));
        UsageRecords.addAttributes(binary.headers(), "anna", "m-3");
        service.send(binary);
        ProducerRecord<byte[], byte[]> batch = new ProducerRecord<>(
                Topics.USAGE,
                3,
                null,
                bytes("[" + event("anna", "m-4", DATA) + "," + event("anna", "m-5", DATA) + "]"));
        batch.headers().add("content-type", bytes("application/cloudevents-batch+json"));
        service.send(batch);

        try (UsageIngest ingest = ingest()) {
            ingest.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("anna"))
                            .containsExactlyInAnyOrder(key("m-1"), key("m-2"), key("m-3"), key("m-4"), key("m-5")));
            assertThat(read(Topics.COMMANDS))
                    .filteredOn(record -> new String(record.key(), UTF_8).equals("anna"))
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(KeyPartition.of(bytes("anna"), TestSettings.PARTITIONS));
        }
    }

    @Test
    void poison_is_set_aside_and_the_flow_goes_on() {
        publish(0, "poison \u0000");
        publish(0, event("bert", "p-1", "{\"provider\":\"openai\"}"));
        publish(0, event("bert", "p-2", DATA));

        try (UsageIngest ingest = ingest()) {
            ingest.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("bert")).containsExactly(key("p-2")));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(read(Topics.DEAD_LETTERS))
                            .extracting(letter -> new String(letter.value(), UTF_8))
                            .contains("poison \u0000", event("bert", "p-1", "{\"provider\":\"openai\"}")));
            assertThat(read(Topics.DEAD_LETTERS))
                    .allSatisfy(letter -> assertThat(letter.headers().lastHeader(DeadLetters.REASON))
                            .isNotNull());
        }
    }

    @Test
    void what_was_appended_but_not_committed_is_appended_again_under_its_key() {
        publish(1, event("cleo", "r-1", DATA));
        try (UsageIngest first = ingest()) {
            first.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("cleo")).containsExactly(key("r-1")));
        }
        forgetWhatWasCommitted();

        try (UsageIngest second = ingest()) {
            second.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("cleo")).containsExactly(key("r-1"), key("r-1")));
        }
    }

    @Test
    void a_restart_goes_on_where_the_last_one_committed() {
        publish(2, event("dora", "s-1", DATA));
        try (UsageIngest first = ingest()) {
            first.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("dora")).contains(key("s-1")));
        }
        publish(2, event("dora", "s-2", DATA));
        int before = keysOf("dora").size();

        try (UsageIngest second = ingest()) {
            second.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("dora")).contains(key("s-2")));
            assertThat(keysOf("dora")).hasSize(before + 1);
        }
    }

    @Test
    void a_fault_of_ours_ends_the_thread_and_is_told() {
        publish(3, event("ella", "c-1", "{\"provider\":\"acme\",\"modelName\":\"x\"}"));
        AtomicReference<Throwable> crash = new AtomicReference<>();
        IllegalStateException fault = new IllegalStateException("broken");
        UsageIngest ingest = new UsageIngest(
                settings,
                INSTANCE,
                new FixedPrices(),
                command -> {
                    throw fault;
                },
                InstantSource.system(),
                crash::set);

        try (ingest) {
            ingest.start();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(crash.get()).isSameAs(fault));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ingest.status().isRunning()).isFalse());
        }
    }

    private UsageIngest ingest() {
        return new UsageIngest(
                settings, INSTANCE, new FixedPrices(), command -> false, InstantSource.system(), crash -> {
                    throw new AssertionError(crash);
                });
    }

    private void publish(int partition, String value) {
        service.send(new ProducerRecord<>(Topics.USAGE, partition, null, bytes(value)));
        service.flush();
    }

    private void forgetWhatWasCommitted() {
        try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
            String group = settings.applicationId() + "-ingest";
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return true;
            });
        }
    }

    private List<String> keysOf(String user) {
        return read(Topics.COMMANDS).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(user))
                .map(record -> ((Decoded.Valid<LedgerCommand>) CommandCodec.read(record.value()))
                        .value()
                        .key()
                        .value())
                .toList();
    }

    private static String key(String id) {
        return UsageKey.of("/chat", id).value();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        Map<String, Object> properties = ClientProperties.ingestConsumer(settings, "reader");
        properties.remove("group.instance.id");
        properties.remove("group.id");
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(properties)) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            long end = reader.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < end) {
                reader.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }
}
