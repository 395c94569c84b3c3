package ledger.bench.read;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.Offsets;
import ledger.bench.fold.Prefilled;
import ledger.bench.fold.Workload;
import ledger.bench.load.HttpRequests;
import ledger.bench.load.Load;
import ledger.bench.load.LoadClient;
import ledger.bench.load.WarmUp;
import ledger.bench.postgres.NeighbourMain;
import ledger.bench.process.Ledger;
import ledger.bench.process.Server;
import ledger.bench.report.Goal;
import ledger.bench.report.Report;
import ledger.bench.report.Samples;
import ledger.streams.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Balances and pages of history over HTTP, beside a route that returns a constant of the same size. */
public final class ReadBench {
    /** The user of the large account is the only one of its workload. */
    private static final String LARGE = Workload.user(0);

    private static final String SMALL = "small";
    private static final int LARGE_ENTRIES = 1_000_000;
    private static final int SMALL_ENTRIES = 100;
    private static final int CALLERS = 32;
    private static final double SECONDS = 6;
    private static final double SECONDS_MIN = 2;
    private static final double BALANCE_RATIO_MIN = 0.7;
    /** A page that takes 1.2 times as long comes this often. */
    private static final double PAGE_RATIO_MIN = 1 / 1.2;

    private static final String BALANCE = "balance";
    private static final String SMALL_PAGE = "page of 100";
    private static final String LARGE_PAGE = "page of 1,000,000";
    private static final Map<String, String> PATHS = Map.of(
            BALANCE,
            "/api/credits/balance?userId=" + SMALL,
            SMALL_PAGE,
            "/api/credits/transactions?limit=50&userId=" + SMALL,
            LARGE_PAGE,
            "/api/credits/transactions?limit=50&userId=" + LARGE);

    private ReadBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Path directory = session.directory().resolve("read");
        Directories.delete(directory);
        Samples samples = new Samples();
        try (Server broker = Server.broker(directory.resolve("broker"));
                Offsets offsets = new Offsets(broker.where())) {
            Prefilled.fill(broker.where(), 1, 0, session.scaled(LARGE_ENTRIES));
            Prefilled.fillOne(broker.where(), SMALL, SMALL_ENTRIES);
            try (Ledger ledger = Ledger.serve(
                            session.build(),
                            broker.where(),
                            directory.resolve("ledger"),
                            Map.of(),
                            session.recording("read"));
                    Server neighbour = NeighbourMain.start(directory.resolve("neighbour"), List.of())) {
                URI url = ledger.awaitReady();
                offsets.awaitCaughtUp(Ledger.GROUP, Topics.COMMANDS, ledger.program());
                measure(session, url, URI.create(neighbour.where()), samples);
            }
        }
        Directories.delete(directory);
        report(session, samples);
    }

    private static void measure(Session session, URI ledger, URI neighbour, Samples samples) throws IOException {
        List<String> reads = List.of(BALANCE, SMALL_PAGE, LARGE_PAGE);
        for (String read : reads) {
            warmUp(session, ledger, PATHS.get(read));
            warmUp(session, neighbour, constant(ledger, read));
        }
        for (int round = 1; round <= session.rounds(); round++) {
            for (String read : reads) {
                keep(session, samples, read, load(session, ledger, PATHS.get(read)));
                keep(session, samples, besideOf(read), load(session, neighbour, constant(ledger, read)));
            }
        }
    }

    /** The path of a constant with as many bytes as a read answers. */
    private static String constant(URI ledger, String read) throws IOException {
        HttpRequests requests = new HttpRequests(ledger);
        return "/api/constant?bytes=" + LoadClient.bodyBytes(ledger, requests.get(String.valueOf(PATHS.get(read))));
    }

    private static String besideOf(String read) {
        return read + ", constant";
    }

    private static void warmUp(Session session, URI server, @Nullable String path) throws IOException {
        try (LoadClient client = client(server, path)) {
            WarmUp.steady(client, session.scale());
        }
    }

    private static Load load(Session session, URI server, @Nullable String path) throws IOException {
        try (LoadClient client = client(server, path)) {
            return client.closedLoop(Math.max(SECONDS_MIN, SECONDS * session.scale()));
        }
    }

    private static LoadClient client(URI server, @Nullable String path) throws IOException {
        byte[] request = new HttpRequests(server).get(String.valueOf(path));
        return new LoadClient(server, CALLERS, () -> request, Set.of(200));
    }

    private static void keep(Session session, Samples samples, String what, Load load) {
        samples.add(what, load);
        session.say(what + ": " + load);
    }

    private static void report(Session session, Samples samples) {
        report(session, samples, "read", BALANCE)
                .target(
                        samples.get(BALANCE),
                        samples.get(besideOf(BALANCE)),
                        Goal.atLeast(BALANCE_RATIO_MIN),
                        "32 callers; GET /balance, beside is a constant");
        report(session, samples, "page", LARGE_PAGE)
                .target(
                        samples.get(LARGE_PAGE),
                        samples.get(SMALL_PAGE),
                        Goal.atLeast(PAGE_RATIO_MIN),
                        "32 callers; 50 of %,d entries, beside is 50 of 100".formatted(session.scaled(LARGE_ENTRIES)));
        for (String read : List.of(SMALL_PAGE, LARGE_PAGE)) {
            report(session, samples, "read", read)
                    .row(
                            read,
                            samples.get(read),
                            samples.get(besideOf(read)),
                            "32 callers; beside is a constant of its size");
        }
    }

    private static Report report(Session session, Samples samples, String bench, String read) {
        return session.report(bench, "requests/s").timed(samples, read);
    }
}
