package ledger.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code ledger serve} in a process of its own, so that it can be killed, and a client that may do everything. */
public final class ServedLedger implements AutoCloseable {
    private static final String SECRET = "only-for-this-test-0123456789abcdef";
    /** As long as a busy machine needs, as in {@link LedgerProcess}. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final JavaProcess process;
    private final URI url;
    private final String token = Token.of(SECRET, "tester", "admin");

    private ServedLedger(JavaProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Returns when it is ready. */
    public static ServedLedger start(String bootstrapServers, Path directory) throws IOException {
        int port = freePort();
        Map<String, String> settings = Map.of(
                "LEDGER_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "LEDGER_DATA_DIR",
                directory.toString(),
                "LEDGER_HTTP_PORT",
                Integer.toString(port),
                "LEDGER_PARTITIONS",
                "4",
                "LEDGER_REPLICATION_FACTOR",
                "1",
                "LEDGER_JWT_SECRET",
                SECRET);
        JavaProcess process = JavaProcess.start(settings, "serve");
        ServedLedger ledger = new ServedLedger(process, URI.create("http://127.0.0.1:" + port));
        ledger.awaitReady();
        return ledger;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** As {@code kill -9} does it: nothing is flushed, committed or said goodbye to. */
    @Override
    public void close() {
        process.kill9();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private void awaitReady() {
        try {
            await().atMost(START_PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> !process.isAlive() || get("/health/ready").statusCode() == 200);
            if (!process.isAlive()) {
                throw new AssertionError("serve has ended: " + process.describe());
            }
        } catch (RuntimeException notReady) {
            close();
            throw notReady;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
