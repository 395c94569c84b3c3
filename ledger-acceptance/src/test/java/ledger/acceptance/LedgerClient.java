package ledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls a ledger by HTTP, as somebody. */
final class LedgerClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final String BASE = "/api/credits";
    private static final int SHOWN_MAX = 400;

    private final URI url;
    private final Map<String, String> headers;

    /** Calls with a token; without one where it is empty. */
    LedgerClient(URI url, String token) {
        this(url, token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token));
    }

    private LedgerClient(URI url, Map<String, String> headers) {
        this.url = url;
        this.headers = new TreeMap<>(headers);
    }

    /** The same caller, sending this header too. */
    LedgerClient with(String header, String value) {
        LedgerClient other = new LedgerClient(url, headers);
        other.headers.put(header, value);
        return other;
    }

    LedgerClient withKey(String key) {
        return with("Idempotency-Key", key);
    }

    Answer get(String path) {
        return send("GET", BASE + path, null).join();
    }

    Answer delete(String path) {
        return send("DELETE", BASE + path, null).join();
    }

    Answer post(String path) {
        return send("POST", BASE + path, null).join();
    }

    Answer post(String path, JsonNode body) {
        return send("POST", BASE + path, body.toString().getBytes(UTF_8)).join();
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", BASE + path, body.toString().getBytes(UTF_8)).join();
    }

    CompletableFuture<Answer> postAsync(String path, JsonNode body) {
        return send("POST", BASE + path, body.toString().getBytes(UTF_8));
    }

    /** The lines of an answer that does not end by itself. */
    Stream<String> lines(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + BASE + path));
        headers.forEach(request::header);
        return HTTP.sendAsync(request.build(), BodyHandlers.ofLines()).join().body();
    }

    /** Posts bytes as they are. */
    Answer postBytes(String path, byte[] body) {
        return send("POST", BASE + path, body).join();
    }

    /** Any method on any path of the server. */
    Answer outside(String method, String path) {
        return send(method, path, null).join();
    }

    /** Buys credits for a user. */
    Answer add(String userId, String amount) {
        return post("/add", purchase(userId, amount)).expect(201);
    }

    Answer use(String userId, String amount) {
        return post("/use", spending(userId, amount));
    }

    static JsonNode purchase(String userId, String amount) {
        return Json.object(
                "userId",
                userId,
                "amount",
                new BigDecimal(amount),
                "transactionType",
                "PURCHASE",
                "reason",
                "MANUAL_ADJUSTMENT");
    }

    static JsonNode spending(String userId, String amount) {
        return Json.object("userId", userId, "amount", new BigDecimal(amount), "reason", "AI_CHAT");
    }

    /** The user's balance object. */
    JsonNode balanceOf(String userId) {
        return get("/balance?userId=" + encoded(userId)).expect(200).data();
    }

    /** What the user has. */
    BigDecimal creditsOf(String userId) {
        return Json.decimal(balanceOf(userId).path("creditsBalance"));
    }

    /** The newest transactions of a user, at most 200. */
    JsonNode transactionsOf(String userId) {
        return get("/transactions?limit=200&userId=" + encoded(userId))
                .expect(200)
                .data()
                .path("transactions");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private CompletableFuture<Answer> send(String method, String path, byte @Nullable [] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_MAX)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        String asked = method + " " + path + (body == null ? "" : " " + shown(body));
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString(UTF_8))
                .thenApply(response -> new Answer(asked, response.statusCode(), response.headers(), response.body()));
    }

    private static String shown(byte[] body) {
        String text = new String(body, UTF_8);
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }
}
