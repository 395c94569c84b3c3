package ledger.bench.fold;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.process.Ledger;
import ledger.bench.process.Program;
import ledger.bench.process.Server;

/** One broker with one filled log, on which the ledger and its neighbours are measured one after the other. */
final class FoldRound implements AutoCloseable {
    private static final String RAW_TOPIC = "bench.raw";
    private static final String COPIES = "bench.pass-through";
    private static final String EVENT_SIZED_COPIES = "bench.pass-through-event-sized";

    private final Session session;
    private final Path directory;
    private final Server broker;
    private final Offsets offsets;
    private final Prefilled log;

    private FoldRound(Session session, Path directory, Server broker, Prefilled log) {
        this.session = session;
        this.directory = directory;
        this.broker = broker;
        this.offsets = new Offsets(broker.where());
        this.log = log;
    }

    static FoldRound begin(Session session, int users, int warmUp, int spends) throws IOException {
        Path directory = session.directory().resolve("fold");
        Directories.delete(directory);
        Server broker = Server.broker(directory.resolve("broker"));
        try {
            Prefilled log = Prefilled.fill(broker.where(), users, warmUp, spends);
            return new FoldRound(session, directory, broker, log);
        } catch (IOException | RuntimeException failed) {
            broker.close();
            throw failed;
        }
    }

    Prefilled log() {
        return log;
    }

    /** Commands per second that the ledger folds. */
    double ledger(String recordingName) throws IOException, InterruptedException {
        try (Ledger ledger = Ledger.serve(
                session.build(),
                broker.where(),
                directory.resolve("ledger"),
                Map.of(),
                session.recording(recordingName))) {
            return new FoldClock(offsets, log, ledger.program()).perSecond(Ledger.GROUP, session);
        }
    }

    /** Records per second that a producer appends. */
    double rawProduce() throws IOException, InterruptedException {
        makeTopic(RAW_TOPIC);
        double rate = RawProduce.perSecond(broker.where(), RAW_TOPIC, directory.resolve("raw"), log);
        session.say("raw produce: %,.0f a second".formatted(rate));
        return rate;
    }

    /** Commands per second that a bare Streams application copies. */
    double passThrough() throws IOException, InterruptedException {
        return passThrough(COPIES, 0);
    }

    /** How many bytes of value and headers an event has that the ledger made of this log, on average. */
    int eventBytes() throws IOException {
        return EventSize.mean(broker.where());
    }

    /** Commands per second for which a bare Streams application writes records of that size. */
    double passThrough(int valueBytes) throws IOException, InterruptedException {
        return passThrough(EVENT_SIZED_COPIES, valueBytes);
    }

    private double passThrough(String name, int valueBytes) throws IOException, InterruptedException {
        makeTopic(name);
        Path state = directory.resolve(name);
        List<String> arguments = List.of(broker.where(), state.toString(), name, Integer.toString(valueBytes));
        try (Program program =
                Program.java("the pass-through", state, List.of(), PassThroughMain.class.getName(), arguments)) {
            return new FoldClock(offsets, log, program).perSecond(name, session);
        }
    }

    private void makeTopic(String name) throws IOException, InterruptedException {
        offsets.makeTopic(name);
    }

    @Override
    public void close() throws IOException {
        offsets.close();
        broker.close();
        Directories.delete(directory);
    }
}
