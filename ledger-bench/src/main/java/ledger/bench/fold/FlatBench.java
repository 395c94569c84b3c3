package ledger.bench.fold;

import java.io.IOException;
import ledger.bench.Session;
import ledger.bench.report.Goal;
import ledger.bench.report.Samples;

/** Whether many accounts are folded as fast as few. */
public final class FlatBench {
    private static final int MANY_USERS = 1_000_000;
    private static final int FEW_USERS = 10_000;
    /**
     * The number of funding and spending commands together, so that both sides fold as many before the clock starts.
     */
    private static final int WARM_UP = 1_100_000;

    private static final int SPENDS = 300_000;
    private static final double RATIO_MIN = 0.7;

    private FlatBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int round = 1; round <= session.rounds(); round++) {
            session.say("round %d of %d".formatted(round, session.rounds()));
            samples.add("many", measure(session, session.scaled(MANY_USERS), "flat-many-" + round));
            samples.add("few", measure(session, session.scaled(FEW_USERS), "flat-few-" + round));
        }
        session.report("flat", "commands/s")
                .target(
                        samples.get("many"),
                        samples.get("few"),
                        Goal.atLeast(RATIO_MIN),
                        "ledger is %,d users, beside is the ledger with %,d; funding them is not in the time"
                                .formatted(session.scaled(MANY_USERS), session.scaled(FEW_USERS)));
    }

    private static double measure(Session session, int users, String recording)
            throws IOException, InterruptedException {
        int spendsBefore = session.scaled(WARM_UP) - users;
        try (FoldRound fold = FoldRound.begin(session, users, spendsBefore, session.scaled(SPENDS))) {
            return fold.ledger(recording);
        }
    }
}
