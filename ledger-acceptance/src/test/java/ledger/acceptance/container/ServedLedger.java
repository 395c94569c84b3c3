package ledger.acceptance.container;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ledger serve} in a process of its own, so that it can be killed, and a client that may do everything. */
final class ServedLedger implements AutoCloseable {
    private static final String SECRET = "only-for-this-test-0123456789abcdef";
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI url;
    private final String token;

    private ServedLedger(Process process, URI url, String token) {
        this.process = process;
        this.url = url;
        this.token = token;
    }

    /** Returns when it is ready. */
    static ServedLedger start(String bootstrapServers, Path directory) throws IOException {
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
        File log = new File("target/served-ledger.log");
        Process process = process(settings, "serve")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        ServedLedger ledger = new ServedLedger(process, URI.create("http://127.0.0.1:" + port), token());
        ledger.awaitReady(log);
        return ledger;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** As {@code kill -9} does it: nothing is flushed, committed or said goodbye to. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private void awaitReady(File log) {
        try {
            await().atMost(START_PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("serve has ended, see " + log, () -> !process.isAlive())
                    .until(() -> get("/health/ready").statusCode() == 200);
        } catch (RuntimeException notReady) {
            close();
            throw notReady;
        }
    }

    private static String token() throws IOException {
        Process minting = process(Map.of("LEDGER_JWT_SECRET", SECRET), "token", "--user", "tester", "--role", "admin")
                .start();
        return new String(minting.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static ProcessBuilder process(Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "ledger.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LEDGER_"));
        builder.environment().putAll(settings);
        return builder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
