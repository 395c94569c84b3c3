package ledger.cli;

import java.util.Locale;
import ledger.streams.steer.LogRules;

/** Shows how far the log was read, where somebody looks and it takes long. */
final class RulesProgress implements LogRules.Watcher {
    private static final long SHOWN_EVERY_NANOS = 200_000_000L;
    /** Takes the terminal to the start of the line and clears it. */
    private static final String OVERWRITE = "\r\u001B[K";

    private final boolean isTerminal = Command.isWatched();
    private long shownNanos = System.nanoTime();
    private boolean isShown;

    @Override
    public void passed(int partition, long offset, long end) {
        long now = System.nanoTime();
        if (isTerminal && now - shownNanos >= SHOWN_EVERY_NANOS && offset < end) {
            shownNanos = now;
            isShown = true;
            System.err.print(
                    OVERWRITE + String.format(Locale.ROOT, "partition %d: %,d of %,d records", partition, offset, end));
        } else if (isShown && offset >= end) {
            isShown = false;
            System.err.print(OVERWRITE);
        }
        System.err.flush();
    }
}
