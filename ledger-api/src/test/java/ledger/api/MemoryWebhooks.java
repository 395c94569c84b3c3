package ledger.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import ledger.alert.WebhookTarget;
import ledger.alert.Webhooks;

/** Targets of webhooks in memory. */
final class MemoryWebhooks implements Webhooks {
    private volatile List<WebhookTarget> targets = List.of();

    @Override
    public List<WebhookTarget> targets() {
        return targets;
    }

    @Override
    public Optional<String> whyNot(URI url) {
        return "private.test".equals(url.getHost()) ? Optional.of("must not lead there") : Optional.empty();
    }

    @Override
    public CompletionStage<Void> replace(List<WebhookTarget> next) {
        targets = List.copyOf(next);
        return CompletableFuture.completedFuture(null);
    }
}
