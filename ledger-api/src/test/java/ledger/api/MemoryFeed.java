package ledger.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import ledger.AccountId;
import ledger.query.AccountFeed;

/** A feed that a test speaks into. */
final class MemoryFeed implements AccountFeed {
    private final List<Listening> all = new CopyOnWriteArrayList<>();

    private record Listening(AccountId account, Listener listener) {}

    @Override
    public CompletionStage<Subscription> subscribe(AccountId account, Listener listener) {
        Listening listening = new Listening(account, listener);
        all.add(listening);
        return CompletableFuture.completedFuture(() -> all.remove(listening));
    }

    int listening() {
        return all.size();
    }

    void balance(String user, long sequence, String json) {
        tell(user, listener -> listener.balance(sequence, json.getBytes(StandardCharsets.UTF_8)));
    }

    void alert(String user, String json) {
        tell(user, listener -> listener.alert(json.getBytes(StandardCharsets.UTF_8)));
    }

    private void tell(String user, Consumer<Listener> what) {
        all.stream()
                .filter(listening -> listening.account().equals(new AccountId(user)))
                .forEach(listening -> what.accept(listening.listener()));
    }
}
