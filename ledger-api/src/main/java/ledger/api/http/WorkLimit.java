package ledger.api.http;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Limits how many threads may do work that waits for something, above all for a disk. There are more threads than that,
 * so some are always left for work that never waits. A caller who finds a place free works on its own thread, which
 * costs nothing.
 */
final class WorkLimit {
    private final int max;
    private final Executor threads;
    private final AtomicInteger inside = new AtomicInteger();
    /** As many as connections, each of which has one request at a time. */
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    WorkLimit(int max, Executor threads) {
        this.max = max;
        this.threads = threads;
    }

    /** Whether the caller may work now; then it must {@link #leave}. */
    boolean tryEnter() {
        int now = inside.get();
        while (now < max) {
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
            now = inside.get();
        }
        return false;
    }

    /** Lets in who waits longest. */
    void leave() {
        inside.decrementAndGet();
        letIn();
    }

    /** Works on the caller's thread if a place is free, or else on another thread once one is. */
    <T> CompletableFuture<T> enter(Supplier<CompletionStage<T>> work) {
        return tryEnter() ? inside(work).toCompletableFuture() : later(work);
    }

    /** Works on another thread once a place is free. */
    <T> CompletableFuture<T> later(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        waiting.add(() -> {
            CompletionStage<T> unused = inside(work).whenComplete((result, failure) -> {
                if (failure == null) {
                    done.complete(result);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        });
        letIn();
        return done;
    }

    /** The work of one who has entered, who leaves after it. */
    <T> CompletionStage<T> inside(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        } finally {
            leave();
        }
    }

    private void letIn() {
        while (!waiting.isEmpty() && tryEnter()) {
            Runnable next = waiting.poll();
            if (next == null) {
                inside.decrementAndGet();
            } else {
                threads.execute(next);
            }
        }
    }
}
