package ledger.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedBrokerTest {
    private static final String TOPIC = "commands";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void records_are_there_and_offsets_continue_after_a_restart() throws Exception {
        try (EmbeddedBroker broker = startOnFreePort()) {
            createTopic(broker, Map.of());
            append(broker, "first", "second");
        }

        try (EmbeddedBroker broker = startOnFreePort()) {
            RecordMetadata appended = append(broker, "third");

            assertThat(appended.offset()).isEqualTo(2);
            assertThat(readAll(broker, 3))
                    .extracting(ConsumerRecord::value)
                    .containsExactly("first", "second", "third");
        }
    }

    @Test
    void a_topic_stamped_by_the_log_ignores_the_time_of_the_producer() throws Exception {
        try (EmbeddedBroker broker = startOnFreePort()) {
            createTopic(broker, Map.of("message.timestamp.type", "LogAppendTime"));
            long longAgo = 1L;

            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.send(new ProducerRecord<>(TOPIC, 0, longAgo, "alice", "first"))
                        .get();
            }

            ConsumerRecord<String, String> read = readAll(broker, 1).get(0);
            assertThat(read.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(read.timestamp()).isGreaterThan(longAgo);
        }
    }

    @Test
    void a_price_import_of_eight_mebibytes_fits_into_one_record() throws Exception {
        try (EmbeddedBroker broker = startOnFreePort()) {
            createTopic(broker, Map.of());
            String prices = "p".repeat(8 * 1024 * 1024);

            append(broker, prices);

            assertThat(readAll(broker, 1))
                    .extracting(read -> read.value().length())
                    .containsExactly(prices.length());
        }
    }

    @Test
    void a_taken_port_is_refused_by_its_setting() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerSettings settings = new BrokerSettings(directory, other.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings).close())
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("LEDGER_KAFKA_PORT")
                    .hasMessageContaining(Integer.toString(other.getLocalPort()))
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void a_refused_start_leaves_the_directory_free() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerSettings settings = new BrokerSettings(directory, other.getLocalPort());
            assertThatThrownBy(() -> EmbeddedBroker.start(settings).close()).isInstanceOf(BrokerStartException.class);
        }

        try (EmbeddedBroker broker = startOnFreePort()) {
            createTopic(broker, Map.of());
            assertThat(append(broker, "first").offset()).isZero();
        }
    }

    @Test
    void a_directory_in_use_is_refused_by_its_setting() {
        try (EmbeddedBroker running = startOnFreePort()) {
            assertThat(running.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> startOnFreePort().close())
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("LEDGER_DATA_DIR")
                    .hasMessageContaining(directory.toString())
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void it_listens_on_the_port_that_was_asked_for_and_only_on_loopback() throws IOException {
        int port = LoopbackPort.free();
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, port))) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);

            // The same port of another address can only be bound while the broker has not taken every address.
            try (ServerSocket elsewhere = new ServerSocket()) {
                elsewhere.bind(new InetSocketAddress("127.0.0.2", port));
                assertThat(elsewhere.isBound()).isTrue();
            }
        }
    }

    @Test
    void a_port_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> new BrokerSettings(directory, 65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LEDGER_KAFKA_PORT");
    }

    private EmbeddedBroker startOnFreePort() {
        return EmbeddedBroker.start(new BrokerSettings(directory, 0));
    }

    private static void createTopic(EmbeddedBroker broker, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(settings);
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private static RecordMetadata append(EmbeddedBroker broker, String first, String... more) throws Exception {
        try (KafkaProducer<String, String> producer = producer(broker)) {
            RecordMetadata last =
                    producer.send(new ProducerRecord<>(TOPIC, "alice", first)).get();
            for (String value : more) {
                last = producer.send(new ProducerRecord<>(TOPIC, "alice", value))
                        .get();
            }
            return last;
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                9 * 1024 * 1024);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<ConsumerRecord<String, String>> readAll(EmbeddedBroker broker, int count) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < count && System.nanoTime() < deadlineNanos) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        return read;
    }
}
