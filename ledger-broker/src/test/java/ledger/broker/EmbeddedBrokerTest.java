package ledger.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void records_are_there_and_offsets_continue_after_a_restart() throws Exception {
        try (EmbeddedBroker broker = startOnFreePort()) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());
            client.createTopic(Map.of());
            client.append("first");
            client.append("second");
        }

        assertThatTheLogGoesOn();
    }

    @Test
    void records_are_there_and_offsets_continue_after_a_kill() throws Exception {
        try (BrokerProcess killed = BrokerProcess.start(directory)) {
            BrokerClient client = new BrokerClient(killed.bootstrapServers());
            client.createTopic(Map.of());
            client.append("first");
            client.append("second");
        }

        assertThatTheLogGoesOn();
    }

    @Test
    void a_topic_stamped_by_the_log_ignores_the_time_of_the_producer() throws Exception {
        try (EmbeddedBroker broker = startOnFreePort()) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());
            client.createTopic(Map.of("message.timestamp.type", "LogAppendTime"));
            long longAgoMillis = 1L;

            client.append("first", longAgoMillis);

            ConsumerRecord<String, String> read = client.read(1).get(0);
            assertThat(read.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(read.timestamp()).isGreaterThan(longAgoMillis);
        }
    }

    @Test
    void a_price_import_of_eight_mebibytes_fits_into_one_record() throws Exception {
        try (EmbeddedBroker broker = startOnFreePort()) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());
            client.createTopic(Map.of());
            String prices = "p".repeat(8 * 1024 * 1024);

            client.append(prices);

            assertThat(client.read(1)).extracting(ConsumerRecord::value).containsExactly(prices);
        }
    }

    @Test
    void a_taken_port_is_refused_by_its_setting_and_leaves_the_directory_free() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerSettings settings = new BrokerSettings(directory, other.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings).close())
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("LEDGER_KAFKA_PORT")
                    .hasMessageContaining(Integer.toString(other.getLocalPort()))
                    .message()
                    .hasLineCount(1);
        }

        try (EmbeddedBroker broker = startOnFreePort()) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());
            client.createTopic(Map.of());
            assertThat(client.append("first")).isZero();
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
    void a_directory_in_use_by_another_process_is_refused_by_its_setting() throws Exception {
        try (BrokerProcess running = BrokerProcess.start(directory)) {
            assertThat(running.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> startOnFreePort().close())
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("LEDGER_DATA_DIR");
        }
    }

    @Test
    void it_listens_on_the_port_that_was_asked_for_and_only_on_loopback() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
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

    private void assertThatTheLogGoesOn() throws Exception {
        try (EmbeddedBroker broker = startOnFreePort()) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());
            assertThat(client.append("third")).isEqualTo(2);
            assertThat(client.read(3)).extracting(ConsumerRecord::value).containsExactly("first", "second", "third");
        }
    }

    private EmbeddedBroker startOnFreePort() {
        return EmbeddedBroker.start(new BrokerSettings(directory, 0));
    }
}
