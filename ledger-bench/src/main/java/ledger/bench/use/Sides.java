package ledger.bench.use;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.Offsets;
import ledger.bench.fold.Prefilled;
import ledger.bench.postgres.NeighbourMain;
import ledger.bench.postgres.Postgres;
import ledger.bench.process.Ledger;
import ledger.bench.process.Program;
import ledger.bench.process.Server;
import ledger.streams.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The ledger and, where it is installed, Postgres behind an API, with the same funded users. Both stay up through all
 * rounds, so that both are warm; the one that is not measured is idle.
 */
public final class Sides implements AutoCloseable {
    private final Path directory;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable URI ledger;
    private @Nullable Offsets offsets;
    private @Nullable Program program;
    private @Nullable Postgres postgres;
    private @Nullable URI neighbour;

    private Sides(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts both.
     *
     * @param isSynced whether both wait for the disk
     */
    public static Sides start(Session session, String name, boolean isSynced, int users)
            throws IOException, InterruptedException {
        Path directory = session.directory().resolve(name);
        Directories.delete(directory);
        Sides sides = new Sides(directory);
        try {
            sides.startLedger(session, name, isSynced, users);
            sides.startPostgres(session, isSynced, users);
            return sides;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            sides.close();
            throw failed;
        }
    }

    private void startLedger(Session session, String name, boolean isSynced, int users)
            throws IOException, InterruptedException {
        Server broker = Server.broker(directory.resolve("broker"));
        running.push(broker);
        Prefilled.fill(broker.where(), users, 0, 0);
        Ledger started = Ledger.serve(
                session.build(),
                broker.where(),
                directory.resolve("ledger"),
                Map.of("LEDGER_FSYNC", Boolean.toString(isSynced)),
                session.recording(name));
        running.push(started);
        ledger = started.awaitReady();
        program = started.program();
        offsets = new Offsets(broker.where());
        running.push(offsets);
        settle();
    }

    private void startPostgres(Session session, boolean isSynced, int users) throws IOException, InterruptedException {
        Optional<Path> binaries = Postgres.installed();
        if (binaries.isEmpty()) {
            session.say("Postgres is not installed (apt install postgresql), so nothing stands beside");
            return;
        }
        Postgres started = Postgres.start(binaries.get(), directory, isSynced, users);
        running.push(started);
        postgres = started;
        Server api = NeighbourMain.start(directory.resolve("neighbour"), List.of(started.url()));
        running.push(api);
        neighbour = URI.create(api.where());
    }

    /** Where the ledger answers. */
    public URI ledger() {
        if (ledger == null) {
            throw new IllegalStateException("not started");
        }
        return ledger;
    }

    /** Where the API on Postgres answers, or null where Postgres is not installed. */
    public @Nullable URI neighbour() {
        return neighbour;
    }

    /**
     * Waits until the ledger has committed all that was asked of it, so that nothing of it is left to what comes next.
     */
    public void settle() throws IOException, InterruptedException {
        if (offsets == null || program == null) {
            throw new IllegalStateException("not started");
        }
        offsets.awaitCaughtUp(Ledger.GROUP, Topics.COMMANDS, program);
    }

    /** The database itself, or null where it is not installed. */
    public @Nullable Postgres postgres() {
        return postgres;
    }

    /** Where processes may write. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (IOException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new IOException("cannot be stopped", failed);
            }
        }
        Directories.delete(directory);
    }
}
