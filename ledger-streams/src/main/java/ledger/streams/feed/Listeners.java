package ledger.streams.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import ledger.UnavailableException;
import ledger.query.AccountFeed;
import ledger.query.AccountFeed.Listener;
import ledger.query.AccountFeed.Subscription;
import org.apache.kafka.common.utils.Bytes;

/** The listeners of each user, by the bytes of the user's key. Thread-safe. */
final class Listeners {
    private final Map<Bytes, List<Listening>> byKey = new HashMap<>();
    /** Listeners that do not hear anything yet. */
    private final List<Listening> begun = new ArrayList<>();

    private boolean isClosed;

    /** Listens once {@link #hearing} is called. */
    synchronized CompletableFuture<Subscription> add(byte[] key, Listener listener) {
        Listening listening = new Listening(Bytes.wrap(key), listener);
        if (isClosed) {
            return CompletableFuture.failedFuture(new UnavailableException("the ledger is stopping"));
        }
        byKey.computeIfAbsent(listening.key, user -> new ArrayList<>()).add(listening);
        begun.add(listening);
        notifyAll();
        return listening.ready;
    }

    /** Waits until somebody listens; false once closed. */
    synchronized boolean awaitAny() throws InterruptedException {
        while (byKey.isEmpty() && !isClosed) {
            wait();
        }
        return !isClosed;
    }

    synchronized boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** Everyone who has begun to listen hears everything from now on. */
    synchronized void hearing() {
        begun.forEach(listening -> listening.ready.completeAsync(() -> listening));
        begun.clear();
    }

    /** Tells all who listen to the user of a key. */
    void tell(byte[] key, Consumer<Listener> what) {
        List<Listening> told;
        synchronized (this) {
            told = List.copyOf(byKey.getOrDefault(Bytes.wrap(key), List.of()));
        }
        told.forEach(listening -> what.accept(listening.listener));
    }

    /** Tells all that nothing more comes; they may listen anew. */
    void endAll() {
        List<Listening> all = new ArrayList<>();
        synchronized (this) {
            byKey.values().forEach(all::addAll);
            byKey.clear();
            begun.clear();
        }
        for (Listening listening : all) {
            listening.ready.completeExceptionally(new UnavailableException("the feed has stopped; try again"));
            listening.listener.ended();
        }
    }

    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    private synchronized void remove(Listening listening) {
        byKey.computeIfPresent(listening.key, (user, all) -> {
            all.remove(listening);
            return all.isEmpty() ? null : all;
        });
        begun.remove(listening);
    }

    private final class Listening implements Subscription {
        private final Bytes key;
        private final Listener listener;
        private final CompletableFuture<AccountFeed.Subscription> ready = new CompletableFuture<>();

        Listening(Bytes key, Listener listener) {
            this.key = key;
            this.listener = listener;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
