package ledger.bench.fold;

import java.io.IOException;
import ledger.bench.Session;
import ledger.bench.report.Goal;
import ledger.bench.report.Report;
import ledger.bench.report.Samples;
import ledger.bench.report.Series;

/** Commands in the log → decided, kept, published and counted, beside producing and copying the same records. */
public final class FoldBench {
    private static final double RATIO_MIN = 0.5;

    private FoldBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        int recordBytes = 0;
        int eventBytes = 0;
        for (int round = 1; round <= session.rounds(); round++) {
            try (FoldRound fold = FoldRate.begin(session)) {
                session.say("round %d of %d".formatted(round, session.rounds()));
                session.measured().add(FoldRate.NAME, fold.ledger("fold-" + round));
                samples.add("raw", fold.rawProduce());
                samples.add("copied", fold.passThrough());
                eventBytes = fold.eventBytes();
                samples.add("event-sized", fold.passThrough(eventBytes));
                recordBytes = fold.log().recordBytes();
            }
        }
        Series ledger = FoldRate.of(session);
        Report report = session.report("fold", "commands/s");
        report.target(
                ledger,
                samples.get("raw"),
                Goal.atLeast(RATIO_MIN),
                "beside is Kafka's producer performance tool, records of %d bytes, acks=all".formatted(recordBytes));
        report.row(
                "pass-through",
                ledger,
                samples.get("copied"),
                "beside is a Streams application that copies each command exactly once and keeps nothing");
        report.row(
                "pass-through, event-sized",
                ledger,
                samples.get("event-sized"),
                "beside is the same with a record of %d bytes for each, which is what an event has"
                        .formatted(eventBytes));
    }
}
