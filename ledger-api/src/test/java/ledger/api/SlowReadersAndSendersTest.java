package ledger.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import ledger.api.http.SlowClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two routes at which sixty slow clients once stopped everything, health too, as the API has them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class SlowReadersAndSendersTest {
    /** More than the server has threads. */
    private static final int MANY = 200;

    private static final String NO_TOKEN = "";
    private static final String TOKEN = "Authorization: Bearer ann:user\r\n";
    private static final String AMOUNT = "{\"amount\":1}";

    private final TestApi api = new TestApi();
    private final SlowClients clients = new SlowClients(api.port());

    @AfterEach
    void stop() throws Exception {
        clients.close();
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_TOKEN, TOKEN})
    void whoever_reads_the_script_of_the_docs_slowly_holds_up_nobody(String token) throws Exception {
        for (int i = 0; i < MANY; i++) {
            Socket reader = clients.send("GET /docs/swagger-ui-5.34.1.js HTTP/1.1\r\nHost: x\r\n" + token + "\r\n");
            // What began is stuck: the rest of it does not fit into what the system keeps.
            assertThat(reader.getInputStream().read()).isEqualTo('H');
        }

        assertAllIsAnswered();
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_TOKEN, TOKEN})
    void whoever_sends_what_is_to_be_validated_slowly_holds_up_nobody(String token) throws Exception {
        List<Socket> senders = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            senders.add(clients.send("POST /api/credits/validate HTTP/1.1\r\nHost: x\r\n" + token
                    + "Content-Type: application/json\r\nContent-Length: " + AMOUNT.length() + "\r\n\r\n"
                    + AMOUNT.charAt(0)));
        }

        assertAllIsAnswered();
        for (Socket sender : senders) {
            if (token.equals(TOKEN)) {
                sender.getOutputStream().write(AMOUNT.substring(1).getBytes(ISO_8859_1));
            }
            assertThat(SlowClients.answer(sender)).isEqualTo(token.equals(TOKEN) ? 200 : 401);
        }
    }

    private void assertAllIsAnswered() throws Exception {
        for (String path : List.of("/health/live", "/health/ready", "/metrics", "/docs", "/openapi.yaml")) {
            assertThat(clients.ask(path)).as(path).isEqualTo(200);
        }
        assertThat(api.get("/balance", "ann:user").status()).isEqualTo(200);
        assertThat(api.post("/validate", "ann:user", AMOUNT).status()).isEqualTo(200);
    }
}
