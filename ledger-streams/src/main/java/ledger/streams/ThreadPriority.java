package ledger.streams;

/**
 * Puts a thread first when there are more threads than processors. Correctness never depends on it. It has no effect if
 * the JVM ignores priorities, as it does without {@code -XX:ThreadPriorityPolicy=1}. Measured in
 * {@code docs/performance-notebook.md}.
 */
@SuppressWarnings("ThreadPriorityCheck") // The rule warns of code that relies on priorities; this does not.
public final class ThreadPriority {
    private ThreadPriority() {}

    /** Puts the calling thread first, because all callers wait for it. */
    public static void first() {
        Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
    }
}
