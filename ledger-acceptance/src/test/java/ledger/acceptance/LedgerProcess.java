package ledger.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./ledger dev} as a process of its own on a data directory, so that it can be killed and started again. */
final class LedgerProcess implements AutoCloseable {
    /** Idle it takes seconds; a machine that builds four other things at once took 2:20 minutes. */
    private static final Duration READY_MAX = Duration.ofMinutes(5);

    private static final Duration STOP_MAX = Duration.ofMinutes(1);
    private static final Pattern URL = Pattern.compile("http://[\\w.]+:\\d+");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final Path data;
    private final JavaProcess process;
    private final URI url;

    private LedgerProcess(Path data, JavaProcess process, URI url) {
        this.data = data;
        this.process = process;
        this.url = url;
    }

    /** Starts it and returns once it is ready. */
    static LedgerProcess start(Path data) {
        LedgerProcess ledger = launch(data);
        ledger.awaitReady();
        return ledger;
    }

    /** Starts it and returns as soon as it says where it is, ready or not. */
    static LedgerProcess launch(Path data) {
        return launch(data, Map.of(), List.of());
    }

    /** The same, with further settings and options of the JVM. */
    static LedgerProcess launch(Path data, Map<String, String> more, List<String> options) {
        Map<String, String> settings = new HashMap<>(settings(data));
        settings.putAll(more);
        JavaProcess process = JavaProcess.start(options, settings, "dev");
        await().atMost(READY_MAX)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> URL.matcher(process.out()).find() || !process.isAlive());
        Matcher url = URL.matcher(process.out());
        if (!url.find()) {
            throw new AssertionError("the ledger ended before it was ready: " + process.describe());
        }
        return new LedgerProcess(data, process, URI.create(url.group()));
    }

    /** Runs another command of the executable beside it, to its end. */
    JavaProcess.Ended run(String... arguments) {
        return JavaProcess.start(settings(data), arguments).awaitEnd();
    }

    /** Runs a command of the executable on a directory where no ledger runs, to its end. */
    static JavaProcess.Ended run(Path data, String... arguments) {
        return JavaProcess.start(settings(data), arguments).awaitEnd();
    }

    /** Starts where nothing but a refusal is expected, and returns how it ended. */
    static JavaProcess.Ended startRefused(Path data) {
        return JavaProcess.start(settings(data), "dev").awaitEnd();
    }

    void awaitReady() {
        LedgerClient anybody = new LedgerClient(url, "");
        await().atMost(READY_MAX)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> !process.isAlive()
                        || anybody.outside("GET", "/health/ready").status() == 200);
        if (!process.isAlive()) {
            throw new AssertionError("the ledger ended before it was ready: " + process.describe());
        }
    }

    LedgerClient admin() {
        return client("test-admin", "admin");
    }

    LedgerClient service() {
        return client("test-service", "service");
    }

    LedgerClient user(String userId) {
        return client(userId, "user");
    }

    /** Where it serves, for a program that is no {@link LedgerClient}. */
    String url() {
        return url.toString();
    }

    /** A token of an administrator, for such a program. */
    String adminToken() {
        return Token.of(secret(), "test-admin", "admin");
    }

    /** Whoever the token says. */
    LedgerClient withToken(String token) {
        return new LedgerClient(url, token);
    }

    /** The tokens it printed for people, in order. */
    List<String> printedTokens() {
        List<String> tokens = new ArrayList<>();
        Matcher found = TOKEN.matcher(process.out());
        while (found.find()) {
            if (!tokens.contains(found.group())) {
                tokens.add(found.group());
            }
        }
        return tokens;
    }

    /** Where its Kafka listens. */
    String bootstrapServers() {
        try {
            JsonNode running = Json.read(Files.readString(data.resolve("running.json")));
            return running.path("bootstrapServers").asText();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What it wrote to the terminal, for a failure's message. */
    String describe() {
        return process.describe();
    }

    /** Waits until everything that was answered is committed, as who reads the events sees it. */
    void awaitCommitted() {
        try (LedgerTopics topics = new LedgerTopics(bootstrapServers())) {
            await().atMost(READY_MAX)
                    .until(() -> topics.ends("ledger.events", "read_committed")
                            .equals(topics.ends("ledger.events", "read_uncommitted")));
        }
    }

    long pid() {
        return process.pid();
    }

    /** {@code kill -9}: nothing of it runs afterwards. */
    void kill9() {
        process.kill9();
    }

    /** SIGTERM, and waits until it has ended. */
    void stop() {
        process.stop(STOP_MAX);
    }

    /** Whatever state it is in, it no longer runs afterwards. */
    @Override
    public void close() {
        process.kill9();
    }

    private LedgerClient client(String userId, String role) {
        return new LedgerClient(url, Token.of(secret(), userId, role));
    }

    private String secret() {
        try {
            return Files.readString(data.resolve("jwt-secret")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> settings(Path data) {
        return Map.of("LEDGER_HTTP_PORT", "0", "LEDGER_KAFKA_PORT", "0", "LEDGER_DATA_DIR", data.toString());
    }
}
