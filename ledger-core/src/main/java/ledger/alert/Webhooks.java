package ledger.alert;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The targets that receive alarms by HTTP. Thread-safe; throws, or fails with, {@link ledger.UnavailableException}. */
public interface Webhooks {
    /** Bounded, because each target has an HTTP client and a position in the log of its own. */
    int TARGETS_MAX = 8;

    /** All targets, in the order they were given. */
    List<WebhookTarget> targets();

    /** Why alarms may not be sent to a url, for people. Empty if they may be, as far as is known. */
    default Optional<String> whyNot(URI url) {
        return Optional.empty();
    }

    /** Replaces all targets by these. Completes once this instance uses them. */
    CompletionStage<Void> replace(List<WebhookTarget> targets);
}
