package ledger.bench.fold;

import java.io.IOException;
import ledger.bench.Session;
import ledger.bench.report.Series;

/** How fast the ledger folds, for benches that compare themselves with that. */
public final class FoldRate {
    static final String NAME = "fold";
    private static final int USERS = 10_000;
    /** The compiler is done with the fold after about this many commands. */
    private static final int WARM_UP = 600_000;

    private static final int SPENDS = 600_000;

    private FoldRate() {}

    static FoldRound begin(Session session) throws IOException {
        return FoldRound.begin(session, session.scaled(USERS), session.scaled(WARM_UP), session.scaled(SPENDS));
    }

    /** Measures a round, unless this run has measured the fold already for itself. */
    public static void measure(Session session, int round) throws IOException, InterruptedException {
        Series measured = session.measured().find(NAME);
        if (measured == null || measured.values().size() < round) {
            try (FoldRound fold = begin(session)) {
                session.measured().add(NAME, fold.ledger("fold-for-others-" + round));
            }
        }
    }

    /** Commands per second, by round. */
    public static Series of(Session session) {
        return session.measured().get(NAME);
    }
}
