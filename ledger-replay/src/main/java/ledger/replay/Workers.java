package ledger.replay;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ledger.streams.NamedThreads;
import org.apache.kafka.common.errors.InterruptException;

/** Threads that do the parts of one work. If one fails, all end, and none is left behind. */
final class Workers {
    /** A thread that is told to end does so at its next call to Kafka. Until then it folds at most one batch. */
    private static final long END_SECONDS_MAX = 10;

    private Workers() {}

    /**
     * Returns when all parts are done, each on a thread of its own. Throws what the first to fail has thrown, and
     * {@link InterruptException} where the caller is interrupted, as Kafka does.
     */
    static void run(String name, List<? extends Runnable> parts) {
        ExecutorService threads = Executors.newFixedThreadPool(parts.size(), new NamedThreads(name));
        try {
            ExecutorCompletionService<Runnable> done = new ExecutorCompletionService<>(threads);
            parts.forEach(part -> done.submit(part, part));
            for (int left = parts.size(); left > 0; left--) {
                succeed(done.take());
            }
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } finally {
            end(threads);
        }
    }

    private static void succeed(Future<Runnable> done) throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        }
    }

    /** It also waits if the caller is interrupted, and keeps the interrupt. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            boolean unused = threads.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
