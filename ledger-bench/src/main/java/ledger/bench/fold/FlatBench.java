package ledger.bench.fold;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.bench.Bench;
import ledger.bench.Session;
import ledger.bench.report.Goal;
import ledger.bench.report.Row;
import ledger.bench.report.Series;

/** Whether many accounts are folded as fast as few. */
public final class FlatBench implements Bench {
    private static final int MANY_USERS = 1_000_000;
    private static final int FEW_USERS = 10_000;
    /**
     * The number of funding and spending commands together, so that both sides fold as many before the clock starts.
     */
    private static final int WARM_UP = 1_100_000;

    private static final int SPENDS = 300_000;
    private static final double RATIO_MIN = 0.7;

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public String summary() {
        return "folding spends of 1,000,000 users, beside those of 10,000";
    }

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        List<Double> many = new ArrayList<>();
        List<Double> few = new ArrayList<>();
        for (int round = 1; round <= session.rounds(); round++) {
            session.say("round %d of %d".formatted(round, session.rounds()));
            many.add(measure(session, session.scaled(MANY_USERS), "flat-many-" + round));
            few.add(measure(session, session.scaled(FEW_USERS), "flat-few-" + round));
        }
        session.results()
                .accept(Row.of(
                                name(),
                                "target",
                                new Series(many),
                                new Series(few),
                                "commands/s",
                                "ledger is %,d users, beside is the ledger with %,d; funding them is not in the time"
                                        .formatted(session.scaled(MANY_USERS), session.scaled(FEW_USERS)))
                        .mustReach(Goal.atLeast(RATIO_MIN)));
    }

    private static double measure(Session session, int users, String recording)
            throws IOException, InterruptedException {
        int spendsBefore = session.scaled(WARM_UP) - users;
        try (FoldRound fold = FoldRound.begin(session, users, spendsBefore, session.scaled(SPENDS))) {
            return fold.ledger(recording);
        }
    }
}
