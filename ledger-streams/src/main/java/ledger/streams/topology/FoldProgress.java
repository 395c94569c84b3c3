package ledger.streams.topology;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import ledger.Position;
import ledger.UnavailableException;
import org.jspecify.annotations.Nullable;

/** How far the fold is, by partition. Thread-safe. */
public final class FoldProgress {
    /** How long a reader waits for the fold; longer than any commit, shorter than a client's patience. */
    public static final long WAIT_MILLIS_MAX = 5_000;

    private final Map<Integer, PartitionProgress> open = new ConcurrentHashMap<>();
    private final int partitions;
    private final Executor releasing;

    /**
     * Nothing is served yet.
     *
     * @param partitions how many the log has
     * @param releasing runs what waiting callers do next, off the stream thread
     */
    public FoldProgress(int partitions, Executor releasing) {
        this.partitions = partitions;
        this.releasing = releasing;
    }

    /** How many partitions the log has. */
    public int partitions() {
        return partitions;
    }

    /** Whether every partition of this instance is served, and it has at least one. */
    public boolean isReady() {
        return !open.isEmpty() && open.values().stream().allMatch(PartitionProgress::isServed);
    }

    /** How many commands are left to fold before every partition is served. */
    public long behind() {
        return open.values().stream().mapToLong(PartitionProgress::behind).sum();
    }

    /** How far a served partition is. Throws {@link UnavailableException} where it is not served here now. */
    public Position position(int partition) {
        PartitionProgress progress = open.get(partition);
        if (progress == null) {
            throw new UnavailableException("the ledger is starting, or the account has moved to another instance");
        }
        if (!progress.isServed()) {
            throw new UnavailableException("the ledger is catching up with its log");
        }
        return progress.position();
    }

    /** Throws {@link UnavailableException} where the partition is not served here now. */
    public void requireServed(int partition) {
        position(partition);
    }

    /** Waits until the position is folded. Throws {@link IllegalArgumentException} for a partition the log has not. */
    public CompletionStage<Void> passed(Position position) {
        if (position.partition() >= partitions) {
            throw new IllegalArgumentException("the log has no partition " + position.partition());
        }
        PartitionProgress progress = open.get(position.partition());
        if (progress == null) {
            throw new UnavailableException("the ledger is starting, or the account has moved to another instance");
        }
        CompletableFuture<Void> passed = progress.passed(position.offset());
        if (passed.isDone()) {
            return passed;
        }
        return passed.orTimeout(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> progress.forget(position.offset(), passed))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure)));
    }

    void opened(int partition, PartitionProgress progress) {
        open.put(partition, progress);
    }

    /** The log was read up to there for a partition; see {@link PartitionProgress#delivered}. */
    void delivered(int partition, long lastOffset, long nextOffset) {
        PartitionProgress progress = open.get(partition);
        if (progress != null) {
            progress.delivered(lastOffset, nextOffset);
        }
    }

    void advanced(int partition, long offset) {
        PartitionProgress progress = open.get(partition);
        if (progress != null) {
            progress.advance(offset).forEach(future -> releasing.execute(() -> future.complete(null)));
        }
    }

    void closed(int partition) {
        PartitionProgress progress = open.remove(partition);
        if (progress != null) {
            releasing.execute(progress::close);
        }
    }

    private static UnavailableException unavailable(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof UnavailableException known
                ? known
                : new UnavailableException("the fold has not reached the position yet");
    }
}
