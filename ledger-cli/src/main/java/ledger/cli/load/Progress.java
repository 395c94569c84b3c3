package ledger.cli.load;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a load is: a bar where somebody looks, a line now and then where the output is kept. */
public final class Progress {
    private static final int BAR_WIDTH = 30;
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;
    /** Takes the terminal to the start of the line and clears it. */
    private static final String OVERWRITE = "\r\u001B[K";

    private final PrintStream out;
    private final boolean isTerminal;
    private final long bytes;
    private final long startNanos = System.nanoTime();
    private long shownNanos = startNanos;
    private long rowsRead;
    private long bytesRead;
    private boolean isShown;

    /**
     * Starts now.
     *
     * @param out where it is shown
     * @param isTerminal whether lines can be overwritten there
     * @param bytes that all files have
     */
    public Progress(PrintStream out, boolean isTerminal, long bytes) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.bytes = bytes;
    }

    void read(long rows, long bytesSoFar) {
        rowsRead = rows;
        bytesRead = bytesSoFar;
    }

    void settled(Tally tally) {
        long now = System.nanoTime();
        if (now - shownNanos >= (isTerminal ? BAR_NANOS : LINE_NANOS)) {
            shownNanos = now;
            show(tally, now);
        }
    }

    /** Leaves the terminal as a person expects it. */
    void end() {
        if (isTerminal && isShown) {
            out.print(OVERWRITE);
            out.flush();
        }
    }

    /** The rows of all files are known only at their end; until then they are estimated by bytes. */
    private void show(Tally tally, long now) {
        isShown = true;
        double rows = rowsRead * Math.max(1.0, (double) bytes / Math.max(1, bytesRead));
        double done = rows == 0 ? 0 : Math.min(1.0, tally.settled() / rows);
        double perSecond = tally.settled() / Math.max(0.001, (now - startNanos) / 1e9);
        String numbers = String.format(
                Locale.ROOT, "%3d %% %,d rows settled, %,.0f/s", (int) (done * 100), tally.settled(), perSecond);
        if (isTerminal) {
            int filled = (int) (done * BAR_WIDTH);
            out.print(OVERWRITE + '[' + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] " + numbers);
        } else {
            out.println(numbers.strip());
        }
        out.flush();
    }
}
