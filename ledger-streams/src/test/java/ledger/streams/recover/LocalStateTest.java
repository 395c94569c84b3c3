package ledger.streams.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.broker.BrokerSettings;
import ledger.broker.EmbeddedBroker;
import ledger.streams.StreamsSettings;
import ledger.streams.TestSettings;
import ledger.streams.store.TaskWithRows;
import ledger.streams.topic.ClientProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalStateTest {
    private static final int KEPT = 0;
    private static final int ABSENT = 1;
    private static final int ANOTHER = 2;
    private static final int ABORTED = 3;
    private static final int OPEN = 4;

    @TempDir
    private Path folder;

    @Test
    void stores_whose_last_record_does_not_stand_committed_in_their_changelog_are_deleted() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            StreamsSettings settings = TestSettings.of(broker.bootstrapServers(), folder.resolve("state"));
            ProducerRecord<byte[], byte[]> logged = storesOfPartitionsAlike(settings, folder.resolve("task"));
            try (Admin admin = Admin.create(ClientProperties.admin(settings));
                    KafkaProducer<byte[], byte[]> aborting = transactional(settings, "aborting");
                    KafkaProducer<byte[], byte[]> dying = transactional(settings, "dying")) {
                admin.createTopics(List.of(new NewTopic(logged.topic(), OPEN + 1, (short) 1)))
                        .all()
                        .get();
                append(settings, logged);
                append(settings, new ProducerRecord<>(logged.topic(), ANOTHER, logged.key(), new byte[] {1}));
                aborting.send(at(logged, ABORTED)).get();
                aborting.abortTransaction();
                dying.send(at(logged, OPEN)).get();

                List<Integer> deleted = discardForeign(settings);

                assertThat(deleted).containsExactly(ABSENT, ANOTHER, ABORTED, OPEN);
                assertThat(tasks(settings)).containsExactly("0_" + KEPT);
                assertThat(discardForeign(settings)).isEmpty();
            }
        }
    }

    /** Each partition has the same row on disk, up to the same record, which is returned. */
    private static ProducerRecord<byte[], byte[]> storesOfPartitionsAlike(StreamsSettings settings, Path elsewhere)
            throws IOException {
        try (TaskWithRows task = new TaskWithRows(settings.applicationId(), elsewhere)) {
            task.commit(rows -> rows.put(Bytes.wrap("key".getBytes(StandardCharsets.UTF_8)), new byte[] {1}));
            TestRecord<byte[], byte[]> logged = task.logged().get(0);
            Path tasks = Files.createDirectories(directory(settings));
            for (int partition = KEPT; partition <= OPEN; partition++) {
                copy(task.directory(), tasks.resolve("0_" + partition));
            }
            return new ProducerRecord<>(task.changelog().topic(), KEPT, logged.key(), logged.value());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> at(ProducerRecord<byte[], byte[]> record, int partition) {
        return new ProducerRecord<>(record.topic(), partition, record.key(), record.value());
    }

    private static void append(StreamsSettings settings, ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.waitedProducer(settings, "recover", ClientProperties.ADMIN_TIMEOUT_MILLIS))) {
            producer.send(record).get();
        }
    }

    /** In a transaction. */
    private static KafkaProducer<byte[], byte[]> transactional(StreamsSettings settings, String id) {
        Map<String, Object> properties = new HashMap<>(
                ClientProperties.waitedProducer(settings, "recover", ClientProperties.ADMIN_TIMEOUT_MILLIS));
        properties.put("transactional.id", id);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties);
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private static List<Integer> discardForeign(StreamsSettings settings) {
        try (ChangelogRecords changelogs =
                new ChangelogRecords(new KafkaConsumer<>(ClientProperties.readingConsumer(settings, "test")))) {
            return new LocalState(settings).discardForeign(changelogs);
        }
    }

    private static List<String> tasks(StreamsSettings settings) throws IOException {
        try (Stream<Path> found = Files.list(directory(settings))) {
            return found.map(task -> task.getFileName().toString()).toList();
        }
    }

    private static Path directory(StreamsSettings settings) {
        return settings.stateDirectory().resolve(settings.applicationId());
    }
}
