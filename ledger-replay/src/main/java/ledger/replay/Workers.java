package ledger.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InterruptException;

/** Threads that do the parts of one work. If one fails, all end, and none is left behind. */
final class Workers {
    /** A thread that is told to end does so at its next call to Kafka. Until then it folds at most one batch. */
    private static final Duration END_MAX = Duration.ofSeconds(10);

    private final String name;
    private final List<Thread> threads = new ArrayList<>();

    private Workers(String name) {
        this.name = name;
    }

    /**
     * Returns when all parts are done, each on a thread of its own. Throws what the first to fail has thrown, and
     * {@link InterruptException} where the caller is interrupted, as Kafka does.
     */
    static void run(String name, List<? extends Runnable> parts) {
        Workers workers = new Workers(name);
        try {
            workers.run(parts);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } finally {
            workers.end();
        }
    }

    private void run(List<? extends Runnable> parts) throws InterruptedException {
        ExecutorCompletionService<Runnable> done = new ExecutorCompletionService<>(this::start);
        for (Runnable part : parts) {
            done.submit(part, part);
        }
        for (int i = 0; i < parts.size(); i++) {
            succeed(done.take());
        }
    }

    private void start(Runnable part) {
        Thread thread = new Thread(part, name + "-" + (threads.size() + 1));
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
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
    private void end() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        try {
            long startNanos = System.nanoTime();
            for (Thread thread : threads) {
                long left = END_MAX.toNanos() - (System.nanoTime() - startNanos);
                thread.join(Math.max(1, Duration.ofNanos(left).toMillis()));
            }
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
