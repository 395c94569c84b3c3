package ledger.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ledger.AccountId;
import ledger.api.auth.Authenticator;
import ledger.api.auth.Caller;
import ledger.api.auth.Role;
import ledger.api.auth.UnauthenticatedException;
import ledger.api.credits.AccountStreams;
import ledger.api.http.HttpLimits;
import ledger.api.http.Route;
import ledger.memory.InMemoryLedger;
import ledger.memory.MovedClock;
import ledger.pricing.PriceFallback;

/** The API over a ledger in memory, and a client of it. The token {@code ann:user} is ann with role user. */
final class TestApi implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    final MovedClock time = new MovedClock(Instant.parse("2026-03-10T12:00:00Z"));
    /** Answers come on a thread of their own, as the real one's do. */
    private final ExecutorService answering = Executors.newSingleThreadExecutor();

    final InMemoryLedger ledger = new InMemoryLedger(time::millis, answering);
    final MemoryRateCards rateCards = new MemoryRateCards();
    final MemoryFeed feed = new MemoryFeed();
    final MemoryWebhooks webhooks = new MemoryWebhooks();
    private final ApiServer server;

    TestApi() {
        this(HttpLimits.DEFAULT);
    }

    TestApi(HttpLimits limits) {
        server = new ApiServer(
                new ApiSettings("127.0.0.1", 0, Set.of(), true, limits, PriceFallback.DEFAULT),
                ledger,
                ledger,
                rateCards,
                feed,
                webhooks,
                tokens(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                time);
        try {
            server.start();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Every route, of a ledger that nobody asks. */
    static List<Route> routes() {
        InMemoryLedger ledger = new InMemoryLedger(() -> 0L, Runnable::run);
        try (AccountStreams streams = new AccountStreams(new MemoryFeed(), ledger)) {
            return Routes.of(
                    ledger,
                    ledger,
                    new MemoryRateCards(),
                    PriceFallback.DEFAULT,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    Clock.systemUTC(),
                    streams,
                    new MemoryWebhooks());
        }
    }

    /** For a client that is none of these. */
    int port() {
        return server.port();
    }

    Told get(String path, String token, String... headers) {
        return send(request(path, token, headers).GET());
    }

    Told post(String path, String token, String body, String... headers) {
        return send(request(path, token, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    Told put(String path, String token, String body, String... headers) {
        return send(request(path, token, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    /** Posts nothing. */
    Told post(String path, String token) {
        return send(request(path, token).POST(BodyPublishers.noBody()));
    }

    /** Gives credits as an admin does. */
    Told add(String user, String amount) {
        return post(
                "/add",
                "root:admin",
                "{\"userId\":\"%s\",\"amount\":%s,\"transactionType\":\"PURCHASE\",\"reason\":\"MANUAL_ADJUSTMENT\"}"
                        .formatted(user, amount));
    }

    /** Spends credits as a chat service does. */
    Told use(String user, String amount, String... headers) {
        return post(
                "/use",
                "chat:service",
                "{\"userId\":\"%s\",\"amount\":%s,\"reason\":\"AI_CHAT\"}".formatted(user, amount),
                headers);
    }

    HttpRequest.Builder request(String path, String token, String... headers) {
        String base = path.startsWith("/health") || path.startsWith("/metrics") ? "" : "/api/credits";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + base + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    Told send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Told(answer, answer.body().startsWith("{") ? json(answer.body()) : JSON.nullNode());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    /** Stops in the background: the server waits for connections that the client keeps open. */
    @Override
    public void close() {
        Thread stopping = new Thread(() -> {
            server.close();
            answering.shutdown();
        });
        stopping.setDaemon(true);
        stopping.start();
    }

    /** Only {@code brief}'s tokens are made for so short a time that they may stand in a URL. */
    private static Authenticator tokens() {
        return new Authenticator() {
            @Override
            public Caller authenticate(String token) {
                String[] parts = token.split(":", -1);
                if (parts.length != 2) {
                    throw new UnauthenticatedException("the token is not good");
                }
                return new Caller(parts[0], new AccountId(parts[0]), Role.valueOf(parts[1].toUpperCase(Locale.ROOT)));
            }

            @Override
            public Caller authenticateBrief(String token, Duration lifetimeMax) {
                if (!token.startsWith("brief:")) {
                    throw new UnauthenticatedException("the token is good for too long");
                }
                return authenticate(token);
            }
        };
    }

    /** What was answered. */
    record Told(HttpResponse<String> answer, JsonNode body) {
        int status() {
            return answer.statusCode();
        }

        JsonNode data() {
            return body.path("data");
        }

        String code() {
            return body.path("code").asText();
        }

        String error() {
            return body.path("error").asText();
        }

        String field() {
            return body.path("details").path("field").asText();
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }
    }
}
