package ledger.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.FoldClock;
import ledger.bench.fold.FoldRate;
import ledger.bench.fold.Offsets;
import ledger.bench.fold.Prefilled;
import ledger.bench.process.Ledger;
import ledger.bench.process.Program;
import ledger.bench.process.Server;
import ledger.bench.report.Goal;
import ledger.bench.report.Report;
import ledger.bench.report.Samples;
import ledger.streams.topic.Topics;

/** Usage events on {@code ledger.usage} → charged, beside reading, parsing and writing them, and beside the fold. */
public final class IngestBench {
    private static final int USERS = 10_000;
    private static final int WARM_UP = 400_000;
    private static final int EVENTS = 400_000;
    private static final double RATIO_MIN = 0.5;

    private IngestBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int round = 1; round <= session.rounds(); round++) {
            session.say("round %d of %d".formatted(round, session.rounds()));
            round(session, round, samples);
            FoldRate.measure(session, round);
        }
        Report report = session.report("ingest", "events/s");
        report.target(
                samples.get("charged"),
                FoldRate.of(session),
                Goal.atLeast(RATIO_MIN),
                "beside is the fold of commands that are in the log already");
        report.row(
                "consume-transform-produce",
                samples.get("charged"),
                samples.get("transformed"),
                "beside is a consumer that parses each event and produces it to another topic by user");
    }

    private static void round(Session session, int round, Samples samples) throws IOException, InterruptedException {
        Path directory = session.directory().resolve("ingest");
        Directories.delete(directory);
        try (Server broker = Server.broker(directory.resolve("broker"));
                Offsets offsets = new Offsets(broker.where())) {
            String kafka = broker.where();
            Prefilled log =
                    UsageLog.fill(kafka, session.scaled(USERS), session.scaled(WARM_UP), session.scaled(EVENTS));
            try (Ledger ledger = Ledger.serve(
                    session.build(),
                    kafka,
                    directory.resolve("ledger"),
                    Map.of(),
                    session.recording("ingest-" + round))) {
                FoldClock clock = new FoldClock(offsets, log, ledger.program());
                samples.add("charged", clock.perSecond(Ledger.GROUP, session));
            }
            offsets.makeTopic(TransformMain.TOPIC);
            try (Program program = Program.java(
                    "consume-transform-produce",
                    directory.resolve("transform"),
                    List.of(),
                    TransformMain.class.getName(),
                    List.of(kafka))) {
                long funded = session.scaled(USERS);
                Prefilled usage = new Prefilled(log.warmUp() - funded, log.total() - funded, log.recordBytes());
                FoldClock clock = new FoldClock(offsets, usage, program, Topics.USAGE);
                samples.add("transformed", clock.perSecond(TransformMain.GROUP, session));
            }
        }
        Directories.delete(directory);
    }
}
