package ledger.bench.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ledger.bench.Bench;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.FoldClock;
import ledger.bench.fold.Offsets;
import ledger.bench.fold.Prefilled;
import ledger.bench.process.Broker;
import ledger.bench.process.Ledger;
import ledger.bench.report.Goal;
import ledger.bench.report.Row;
import ledger.bench.report.Samples;
import ledger.bench.report.Series;

/** Resident memory, idle and after many commands, and how soon the ledger is ready. */
public final class MemoryBench implements Bench {
    private static final double IDLE_MEGABYTES_MAX = 500;
    private static final long IDLE_SECONDS = 10;
    private static final int USERS = 100_000;
    private static final int COMMANDS = 1_000_000;
    private static final double MEGABYTE = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String summary() {
        return "resident memory of dev and after 1,000,000 commands, and start to ready, cold and warm";
    }

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int round = 1; round <= session.rounds(); round++) {
            dev(session, samples);
        }
        session.results()
                .accept(Row.of(
                                name(),
                                "target",
                                samples.get("idle"),
                                Series.of(IDLE_MEGABYTES_MAX),
                                "MB",
                                "dev after ten idle seconds, broker included; beside is the limit")
                        .mustReach(Goal.atMost(1)));
        for (String start : new String[] {"cold", "warm", "after kill -9"}) {
            session.results()
                    .accept(Row.of(
                            "start", start, samples.get(start), null, "s", "dev, from its start until it is ready"));
        }
        folded(session);
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
        Ledger ledger = Ledger.dev(session.build(), directory.resolve("dev"), Map.of());
        ledger.awaitReady();
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        samples.add(start, seconds);
        session.say("start %s: %.1f s".formatted(start, seconds));
        return ledger;
    }

    private void folded(Session session) throws IOException, InterruptedException {
        Path directory = session.directory().resolve("memory");
        Directories.delete(directory);
        int users = session.scaled(USERS);
        try (Broker broker = Broker.start(directory.resolve("broker"));
                Offsets offsets = new Offsets(broker.bootstrapServers())) {
            Prefilled log = Prefilled.fill(broker.bootstrapServers(), users, 0, session.scaled(COMMANDS) - users);
            try (Ledger ledger = Ledger.serve(
                    session.build(), broker.bootstrapServers(), directory.resolve("ledger"), Map.of(), null)) {
                new FoldClock(offsets, log, ledger.program()).perSecond(Ledger.GROUP, session);
                session.results()
                        .accept(Row.of(
                                name(),
                                "after %,d commands".formatted(log.total()),
                                Series.of(ledger.program().residentBytes() / MEGABYTE),
                                null,
                                "MB",
                                "serve, %,d users, with the heap that Java takes of this machine".formatted(users)));
            }
        }
        Directories.delete(directory);
    }
}
