package ledger.cli.load;

import java.util.Locale;

/** Shows how far a load is, with a bar where somebody looks. */
public final class Progress {
    private static final int BAR_WIDTH = 30;

    private final ProgressLine line = new ProgressLine();
    private final long bytes;
    private long rowsRead;
    private long bytesRead;

    /** Starts now; all files have so many bytes. */
    public Progress(long bytes) {
        this.bytes = bytes;
    }

    void read(long rows, long bytesSoFar) {
        rowsRead = rows;
        bytesRead = bytesSoFar;
    }

    void settled(Tally tally) {
        line.show(() -> text(tally.settled()));
    }

    void end() {
        line.end();
    }

    /** The rows of all files are known only at their end; until then they are estimated by bytes. */
    private String text(long settled) {
        double rows = rowsRead * Math.max(1.0, (double) bytes / Math.max(1, bytesRead));
        double done = rows == 0 ? 0 : Math.min(1.0, settled / rows);
        String numbers = String.format(
                Locale.ROOT, "%3d %% %,d rows settled, %,.0f/s", (int) (done * 100), settled, line.perSecond(settled));
        int filled = (int) (done * BAR_WIDTH);
        return ProgressLine.isWatched()
                ? '[' + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] " + numbers
                : numbers.strip();
    }
}
