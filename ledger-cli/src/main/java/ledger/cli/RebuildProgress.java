package ledger.cli;

import java.util.Locale;
import ledger.cli.load.ProgressLine;

/** Shows how far a rebuild is. */
final class RebuildProgress {
    private final ProgressLine line = new ProgressLine();
    private long all;
    private long folded;

    /**
     * This many commands are left. The number is known once the partitions are open, and they open one after the other.
     */
    void behind(long commands) {
        all = Math.max(all, folded + commands);
        folded = Math.max(folded, all - commands);
        line.show(() ->
                String.format(Locale.ROOT, "%,d of %,d commands folded, %,.0f/s", folded, all, line.perSecond(folded)));
    }

    /** How many commands were folded. */
    long folded() {
        return all;
    }

    void end() {
        line.end();
    }
}
