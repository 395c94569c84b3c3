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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.command.LedgerCommand;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.append.Acknowledgements;
import ledger.streams.json.Decoded;
import ledger.streams.topic.ClientProperties;
import ledger.streams.topic.DeadLetters;
import ledger.streams.topic.KeyPartition;
import ledger.streams.topic.TopicSetup;
import ledger.streams.topic.Topics;
import ledger.streams.wire.CommandCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
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
    private static final Acknowledgements NOBODY = (partition, offset, timeMillis, key, value) -> {};
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
    void a_fault_of_ours_is_told_and_ingest_begins_again() {
        publish(3, event("ella", "c-1", "{\"provider\":\"acme\",\"modelName\":\"x\"}"));
        AtomicInteger faults = new AtomicInteger(1);
        UsageIngest ingest = new UsageIngest(
                settings,
                INSTANCE,
                new FixedPrices(),
                command -> {
                    if (faults.getAndDecrement() > 0) {
                        throw new IllegalStateException("broken");
                    }
                    return true;
                },
                InstantSource.system(),
                NOBODY);

        try (ingest) {
            ingest.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("ella")).containsExactly(key("c-1")));
            assertThat(ingest.status().restarts()).isEqualTo(1);
            assertThat(ingest.status().isRunning()).isTrue();
            assertThat(ingest.status().failure()).contains("broken");
        }
    }

    @Test
    void a_record_that_does_not_fit_into_memory_is_put_aside_and_its_neighbours_are_taken() {
        publish(2, event("finn", "o-1", DATA));
        publish(2, "does not fit");
        publish(2, event("finn", "o-2", DATA));
        UsageIngest ingest = new UsageIngest(
                settings, INSTANCE, new FixedPrices(), command -> false, InstantSource.system(), NOBODY, Cramped::new);

        try (ingest) {
            ingest.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("finn")).containsOnly(key("o-1"), key("o-2")));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(letters(DeadLetters.CODE)).contains("TOO_LARGE"));
        }
    }

    @Test
    void a_batch_of_a_million_ones_that_came_compressed_is_one_dead_letter() throws Exception {
        Map<String, Object> properties = ClientProperties.ingestProducer(settings);
        properties.put("compression.type", "gzip");
        byte[] ones = new byte[8 << 20];
        Arrays.fill(ones, (byte) '1');
        for (int i = 2; i < ones.length; i += 2) {
            ones[i] = ',';
        }
        ones[0] = '[';
        ones[ones.length - 1] = ']';
        ProducerRecord<byte[], byte[]> bomb = new ProducerRecord<>(Topics.USAGE, 1, null, ones);
        bomb.headers().add("content-type", bytes("application/cloudevents-batch+json"));
        try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(properties)) {
            foreign.send(bomb).get();
        }
        publish(1, event("gina", "b-1", DATA));

        try (UsageIngest ingest = ingest()) {
            ingest.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keysOf("gina")).containsExactly(key("b-1")));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(letters(DeadLetters.REASON))
                            .contains("a batch has at most 1000 events; publish it in parts"));
            assertThat(ingest.status().restarts()).isZero();
        }
    }

    /** One whose JVM has no memory for a certain record, as it is with one that inflates to hundreds of megabytes. */
    private static final class Cramped extends KafkaConsumer<byte[], byte @Nullable []> {
        Cramped(Map<String, Object> properties) {
            super(properties);
        }

        @Override
        public ConsumerRecords<byte[], byte @Nullable []> poll(Duration timeout) {
            ConsumerRecords<byte[], byte @Nullable []> read = super.poll(timeout);
            for (TopicPartition partition : read.partitions()) {
                for (ConsumerRecord<byte[], byte @Nullable []> record : read.records(partition)) {
                    if (Arrays.equals(record.value(), bytes("does not fit"))) {
                        read.partitions()
                                .forEach(each ->
                                        seek(each, read.records(each).get(0).offset()));
                        throw new OutOfMemoryError("Java heap space");
                    }
                }
            }
            return read;
        }
    }

    private List<String> letters(String header) {
        return read(Topics.DEAD_LETTERS).stream()
                .map(letter -> new String(letter.headers().lastHeader(header).value(), UTF_8))
                .toList();
    }

    private UsageIngest ingest() {
        return new UsageIngest(settings, INSTANCE, new FixedPrices(), command -> false, InstantSource.system(), NOBODY);
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
