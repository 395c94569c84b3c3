package ledger.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class SlowClientsTest {
    /** More than the server has threads. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MANY = 200;

    private static final String BODY = "{\"text\":\"" + "x".repeat(100) + "\"}";
    private static final String HEAD_OF_BODY = "POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n"
            + "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n";

    @Test
    void whoever_reads_a_large_answer_slowly_holds_up_nobody() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            for (int i = 0; i < MANY; i++) {
                // What began is stuck: the rest of it does not fit into what the system keeps.
                assertThat(clients.send(SlowClients.get("/large"))
                                .getInputStream()
                                .read())
                        .isEqualTo('H');
            }

            assertThat(clients.ask("/quick")).isEqualTo(200);
            assertThat(clients.ask("/vital")).isEqualTo(200);
            assertThat(clients.ask("/large")).isEqualTo(200);
        }
    }

    @Test
    void whoever_asks_on_and_on_and_reads_nothing_holds_up_nobody() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            String asked = SlowClients.get("/medium").repeat(100);
            for (int i = 0; i < MANY; i++) {
                assertThat(clients.send(asked).getInputStream().read()).isEqualTo('H');
            }

            assertThat(clients.ask("/quick")).isEqualTo(200);
            assertThat(clients.ask("/vital")).isEqualTo(200);
        }
    }

    @Test
    void whoever_sends_a_body_byte_by_byte_holds_up_nobody_and_is_answered_in_the_end() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                slow.add(clients.send(HEAD_OF_BODY + BODY.charAt(0)));
            }

            assertThat(clients.ask("/quick")).isEqualTo(200);
            assertThat(clients.ask("/vital")).isEqualTo(200);
            for (Socket sender : slow) {
                sender.getOutputStream().write(BODY.charAt(1));
                sender.getOutputStream().write(BODY.substring(2).getBytes(ISO_8859_1));
                assertThat(SlowClients.answer(sender)).isEqualTo(200);
            }
        }
    }

    @Test
    void a_connection_goes_on_after_a_slow_body() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            Socket sender = clients.send(HEAD_OF_BODY + BODY.charAt(0));
            sender.getOutputStream().write(BODY.substring(1).getBytes(ISO_8859_1));
            assertThat(SlowClients.answer(sender)).isEqualTo(200);

            sender.getOutputStream().write((HEAD_OF_BODY + BODY).getBytes(ISO_8859_1));

            assertThat(SlowClients.answer(sender)).isEqualTo(200);
        }
    }

    @Test
    void a_slow_body_that_breaks_off_in_its_middle_is_400() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            Socket sender = clients.send("POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{");
            assertThat(clients.ask("/quick")).isEqualTo(200);

            sender.getOutputStream().write("\"a\":\r\nno size\r\n".getBytes(ISO_8859_1));

            assertThat(SlowClients.answer(sender)).isEqualTo(400);
        }
    }

    @Test
    void whoever_sends_the_head_of_a_request_byte_by_byte_holds_up_nobody() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            for (int i = 0; i < MANY; i++) {
                clients.send("G");
            }

            assertThat(clients.ask("/quick")).isEqualTo(200);
            assertThat(clients.ask("/vital")).isEqualTo(200);
        }
    }

    @Test
    void thousands_of_idle_connections_hold_up_nobody() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            for (int i = 0; i < 2_000; i++) {
                clients.send("");
            }

            assertThat(clients.ask("/quick")).isEqualTo(200);
            assertThat(clients.ask("/vital")).isEqualTo(200);
        }
    }

    @Test
    void health_is_told_while_every_worker_waits() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                waiting.add(clients.send(SlowClients.get("/blocked")));
            }

            assertThat(clients.ask("/vital")).isEqualTo(200);
            clients.unblocked.countDown();
            for (Socket waiter : waiting) {
                assertThat(SlowClients.answer(waiter)).isEqualTo(200);
            }
        }
    }

    @Test
    void answers_that_nobody_takes_fill_an_eighth_of_the_memory_and_then_one_of_them_goes() throws Exception {
        try (SlowClients clients = new SlowClients(HttpLimits.DEFAULT)) {
            long fitting = Runtime.getRuntime().maxMemory() / 8 / SlowClients.LARGE_BYTES;
            List<Socket> readers = new ArrayList<>();
            for (long i = 0; i <= fitting; i++) {
                Socket reader = clients.send(SlowClients.get("/large"));
                assertThat(reader.getInputStream().read()).isEqualTo('H');
                readers.add(reader);
            }

            assertThat(clients.ask("/large")).isEqualTo(200);
            // Which one is the slowest depends on how much of each answer the system took.
            assertThat(readers).anyMatch(reader -> !isWhole(reader));
        }
    }

    private static boolean isWhole(Socket reader) {
        try {
            return reader.getInputStream().readNBytes(SlowClients.LARGE_BYTES).length == SlowClients.LARGE_BYTES;
        } catch (IOException cutOff) {
            return false;
        }
    }

    @Test
    void a_full_address_loses_its_slowest_and_the_newest_is_answered() throws Exception {
        try (SlowClients clients = new SlowClients(SlowClients.limits(100, 3, 1_000_000))) {
            assertSlowestGoes(clients);
        }
    }

    @Test
    void a_full_server_loses_its_slowest_and_the_newest_is_answered() throws Exception {
        try (SlowClients clients = new SlowClients(SlowClients.limits(3, 100, 1_000_000))) {
            assertSlowestGoes(clients);
        }
    }

    /** Room for three: one in the middle of its first line, and two that ask and are answered. */
    private static void assertSlowestGoes(SlowClients clients) throws IOException {
        Socket first = clients.send("");
        Socket slow = clients.send("GE");
        Socket other = clients.send("");
        for (int i = 0; i < 100; i++) {
            assertAnswered(first);
            assertAnswered(other);
        }

        Socket newest = clients.send(SlowClients.get("/quick"));

        assertThat(SlowClients.answer(newest)).isEqualTo(200);
        assertGone(slow);
        assertAnswered(first);
        assertAnswered(other);
        assertAnswered(newest);
    }

    @Test
    void whoever_is_slower_than_the_least_rate_is_cut_off_and_whoever_is_idle_is_not() throws Exception {
        try (SlowClients clients = new SlowClients(SlowClients.limits(100, 100, 1_000_000))) {
            Socket idle = clients.send("");
            Socket ofHead = clients.send("GET /qu");
            Socket ofBody = clients.send(HEAD_OF_BODY + BODY.charAt(0));
            Socket reader = clients.send(SlowClients.get("/large"));

            assertGone(ofHead);
            assertGone(ofBody);
            assertThat(reader.getInputStream().read()).isEqualTo('H');
            // It goes on being slow: a busy machine may have begun the answer only now.
            await().atMost(PATIENCE).until(() -> isCutOff(reader));
            assertAnswered(idle);
        }
    }

    /** Asks by sending a byte: what came before the end could still be read after it. */
    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write('G');
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static void assertAnswered(Socket socket) throws IOException {
        socket.getOutputStream().write(SlowClients.get("/quick").getBytes(ISO_8859_1));
        assertThat(SlowClients.answer(socket)).isEqualTo(200);
    }

    private static void assertGone(Socket socket) {
        assertThatThrownBy(() -> SlowClients.answer(socket)).isInstanceOf(IOException.class);
    }
}
