package ledger.streams.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import ledger.Position;
import ledger.UnavailableException;

/**
 * How far one partition is folded here, and who waits for it to be further.
 *
 * <p>It is served from the moment the fold has passed the end that the log had when the task started: a reader never
 * sees less than was answered before a crash. Written by the stream thread, read by all.
 */
final class PartitionProgress {
    private final int partition;
    private final long servedFrom;
    private final NavigableMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();
    private volatile long appliedOffset;
    private volatile long deliveredOffset;
    private volatile long readOffset;

    /**
     * Begins where the committed fold ends.
     *
     * @param appliedOffset the last offset the committed fold includes, -1 for none
     * @param endOffset the end of the log when the task started
     */
    PartitionProgress(int partition, long appliedOffset, long endOffset) {
        this.partition = partition;
        this.appliedOffset = appliedOffset;
        this.deliveredOffset = appliedOffset;
        this.readOffset = appliedOffset + 1;
        this.servedFrom = endOffset - 1;
    }

    Position position() {
        return new Position(partition, appliedOffset);
    }

    /** Offset after the last command that the log had when the task started. */
    long endOffset() {
        return servedFrom + 1;
    }

    boolean isServed() {
        boolean isReadToTheEnd = readOffset > servedFrom && appliedOffset >= deliveredOffset;
        return appliedOffset >= servedFrom || isReadToTheEnd;
    }

    /**
     * Notes how far the log was read for the fold: the end may be no command.
     *
     * @param lastOffset of the last record that came with it, -1 where none did
     * @param nextOffset where reading goes on
     */
    void delivered(long lastOffset, long nextOffset) {
        // In this order: what was delivered counts before it is known that nothing else comes.
        deliveredOffset = Math.max(deliveredOffset, lastOffset);
        readOffset = Math.max(readOffset, nextOffset);
    }

    /** How many commands are still to be folded before the partition is served. */
    long behind() {
        return isServed() ? 0 : servedFrom - appliedOffset;
    }

    /** Notes an offset as folded. Returns those who waited for it, to be released off the stream thread. */
    List<CompletableFuture<Void>> advance(long offset) {
        appliedOffset = offset;
        synchronized (waiting) {
            if (waiting.isEmpty() || waiting.firstKey() > offset) {
                return List.of();
            }
            List<CompletableFuture<Void>> released = new ArrayList<>();
            NavigableMap<Long, List<CompletableFuture<Void>>> passed = waiting.headMap(offset, true);
            passed.values().forEach(released::addAll);
            passed.clear();
            return released;
        }
    }

    /** A future that completes once the offset is folded; at once where it is. */
    CompletableFuture<Void> passed(long offset) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (waiting) {
            if (appliedOffset >= offset) {
                future.complete(null);
            } else {
                waiting.computeIfAbsent(offset, at -> new ArrayList<>()).add(future);
            }
        }
        return future;
    }

    /** Forgets a future that nobody waits for any more. */
    void forget(long offset, CompletableFuture<Void> future) {
        synchronized (waiting) {
            waiting.computeIfPresent(offset, (at, futures) -> {
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
