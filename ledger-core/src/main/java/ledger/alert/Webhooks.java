package ledger.alert;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who is told of alarms by HTTP. Thread-safe; throws, or fails with, {@link ledger.UnavailableException}. */
public interface Webhooks {
    /** Each is an HTTP client and a place in the log of its own. */
    int TARGETS_MAX = 8;

    /** All targets, in the order they were given. */
    List<WebhookTarget> targets();

    /** Why alarms may not be sent to where a url leads, for people; empty where they may, as far as is known. */
    default Optional<String> whyNot(URI url) {
        return Optional.empty();
    }

    /** Puts these in the place of all targets; completes once this instance goes by them. */
    CompletionStage<Void> replace(List<WebhookTarget> targets);
}
