package ledger.bench.use;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import ledger.bench.Session;
import ledger.bench.fold.FoldRate;
import ledger.bench.load.HttpRequests;
import ledger.bench.load.Load;
import ledger.bench.load.LoadClient;
import ledger.bench.load.WarmUp;
import ledger.bench.report.Goal;
import ledger.bench.report.Report;
import ledger.bench.report.Samples;

/** {@code POST /batch} of 1,000, beside the procedure called as often in one transaction, and beside the fold. */
public final class BatchBench {
    private static final int ITEMS = 1_000;
    /** One in a hundred is refused on purpose, and chance may double that. */
    private static final int SUCCEEDED_MIN = 950;

    /** Enough that the log never waits for the next batch. */
    private static final int CALLERS = 4;

    private static final double SECONDS = 10;
    private static final double SECONDS_MIN = 3;
    private static final double RATIO_MIN = 0.5;
    private static final Set<Integer> EXPECTED = Set.of(200);

    private static final String LEDGER = "ledger";
    private static final String ALONE = "ledger, one caller";
    private static final String API = "api";

    private BatchBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Samples synced = measure(session, true);
        Samples unsynced = measure(session, false);
        for (int round = 1; round <= session.rounds(); round++) {
            FoldRate.measure(session, round);
        }
        Report report = session.report("batch", "commands/s");
        report.target(
                unsynced.get(LEDGER),
                FoldRate.of(session),
                Goal.atLeast(RATIO_MIN),
                "4 callers, nothing synced; beside is the fold of a filled log");
        besideProcedure(report, "1 caller", synced, "; both sync");
        besideProcedure(report, "1 caller, unsynced", unsynced, "; neither syncs");
        report.row("4 callers", synced.get(LEDGER), null, "synced");
    }

    private static void besideProcedure(Report report, String label, Samples samples, String how) {
        report.row(
                label,
                samples.get(ALONE),
                samples.find(API),
                "beside is the procedure called 1,000 times in one transaction behind Javalin" + how);
    }

    private static Samples measure(Session session, boolean isSynced) throws IOException, InterruptedException {
        Samples samples = new Samples();
        int users = session.scaled(UseRounds.USERS);
        session.say(isSynced ? "both sync to disk" : "neither syncs to disk");
        try (Sides sides = Sides.start(session, isSynced ? "batch-synced" : "batch-unsynced", isSynced, users)) {
            URI neighbour = sides.neighbour();
            warmUp(session, sides.ledger(), CALLERS, users);
            if (neighbour != null) {
                warmUp(session, neighbour, 1, users);
            }
            for (int round = 1; round <= session.rounds(); round++) {
                sides.settle();
                keep(session, samples, LEDGER, load(session, sides.ledger(), CALLERS, users, SECONDS, 2L * round));
                sides.settle();
                keep(session, samples, ALONE, load(session, sides.ledger(), 1, users, SECONDS, 2L * round + 1));
                if (neighbour != null) {
                    sides.settle();
                    keep(session, samples, API, load(session, neighbour, 1, users, SECONDS, round));
                }
            }
        }
        return samples;
    }

    private static void keep(Session session, Samples samples, String side, Load load) {
        double perSecond = load.perSecond() * ITEMS;
        samples.add(side, perSecond);
        session.say("%s: %,.0f commands a second, p50 of a batch %.0f ms".formatted(side, perSecond, load.p50Millis()));
    }

    /** A cold server may be too late for some items. From then on it must not be. */
    private static void warmUp(Session session, URI server, int callers, int users) throws IOException {
        try (LoadClient client = client(server, callers, users, 0)) {
            WarmUp.steady(client, session.scale());
        }
    }

    private static Load load(Session session, URI server, int callers, int users, double seconds, long seed)
            throws IOException {
        try (LoadClient client = client(server, callers, users, seed)) {
            return client.expectItems(SUCCEEDED_MIN).closedLoop(seconds(session, seconds));
        }
    }

    private static LoadClient client(URI server, int callers, int users, long seed) throws IOException {
        HttpRequests requests = new HttpRequests(server);
        return new LoadClient(server, callers, requests.batches(users, ITEMS, seed), EXPECTED);
    }

    private static double seconds(Session session, double full) {
        return Math.max(SECONDS_MIN, full * session.scale());
    }
}
