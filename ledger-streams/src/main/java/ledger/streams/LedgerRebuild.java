package ledger.streams;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import ledger.UnavailableException;
import ledger.streams.progress.FoldProgress;
import ledger.streams.topic.StartRefusedException;

/** Throws away the state of a ledger that does not run, and folds its command log again, quietly. */
public final class LedgerRebuild {
    private static final long WATCH_MILLIS = 200;

    private LedgerRebuild() {}

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Watcher {
        /** So many commands are still to be folded. */
        void behind(long commands);
    }

    /**
     * Rebuilds, and returns once the log is folded and committed.
     *
     * @param partition of the command log; empty for all
     * @return how many partitions were rebuilt
     * @throws StartRefusedException where an instance still runs, or the log is not whole
     */
    public static int run(StreamsSettings settings, Clock clock, OptionalInt partition, Watcher watcher)
            throws InterruptedException {
        try (Closing closing = new Closing()) {
            DecideApplication application = new DecideApplication(settings, clock, true, closing);
            FoldProgress progress = application.progress();
            List<Integer> partitions = partitions(partition, progress.partitions());
            application.discard(partitions);
            CompletableFuture<Void> failed = new CompletableFuture<>();
            Deciding deciding =
                    closing.add(new Deciding(application, failure -> failed.completeExceptionally(failure), null));
            deciding.start();
            while (!partitions.stream().allMatch(progress::isServed)) {
                watcher.behind(progress.behind());
                await(failed);
            }
            return partitions.size();
        }
    }

    private static List<Integer> partitions(OptionalInt wanted, int count) {
        if (wanted.isPresent() && wanted.getAsInt() >= count) {
            throw new StartRefusedException("--partition must be 0 to " + (count - 1));
        }
        return wanted.isPresent()
                ? List.of(wanted.getAsInt())
                : IntStream.range(0, count).boxed().toList();
    }

    private static void await(CompletableFuture<Void> failed) throws InterruptedException {
        try {
            failed.get(WATCH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            return;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new UnavailableException("the log could not be folded: " + failure.getCause(), failure);
        }
    }
}
