package ledger.bench.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.FoldClock;
import ledger.bench.fold.Offsets;
import ledger.bench.fold.Prefilled;
import ledger.bench.process.Ledger;
import ledger.bench.process.Server;
import ledger.bench.report.Goal;
import ledger.bench.report.Report;
import ledger.bench.report.Samples;
import ledger.bench.report.Series;

/** Resident memory, idle and after many commands, and how soon the ledger is ready. */
public final class MemoryBench {
    private static final double IDLE_MEGABYTES_MAX = 500;
    private static final long IDLE_SECONDS = 10;
    private static final int USERS = 100_000;
    private static final int COMMANDS = 1_000_000;
    private static final double MEGABYTE = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private MemoryBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int round = 1; round <= session.rounds(); round++) {
            dev(session, samples);
        }
        Report report = session.report("memory", "MB");
        report.target(
                samples.get("idle"),
                Series.of(IDLE_MEGABYTES_MAX),
                Goal.atMost(1),
                "dev after ten idle seconds, broker included; beside is the limit");
        for (String start : new String[] {"cold", "warm", "after kill -9"}) {
            session.report("start", "s").row(start, samples.get(start), null, "dev, from its start until it is ready");
        }
        folded(session, report);
    }

    private static void dev(Session session, Samples samples) throws IOException, InterruptedException {
        Path directory = session.directory().resolve("memory");
        Directories.delete(directory);
        try (Ledger cold = timed(session, directory, samples, "cold")) {
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            double megabytes = cold.program().residentBytes() / MEGABYTE;
            samples.add("idle", megabytes);
            session.say("dev, idle: %,.0f MB".formatted(megabytes));
        }
        try (Ledger warm = timed(session, directory, samples, "warm")) {
            warm.program().kill();
        }
        timed(session, directory, samples, "after kill -9").close();
        Directories.delete(directory);
    }

    private static Ledger timed(Session session, Path directory, Samples samples, String start)
            throws IOException, InterruptedException {
        Directories.delete(directory.resolve("dev").resolve("running.json"));
        long started = System.nanoTime();
        Ledger ledger = Ledger.dev(session.build(), directory.resolve("dev"));
        ledger.awaitReady();
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        samples.add(start, seconds);
        session.say("start %s: %.1f s".formatted(start, seconds));
        return ledger;
    }

    private static void folded(Session session, Report report) throws IOException, InterruptedException {
        Path directory = session.directory().resolve("memory");
        Directories.delete(directory);
        int users = session.scaled(USERS);
        try (Server broker = Server.broker(directory.resolve("broker"));
                Offsets offsets = new Offsets(broker.where())) {
            Prefilled log = Prefilled.fill(broker.where(), users, 0, session.scaled(COMMANDS) - users);
            try (Ledger ledger =
                    Ledger.serve(session.build(), broker.where(), directory.resolve("ledger"), Map.of(), null)) {
                new FoldClock(offsets, log, ledger.program()).perSecond(Ledger.GROUP, session);
                report.row(
                        "after %,d commands".formatted(log.total()),
                        Series.of(ledger.program().residentBytes() / MEGABYTE),
                        null,
                        "serve, %,d users, with the heap that Java takes of this machine".formatted(users));
            }
        }
        Directories.delete(directory);
    }
}
