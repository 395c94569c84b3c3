package ledger.streams.query;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import ledger.UnavailableException;
import ledger.query.LedgerQueries;
import ledger.streams.progress.FoldProgress;
import ledger.streams.progress.LogWatch;

/** Whether this instance serves, and whether it works at all. Thread-safe. */
public final class Readiness {
    /** As long as the group waits for a member that does not ask for commands. */
    private static final long STILL_SECONDS_MAX = 60;

    private final FoldProgress progress;
    private final LogWatch watch;
    private final Threads threads;
    private volatile boolean hasServedAll;

    /**
     * The stream threads.
     *
     * @param isRunning whether every task of this instance has its stores
     * @param isDead whether they have stopped for good
     * @param stillSeconds for how long one of them has not asked for commands, empty where none ever has
     */
    public record Threads(BooleanSupplier isRunning, BooleanSupplier isDead, Supplier<OptionalDouble> stillSeconds) {}

    /** Judges by the fold, the broker and the stream threads. */
    public Readiness(FoldProgress progress, LogWatch watch, Threads threads) {
        this.progress = progress;
        this.watch = watch;
        this.threads = threads;
    }

    /**
     * Why no account should be asked for here; empty where it serves. From the start until everything is served it
     * serves nothing; later it serves as long as one partition is served: the accounts of others are refused one by
     * one, and to take the whole instance away would take the rest away with them.
     */
    public Optional<LedgerQueries.NotReady> whyNotReady() {
        return reason().map(reason -> new LedgerQueries.NotReady(!hasServedAll, reason));
    }

    /** Why the process should be ended, for people; empty where it works. A broker that is away is no reason. */
    public Optional<String> whyNotAlive() {
        if (threads.isDead.getAsBoolean()) {
            return Optional.of("deciding has stopped");
        }
        OptionalDouble still = threads.stillSeconds.get();
        boolean isStill = still.isPresent() && still.getAsDouble() > STILL_SECONDS_MAX;
        if (isStill && watch.hearingMillis() > TimeUnit.SECONDS.toMillis(STILL_SECONDS_MAX)) {
            return Optional.of("a thread that decides has not moved for " + Math.round(still.getAsDouble()) + " s");
        }
        return Optional.empty();
    }

    /** Throws {@link UnavailableException} where the accounts of a partition cannot be read here now. */
    void requireServed(int partition) {
        progress.requireServed(partition);
        if (watch.isCutOff(partition)) {
            throw new UnavailableException("Kafka does not answer, so what is here may be outdated");
        }
    }

    private Optional<String> reason() {
        if (threads.isDead.getAsBoolean()) {
            return Optional.of("deciding has stopped; the process ends");
        }
        if (watch.silentMillis() > LogWatch.CUT_OFF_MILLIS) {
            return Optional.of(
                    "Kafka has not answered for " + TimeUnit.MILLISECONDS.toSeconds(watch.silentMillis()) + " s");
        }
        if (!hasServedAll) {
            if (!threads.isRunning.getAsBoolean() || !progress.isReady()) {
                return Optional.of(starting());
            }
            hasServedAll = true;
        }
        return progress.served() > 0 ? Optional.empty() : Optional.of("no account is served here now");
    }

    private String starting() {
        long behind = progress.behind();
        return behind > 0 ? behind + " commands of the log are still to be folded" : "the ledger is starting";
    }
}
