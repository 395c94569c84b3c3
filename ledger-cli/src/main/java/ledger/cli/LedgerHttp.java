package ledger.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import ledger.UnavailableException;

/** Talks to a running ledger as its administrator. */
final class LedgerHttp {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final URI base;
    private final String token;

    LedgerHttp(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        return send(request(pathAndQuery).GET().build());
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(base.resolve("/api/credits" + pathAndQuery))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + token);
    }

    /**
     * The data of the answer. Throws {@link UnavailableException} if nobody answers, and {@link UserError} if the
     * ledger refuses.
     */
    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpConnectTimeoutException nobody) {
            throw new UnavailableException("no ledger answers at " + base, nobody);
        }
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() != OK || !body.path("success").asBoolean()) {
            throw new UserError("the ledger at " + base + " answered " + response.statusCode() + ": "
                    + body.path("error").asText());
        }
        return body.path("data");
    }
}
