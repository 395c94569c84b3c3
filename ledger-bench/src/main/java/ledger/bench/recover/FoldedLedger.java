package ledger.bench.recover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.FoldClock;
import ledger.bench.fold.Offsets;
import ledger.bench.fold.Prefilled;
import ledger.bench.process.Ledger;
import ledger.bench.process.Server;

/** A ledger that folded a log and was stopped, and its broker, which still runs. */
final class FoldedLedger implements AutoCloseable {
    private static final int USERS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    /** What Kafka Streams logs of the deciding application. */
    private static final String STARTED = "[" + Ledger.GROUP + "-decide] State transition from CREATED to REBALANCING";

    private static final String RESTORER = "[" + Ledger.GROUP + "-decide-StateUpdater";
    private static final String RESTORED = "completed restoration";

    private final Session session;
    private final Path directory;
    private final Server broker;

    private FoldedLedger(Session session, Path directory, Server broker) {
        this.session = session;
        this.directory = directory;
        this.broker = broker;
    }

    /**
     * Folds a log.
     *
     * @param spends how many of them are in it, scaled by the session
     */
    static FoldedLedger fold(Session session, String name, int spends) throws IOException, InterruptedException {
        Path directory = session.directory().resolve(name);
        Directories.delete(directory);
        FoldedLedger folded = new FoldedLedger(session, directory, Server.broker(directory.resolve("broker")));
        try {
            folded.fold(spends);
            return folded;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            folded.broker.close();
            throw failed;
        }
    }

    private void fold(int spends) throws IOException, InterruptedException {
        Prefilled log = Prefilled.fill(bootstrapServers(), session.scaled(USERS), 0, session.scaled(spends));
        try (Ledger ledger = start();
                Offsets offsets = new Offsets(bootstrapServers())) {
            new FoldClock(offsets, log, ledger.program()).perSecond(Ledger.GROUP, session);
        }
    }

    String bootstrapServers() {
        return broker.where();
    }

    /** For what other processes write. */
    Path directory() {
        return directory;
    }

    /** Starts it, waits until it serves every account, and stops it again. */
    Started startAndStop() throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (Ledger ledger = start()) {
            ledger.awaitReady();
            double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
            return new Started(seconds, restoreSeconds(ledger.program().errors()));
        }
    }

    /**
     * How a start went.
     *
     * @param readySeconds from the start of the process until every account is served
     * @param restoreSeconds of which the deciding application restored, as Kafka Streams says
     */
    record Started(double readySeconds, double restoreSeconds) {}

    /**
     * How long the last start in a log restored: from the first end that it looked up to the last task it was done
     * with.
     */
    static double restoreSeconds(String log) throws IOException {
        Instant begun = null;
        Instant done = null;
        String last = log.substring(Math.max(0, log.lastIndexOf(STARTED)));
        for (String line : last.lines().toList()) {
            if (line.contains(RESTORER)) {
                Instant at = Instant.parse(line.substring(0, line.indexOf(' ')));
                begun = begun == null ? at : begun;
                done = line.endsWith(RESTORED) ? at : done;
            }
        }
        if (begun == null || done == null) {
            throw new IOException("the ledger does not say how long it restored");
        }
        return Duration.between(begun, done).toMillis() / MILLIS_PER_SECOND;
    }

    /** Its stores are gone, and are to be restored from the broker. */
    void loseState() throws IOException {
        Directories.delete(data().resolve("streams"));
    }

    private Ledger start() throws IOException {
        return Ledger.serve(session.build(), bootstrapServers(), data(), Map.of(), null);
    }

    /** What the ledger keeps beside its broker. */
    Path data() {
        return directory.resolve("ledger");
    }

    @Override
    public void close() throws IOException {
        broker.close();
        Directories.delete(directory);
    }
}
