package ledger.streams.project;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import ledger.AccountId;

/** Who waits until an account's events are projected so far. Thread-safe. */
final class ProjectProgress {
    private final ConcurrentMap<AccountId, Queue<Waiter>> waiting = new ConcurrentHashMap<>();

    private record Waiter(long sequence, CompletableFuture<Long> reached) {}

    /**
     * Completes, with how far it is, once events up to a sequence are projected. It may be there before the call: look.
     */
    CompletableFuture<Long> await(AccountId account, long sequence) {
        Waiter waiter = new Waiter(sequence, new CompletableFuture<>());
        waiting.compute(account, (id, waiters) -> {
            Queue<Waiter> all = waiters == null ? new ConcurrentLinkedQueue<>() : waiters;
            all.add(waiter);
            return all;
        });
        return waiter.reached().whenComplete((done, failed) -> remove(account, waiter));
    }

    /** Releases, on other threads, who waits for no more than that. */
    void reached(AccountId account, long sequence) {
        Queue<Waiter> waiters = waiting.get(account);
        if (waiters != null) {
            for (Waiter waiter : waiters) {
                if (waiter.sequence() <= sequence) {
                    waiter.reached().completeAsync(() -> sequence);
                }
            }
        }
    }

    private void remove(AccountId account, Waiter waiter) {
        waiting.computeIfPresent(account, (id, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }
}
