package ledger.bench.use;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import ledger.bench.Session;
import ledger.bench.load.HttpRequests;
import ledger.bench.load.Load;
import ledger.bench.load.LoadClient;
import ledger.bench.load.WarmUp;
import ledger.bench.postgres.Pgbench;
import ledger.bench.postgres.Postgres;
import ledger.bench.report.Samples;

/** Measures every case of {@code POST /use} on each side in turn. */
final class UseRounds {
    static final int USERS = 10_000;
    static final int CALLERS = 32;
    static final double SHARE_OF_PEAK = 0.6;
    static final String PACED = "60 % of peak";
    static final String PACED_FEW = "60 % of 32 callers";
    static final String HOT = "one hot user";
    static final String LEDGER = "ledger ";
    static final String API = "api ";
    static final String DATABASE = "database ";
    private static final List<Integer> CALLER_COUNTS = List.of(1, CALLERS, 256);
    private static final double SECONDS = 8;
    /** In less even a fast server answers too few to count. */
    private static final double SECONDS_MIN = 2;

    /** Until every connection has been used and batches are as large as that rate makes them. */
    private static final double LEAD_IN_SECONDS = 2;

    /** More than are ever under way at that rate, so that the client never delays a request. */
    private static final int PACED_CONNECTIONS = 128;

    private static final Set<Integer> EXPECTED = Set.of(201, 402);

    private final Session session;
    private final Sides sides;
    private final Samples samples = new Samples();
    private long seed;

    UseRounds(Session session, Sides sides) {
        this.session = session;
        this.sides = sides;
    }

    static String label(int callers) {
        return callers == 1 ? "1 caller" : callers + " callers";
    }

    static List<Integer> callerCounts() {
        return CALLER_COUNTS;
    }

    Samples run() throws IOException, InterruptedException {
        URI neighbour = sides.neighbour();
        warmUp(sides.ledger());
        if (neighbour != null) {
            warmUp(neighbour);
        }
        for (int round = 1; round <= session.rounds(); round++) {
            session.say("round %d of %d".formatted(round, session.rounds()));
            double peak = 0;
            double neighbourPeak = 0;
            for (int callers : CALLER_COUNTS) {
                peak = Math.max(peak, spread(sides.ledger(), LEDGER, callers));
                if (neighbour != null) {
                    neighbourPeak = Math.max(neighbourPeak, spread(neighbour, API, callers));
                }
                database(callers, users(), label(callers));
            }
            paced(sides.ledger(), LEDGER, PACED, peak);
            if (neighbour != null) {
                paced(neighbour, API, PACED, neighbourPeak);
            }
            measure(sides.ledger(), LEDGER, CALLERS, 1, HOT);
            if (neighbour != null) {
                measure(neighbour, API, CALLERS, 1, HOT);
            }
            database(CALLERS, 1, HOT);
        }
        return samples;
    }

    /** By so many callers on all users; returns the rate they came to. */
    private double spread(URI server, String side, int callers) throws IOException, InterruptedException {
        double rate = measure(server, side, callers, users(), label(callers));
        if (callers == CALLERS) {
            // Measured at once, because the machine may be slower or faster a minute later.
            paced(server, side, PACED_FEW, rate);
        }
        return rate;
    }

    private int users() {
        return session.scaled(USERS);
    }

    private double seconds(double full) {
        return Math.max(SECONDS_MIN, full * session.scale());
    }

    private double measure(URI server, String side, int callers, int users, String label)
            throws IOException, InterruptedException {
        sides.settle();
        return keep(side, label, closed(server, callers, users, seconds(SECONDS)));
    }

    private Load closed(URI server, int callers, int users, double seconds) throws IOException {
        try (LoadClient client = spending(server, callers, users)) {
            return client.closedLoop(seconds);
        }
    }

    private void warmUp(URI server) throws IOException {
        try (LoadClient client = spending(server, CALLERS, users())) {
            WarmUp.steady(client, session.scale());
        }
    }

    private void paced(URI server, String side, String label, double rate) throws IOException, InterruptedException {
        sides.settle();
        try (LoadClient client = spending(server, PACED_CONNECTIONS, users())) {
            client.openLoop(rate * SHARE_OF_PEAK, LEAD_IN_SECONDS);
            keep(side, label, client.openLoop(rate * SHARE_OF_PEAK, seconds(SECONDS)));
        }
    }

    private LoadClient spending(URI server, int connections, int users) throws IOException {
        HttpRequests requests = new HttpRequests(server);
        return new LoadClient(server, connections, requests.spends(users, nextSeed()), EXPECTED);
    }

    private double keep(String side, String label, Load load) {
        samples.add(side + label, load);
        session.say(side + label + ": " + load);
        return load.perSecond();
    }

    private void database(int connections, int users, String label) throws IOException, InterruptedException {
        Postgres postgres = sides.postgres();
        if (postgres != null) {
            sides.settle();
            double rate = Pgbench.perSecond(postgres, sides.directory(), users, connections, seconds(SECONDS));
            samples.add(DATABASE + label, rate);
            session.say("%s%s: %,.0f a second".formatted(DATABASE, label, rate));
        }
    }

    /** No two loads share keys. */
    private long nextSeed() {
        return ++seed;
    }
}
