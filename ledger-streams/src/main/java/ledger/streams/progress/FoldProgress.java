package ledger.streams.progress;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import ledger.Position;
import ledger.UnavailableException;
import org.jspecify.annotations.Nullable;

/** How far the fold, and what is derived from it, are, by partition. Thread-safe. */
public final class FoldProgress {
    /** How long a reader waits for the fold; longer than any commit, shorter than a client's patience. */
    public static final long WAIT_MILLIS_MAX = 5_000;

    private final Map<Integer, PartitionProgress> open = new ConcurrentHashMap<>();
    /** The partitions that each consumer of this instance was given, open yet or not. */
    private final Map<Object, Set<Integer>> assigned = new ConcurrentHashMap<>();

    private final DecisionCounts decisions = new DecisionCounts();
    private final Credited credited = new Credited();
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

    /** What commands came to. */
    public DecisionCounts decisions() {
        return decisions;
    }

    /** What they did to credits. */
    public Credited credited() {
        return credited;
    }

    /** Whether every partition of this instance is served, and it has at least one. */
    public boolean isReady() {
        return !open.isEmpty()
                && open.values().stream().allMatch(PartitionProgress::isServed)
                && assigned.values().stream().allMatch(open.keySet()::containsAll);
    }

    /** Notes which partitions a consumer has been given; those are this instance's, and may not be open yet. */
    public void assigned(Object consumer, Set<Integer> given) {
        assigned.put(consumer, given);
    }

    /** A consumer is closed. */
    public void gone(Object consumer) {
        assigned.remove(consumer);
    }

    /** Whether a partition is served here now. */
    public boolean isServed(int partition) {
        PartitionProgress of = open.get(partition);
        return of != null && of.isServed();
    }

    /** How many partitions are served here. */
    public int served() {
        return (int) open.values().stream().filter(PartitionProgress::isServed).count();
    }

    /** The last offset that is folded of each partition of this instance, -1 for none, served or not. */
    public Map<Integer, Long> folded() {
        Map<Integer, Long> folded = new TreeMap<>();
        open.forEach((partition, progress) ->
                folded.put(partition, progress.position().offset()));
        return folded;
    }

    /** The same of one partition; empty where it is not folded here. */
    public OptionalLong folded(int partition) {
        PartitionProgress progress = open.get(partition);
        return progress == null
                ? OptionalLong.empty()
                : OptionalLong.of(progress.position().offset());
    }

    /** How many commands are left to fold before every partition is served. */
    public long behind() {
        return open.values().stream().mapToLong(PartitionProgress::behind).sum();
    }

    /** How many partitions fold commands again of which events are published. */
    public int quiet() {
        return (int) open.values().stream().filter(PartitionProgress::isQuiet).count();
    }

    /** Which version of the rules is in force in a partition; 0 where it is not folded here. */
    public int rulesVersion(int partition) {
        PartitionProgress progress = open.get(partition);
        return progress == null ? 0 : progress.rulesVersion();
    }

    /** How far a served partition is. Throws {@link UnavailableException} where it is not served here now. */
    public Position position(int partition) {
        PartitionProgress progress = require(partition);
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
        return passed(
                require(position.partition()).folded(), position.offset(), "the fold has not reached the position yet");
    }

    /** Waits until what follows from the commands up to a position is derived. */
    public CompletionStage<Void> derived(Position position) {
        return passed(require(position.partition()).derived(), position.offset(), "statistics are behind; try again");
    }

    public void opened(int partition, PartitionProgress progress) {
        open.put(partition, progress);
    }

    /** The log was read up to there for a partition; see {@link PartitionProgress#delivered}. */
    public void delivered(int partition, long lastOffset, long nextOffset) {
        PartitionProgress progress = open.get(partition);
        if (progress != null) {
            progress.delivered(lastOffset, nextOffset);
        }
    }

    public void ruled(int partition, int version) {
        PartitionProgress progress = open.get(partition);
        if (progress != null) {
            progress.ruled(version);
        }
    }

    public void advanced(int partition, long offset) {
        PartitionProgress progress = open.get(partition);
        if (progress != null) {
            release(progress.folded().advance(offset));
        }
    }

    public void derived(int partition, long offset) {
        PartitionProgress progress = open.get(partition);
        if (progress != null) {
            release(progress.derived().advance(offset));
        }
    }

    public void closed(int partition) {
        PartitionProgress progress = open.remove(partition);
        if (progress != null) {
            releasing.execute(progress::close);
        }
    }

    private PartitionProgress require(int partition) {
        PartitionProgress progress = open.get(partition);
        if (progress == null) {
            throw new UnavailableException("the ledger is starting, or the account has moved to another instance");
        }
        return progress;
    }

    private void release(List<CompletableFuture<Void>> waiting) {
        waiting.forEach(future -> releasing.execute(() -> future.complete(null)));
    }

    private static CompletionStage<Void> passed(OffsetMark mark, long offset, String tooLate) {
        CompletableFuture<Void> passed = mark.passed(offset);
        if (passed.isDone()) {
            return passed;
        }
        return passed.orTimeout(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> mark.forget(offset, passed))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure, tooLate)));
    }

    private static UnavailableException unavailable(@Nullable Throwable failure, String tooLate) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof UnavailableException known ? known : new UnavailableException(tooLate);
    }
}
