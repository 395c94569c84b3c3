package ledger.bench.load;

import java.io.IOException;

/** Sends requests to a server until its compiler is done with them, which shows when it becomes no faster. */
public final class WarmUp {
    private static final double WINDOW_SECONDS = 5;
    /** In less even a fast server answers too few to compare. */
    private static final double WINDOW_SECONDS_MIN = 2;
    /** Fewer windows say nothing, because other people's load may fall into some of them. */
    private static final int SLOWER_IN_A_ROW = 4;
    /**
     * A minute: after less, the first of two rounds of use was slower than the second, on both sides, by up to a
     * quarter.
     */
    private static final int WINDOWS_MIN = 12;
    /** Three minutes. A server that is still becoming faster is measured as it is then. */
    private static final int WINDOWS_MAX = 36;

    private static final double FASTER = 1.05;

    private WarmUp() {}

    /**
     * Asks for as many windows as it takes, scaled: for a minute, and until four in a row are no faster than the best
     * before.
     */
    public static void steady(LoadClient client, double scale) throws IOException {
        double seconds = Math.max(WINDOW_SECONDS_MIN, WINDOW_SECONDS * scale);
        long windowsMin = Math.round(WINDOWS_MIN * scale);
        double best = 0;
        int slower = 0;
        for (int window = 1; window <= WINDOWS_MAX; window++) {
            double perSecond = client.closedLoop(seconds).perSecond();
            slower = perSecond > best * FASTER ? 0 : slower + 1;
            best = Math.max(best, perSecond);
            if (slower >= SLOWER_IN_A_ROW && window >= windowsMin) {
                return;
            }
        }
    }
}
