package ledger.streams.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import ledger.alert.WebhookTarget;

/** Posts one message to one target, once. */
final class WebhookPost {
    private static final Duration CONNECT_WAIT = Duration.ofSeconds(3);
    /** As long as a receiver may take that puts the message in a queue of its own, as it should. */
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(10);

    private static final int MILLIS_PER_SECOND = 1_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WAIT)
            .build();
    private final InstantSource clock;
    private final AllowedTargets allowed;
    private final WebhookCounts counts;

    WebhookPost(InstantSource clock, AllowedTargets allowed, WebhookCounts counts) {
        this.clock = clock;
        this.allowed = allowed;
        this.counts = counts;
    }

    WebhookCounts counts() {
        return counts;
    }

    /** Empty where the target took it, else why not, for people: nothing of the message, the url or the secret. */
    Optional<String> send(WebhookTarget target, String id, byte[] body) throws InterruptedException {
        Optional<String> failure = post(target, id, body);
        counts.attempted(failure.isEmpty());
        return failure;
    }

    private Optional<String> post(WebhookTarget target, String id, byte[] body) throws InterruptedException {
        Optional<String> refused = allowed.whyNot(target.url());
        if (refused.isPresent()) {
            return Optional.of("the target " + refused.get());
        }
        long timestampSeconds = clock.millis() / MILLIS_PER_SECOND;
        HttpRequest request = HttpRequest.newBuilder(target.url())
                .timeout(ANSWER_WAIT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "credit-ledger")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestampSeconds))
                .header("webhook-signature", WebhookSignature.of(target.secret(), id, timestampSeconds, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // What it says is not read: it could be without end.
            answer.body().close();
            int status = answer.statusCode();
            return status >= 200 && status < 300
                    ? Optional.empty()
                    : Optional.of("the target answered with status " + status);
        } catch (IOException | IllegalArgumentException failed) {
            return Optional.of(
                    "the target could not be reached: " + failed.getClass().getSimpleName());
        }
    }
}
