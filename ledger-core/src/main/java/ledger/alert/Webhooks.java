package ledger.alert;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who is told of alarms by HTTP. Thread-safe; throws, or fails with, {@link ledger.UnavailableException}. */
public interface Webhooks {
    /** Each is an HTTP client and a place in the log of its own. */
    int TARGETS_MAX = 8;

    /** All targets, in the order they were given. */
    List<WebhookTarget> targets();

    /** Puts these in the place of all targets; completes once this instance goes by them. */
    CompletionStage<Void> replace(List<WebhookTarget> targets);
}
