package ledger.streams.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import ledger.UnavailableException;

/**
 * How far something has come in one partition, and who waits for it to be further. Written by one thread at a time,
 * read by all.
 */
final class OffsetMark {
    private final NavigableMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();
    private volatile long offset;

    /**
     * Begins somewhere.
     *
     * @param offset the last that is done, -1 for none
     */
    OffsetMark(long offset) {
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    /** Notes an offset as done. Returns those who waited for it, to be released off the stream thread. */
    List<CompletableFuture<Void>> advance(long done) {
        offset = done;
        synchronized (waiting) {
            if (waiting.isEmpty() || waiting.firstKey() > done) {
                return List.of();
            }
            List<CompletableFuture<Void>> released = new ArrayList<>();
            NavigableMap<Long, List<CompletableFuture<Void>>> passed = waiting.headMap(done, true);
            passed.values().forEach(released::addAll);
            passed.clear();
            return released;
        }
    }

    /** A future that completes once the offset is done; at once where it is. */
    CompletableFuture<Void> passed(long wanted) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (waiting) {
            if (offset >= wanted) {
                future.complete(null);
            } else {
                waiting.computeIfAbsent(wanted, at -> new ArrayList<>()).add(future);
            }
        }
        return future;
    }

    /** Forgets a future that nobody waits for any more. */
    void forget(long wanted, CompletableFuture<Void> future) {
        synchronized (waiting) {
            waiting.computeIfPresent(wanted, (at, futures) -> {
                futures.removeIf(other -> other == future);
                return futures.isEmpty() ? null : futures;
            });
        }
    }

    /** Tells everyone who waits that the partition is not served here any more. */
    void close() {
        List<CompletableFuture<Void>> abandoned = new ArrayList<>();
        synchronized (waiting) {
            waiting.values().forEach(abandoned::addAll);
            waiting.clear();
        }
        UnavailableException moved = new UnavailableException("the account is not served here any more");
        abandoned.forEach(future -> future.completeExceptionally(moved));
    }
}
