package ledger.streams;

/**
 * Who goes first where there are more threads than processors. Correctness never depends on it, and it is nothing where
 * the JVM does not heed priorities or may not, as without {@code -XX:ThreadPriorityPolicy=1}; measured in
 * {@code docs/performance-notebook.md}.
 */
@SuppressWarnings("ThreadPriorityCheck") // Whose rule is about relying on it.
public final class Precedence {
    private Precedence() {}

    /** For the calling thread, that all callers wait for. */
    public static void first() {
        Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
    }
}
