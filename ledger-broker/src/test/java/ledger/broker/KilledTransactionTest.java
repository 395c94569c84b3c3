package ledger.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed while it ends a transaction ends it when it is back, or its readers would wait for ever. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledTransactionTest {
    private static final String TOPIC = "events";
    private static final List<TopicPartition> PARTITIONS =
            IntStream.range(0, 24).mapToObj(i -> new TopicPartition(TOPIC, i)).toList();
    private static final List<String> PRODUCERS =
            IntStream.range(0, 8).mapToObj(i -> "producer-" + i).toList();
    private static final int ROUNDS = 2;
    private static final int COMMITS_MAX = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void what_was_prepared_is_committed_after_a_kill() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0));
                Admin admin = admin(broker.bootstrapServers())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS.size(), (short) 1)))
                    .all()
                    .get();
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 1; round <= ROUNDS; round++) {
            try (BrokerProcess killed = BrokerProcess.start(directory)) {
                killWhileCommitting(killed, 1 + random.nextInt(COMMITS_MAX));
            }
            try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0))) {
                endWhatIsOpen(broker.bootstrapServers());
                requireThatNothingIsOpen(broker.bootstrapServers(), "seed %d round %d".formatted(seed, round));
            }
        }
    }

    /** So many commit at once that some are in the middle of it when the broker is killed. */
    private static void killWhileCommitting(BrokerProcess broker, int commits) throws InterruptedException {
        CountDownLatch committed = new CountDownLatch(commits);
        List<Thread> committing = PRODUCERS.stream()
                .map(id -> new Thread(() -> commitUntilGone(broker.bootstrapServers(), id, committed), id))
                .toList();
        committing.forEach(Thread::start);
        assertThat(committed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        broker.close();
        for (Thread producer : committing) {
            producer.interrupt();
            producer.join();
        }
    }

    private static void commitUntilGone(String bootstrapServers, String id, CountDownLatch committed) {
        KafkaProducer<String, String> producer = producer(bootstrapServers, id);
        try {
            producer.initTransactions();
            while (!Thread.currentThread().isInterrupted()) {
                producer.beginTransaction();
                for (TopicPartition to : PARTITIONS) {
                    Future<RecordMetadata> unused =
                            producer.send(new ProducerRecord<>(to.topic(), to.partition(), "k", "v"));
                }
                producer.commitTransaction();
                committed.countDown();
            }
        } catch (KafkaException gone) {
            Thread.currentThread().interrupt(); // As is meant to happen: there is nothing left to do.
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** As the successor of a killed producer does. */
    private static void endWhatIsOpen(String bootstrapServers) {
        for (String id : PRODUCERS) {
            try (KafkaProducer<String, String> successor = producer(bootstrapServers, id)) {
                successor.initTransactions();
            }
        }
    }

    private static void requireThatNothingIsOpen(String bootstrapServers, String where) throws Exception {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = admin(bootstrapServers)) {
            SortedMap<Integer, Long> all = ends(admin, IsolationLevel.READ_UNCOMMITTED);
            SortedMap<Integer, Long> stable = ends(admin, IsolationLevel.READ_COMMITTED);
            while (!stable.equals(all) && System.nanoTime() < deadlineNanos) {
                all = ends(admin, IsolationLevel.READ_UNCOMMITTED);
                stable = ends(admin, IsolationLevel.READ_COMMITTED);
            }
            assertThat(stable).as(where).isEqualTo(all);
        }
    }

    /** Where readers of that isolation come to the end, by partition. */
    private static SortedMap<Integer, Long> ends(Admin admin, IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> latest =
                PARTITIONS.stream().collect(Collectors.toMap(at -> at, at -> OffsetSpec.latest()));
        SortedMap<Integer, Long> ends = new TreeMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((at, end) -> ends.put(at.partition(), end.offset()));
        return ends;
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers, String id) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id),
                new StringSerializer(),
                new StringSerializer());
    }
}
