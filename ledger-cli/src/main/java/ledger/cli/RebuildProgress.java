package ledger.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a rebuild is. On a terminal it overwrites one line. Elsewhere it prints a line now and then. */
final class RebuildProgress {
    private static final long LINE_NANOS = 5_000_000_000L;
    /** Takes the terminal to the start of the line and clears it. */
    private static final String OVERWRITE = "\r\u001B[K";

    private final PrintStream out;
    private final boolean isTerminal;
    private final long startNanos = System.nanoTime();
    private long shownNanos = startNanos;
    private long all;
    private long folded;

    RebuildProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /**
     * This many commands are left. The number is known once the partitions are open, and they open one after the other.
     */
    void behind(long commands) {
        all = Math.max(all, folded + commands);
        folded = Math.max(folded, all - commands);
        long now = System.nanoTime();
        if (isTerminal || now - shownNanos >= LINE_NANOS) {
            shownNanos = now;
            String line = String.format(
                    Locale.ROOT,
                    "%,d of %,d commands folded, %,.0f/s",
                    folded,
                    all,
                    folded / Math.max(0.001, (now - startNanos) / 1e9));
            out.print(isTerminal ? OVERWRITE + line : line + System.lineSeparator());
            out.flush();
        }
    }

    /** How many commands were folded. */
    long folded() {
        return all;
    }

    /** Leaves the terminal as a person expects it. */
    void end() {
        if (isTerminal) {
            out.print(OVERWRITE);
            out.flush();
        }
    }
}
