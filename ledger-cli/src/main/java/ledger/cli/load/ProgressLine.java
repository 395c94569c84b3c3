package ledger.cli.load;

import java.util.function.Supplier;

/**
 * Says on standard error how far something is since now: in one line where somebody looks, in a line now and then where
 * the output is kept.
 */
public final class ProgressLine {
    private static final long OVERWRITTEN_NANOS = 100_000_000L;
    private static final long PRINTED_NANOS = 5_000_000_000L;
    /** Takes the terminal to the start of the line and clears it. */
    private static final String OVERWRITE = "\r\u001B[K";

    private final long startNanos = System.nanoTime();
    private long shownNanos = startNanos;
    private boolean isShown;

    /** Whether somebody looks at standard error. {@code ./ledger} says so, since Java cannot tell. */
    public static boolean isWatched() {
        return Boolean.getBoolean("ledger.terminal");
    }

    /** Shows it if it is time to. */
    public void show(Supplier<String> text) {
        long now = System.nanoTime();
        if (now - shownNanos >= (isWatched() ? OVERWRITTEN_NANOS : PRINTED_NANOS)) {
            shownNanos = now;
            isShown = true;
            System.err.print(isWatched() ? OVERWRITE + text.get() : text.get() + System.lineSeparator());
            System.err.flush();
        }
    }

    /** How many of so many that is for each second since the start. */
    public double perSecond(long count) {
        return count / Math.max(0.001, (System.nanoTime() - startNanos) / 1e9);
    }

    /** Leaves the terminal as a person expects it. */
    public void end() {
        if (isWatched() && isShown) {
            isShown = false;
            System.err.print(OVERWRITE);
            System.err.flush();
        }
    }
}
