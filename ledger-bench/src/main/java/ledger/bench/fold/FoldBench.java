package ledger.bench.fold;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ledger.bench.Bench;
import ledger.bench.Session;
import ledger.bench.report.Goal;
import ledger.bench.report.Row;
import ledger.bench.report.Series;

/** Commands in the log → decided, kept, published and counted, beside producing and copying the same records. */
public final class FoldBench implements Bench {
    private static final double RATIO_MIN = 0.5;

    @Override
    public String name() {
        return "fold";
    }

    @Override
    public String summary() {
        return "folding a log of commands, beside producing and copying the same records";
    }

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        List<Double> ledger = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        List<Double> copied = new ArrayList<>();
        List<Double> eventSized = new ArrayList<>();
        int recordBytes = 0;
        int eventBytes = 0;
        for (int round = 1; round <= session.rounds(); round++) {
            try (FoldRound fold = FoldRate.begin(session)) {
                session.say("round %d of %d".formatted(round, session.rounds()));
                ledger.add(fold.ledger("fold-" + round));
                session.measured().add(FoldRate.NAME, ledger.get(ledger.size() - 1));
                raw.add(fold.rawProduce());
                copied.add(fold.passThrough());
                eventBytes = fold.eventBytes();
                eventSized.add(fold.passThrough(eventBytes));
                recordBytes = fold.log().recordBytes();
            }
        }
        session.results()
                .accept(Row.of(
                                name(),
                                "target",
                                new Series(ledger),
                                new Series(raw),
                                "commands/s",
                                "beside is Kafka's producer performance tool, records of %d bytes, acks=all"
                                        .formatted(recordBytes))
                        .mustReach(Goal.atLeast(RATIO_MIN)));
        session.results()
                .accept(Row.of(
                        name(),
                        "pass-through",
                        new Series(ledger),
                        new Series(copied),
                        "commands/s",
                        "beside is a Streams application that copies each command exactly once and keeps nothing"));
        session.results()
                .accept(Row.of(
                        name(),
                        "pass-through, event-sized",
                        new Series(ledger),
                        new Series(eventSized),
                        "commands/s",
                        "beside is the same with a record of %d bytes for each, which is what an event has"
                                .formatted(eventBytes)));
    }
}
