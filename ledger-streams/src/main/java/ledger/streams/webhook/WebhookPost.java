package ledger.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ledger.alert.WebhookSecret;
import ledger.alert.WebhookTarget;
import ledger.streams.wire.AlertEnvelope;

/** Posts one message to one target, once, signed as Standard Webhooks has it. Thread-safe. */
final class WebhookPost {
    private static final Duration CONNECT_WAIT = Duration.ofSeconds(3);
    /** As long as a receiver may take that puts the message in a queue of its own, as it should. */
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(10);

    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WAIT)
            .build();
    private final InstantSource clock;
    private final AllowedTargets allowed;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    WebhookPost(InstantSource clock, AllowedTargets allowed) {
        this.clock = clock;
        this.allowed = allowed;
    }

    AllowedTargets allowed() {
        return allowed;
    }

    long delivered() {
        return delivered.sum();
    }

    long failed() {
        return failed.sum();
    }

    /** Empty where the target took it, else why not, for people: nothing of the message, the url or the secret. */
    Optional<String> send(WebhookTarget target, AlertEnvelope alert, byte[] json) throws InterruptedException {
        Optional<String> failure = allowed.whyNot(target.url()).map(reason -> "the target " + reason);
        if (failure.isEmpty()) {
            failure = post(target, alert.id(), alert.message(json));
        }
        (failure.isEmpty() ? delivered : failed).increment();
        return failure;
    }

    private Optional<String> post(WebhookTarget target, String id, byte[] body) throws InterruptedException {
        long timestampSeconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target.url())
                .timeout(ANSWER_WAIT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "credit-ledger")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestampSeconds))
                .header("webhook-signature", signature(target.secret(), id, timestampSeconds, body))
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
        } catch (IOException | IllegalArgumentException failure) {
            return Optional.of(
                    "the target could not be reached: " + failure.getClass().getSimpleName());
        }
    }

    /** The header {@code webhook-signature}: HMAC-SHA256 over {@code id.timestamp.body}. */
    static String signature(String secret, String id, long timestampSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(WebhookSecret.key(secret), ALGORITHM));
            mac.update((id + "." + timestampSeconds + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
