package ledger.bench.recover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.bench.Bench;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.Offsets;
import ledger.bench.process.Ledger;
import ledger.bench.process.Program;
import ledger.bench.report.Goal;
import ledger.bench.report.Row;
import ledger.bench.report.Samples;

/** Rows per second after the state directory was lost, beside writing the same rows into a bare RocksDB. */
public final class RestoreBench implements Bench {
    private static final int SPENDS = 300_000;
    private static final double RATIO_MIN = 0.6;

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String summary() {
        return "rows per second after losing the state directory, beside a consumer that fills a bare RocksDB";
    }

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        try (FoldedLedger folded = FoldedLedger.fold(session, name(), SPENDS)) {
            List<String> changelogs = changelogs(folded);
            for (int round = 1; round <= session.rounds(); round++) {
                round(session, folded, changelogs, samples);
            }
        }
        session.results()
                .accept(Row.of(
                                name(),
                                "target",
                                samples.get("rows"),
                                samples.get("rows beside"),
                                "rows/s",
                                "the ledger's time is what Kafka Streams says of its restore, beside is a consumer that fills a bare RocksDB")
                        .mustReach(Goal.atLeast(RATIO_MIN)));
        session.results()
                .accept(Row.of(
                        name(),
                        "time to serve again",
                        samples.get("lost"),
                        samples.get("warm"),
                        "s",
                        "without state, beside is the same start with it"));
    }

    /** What the ledger restores. */
    private static List<String> changelogs(FoldedLedger folded) throws IOException, InterruptedException {
        try (Offsets offsets = new Offsets(folded.bootstrapServers())) {
            return offsets.topics().stream()
                    .filter(topic -> topic.startsWith(Ledger.GROUP + "-") && topic.endsWith("-changelog"))
                    .toList();
        }
    }

    private static void round(Session session, FoldedLedger folded, List<String> changelogs, Samples samples)
            throws IOException, InterruptedException {
        double warm = folded.startAndStop().readySeconds();
        folded.loseState();
        FoldedLedger.Started lost = folded.startAndStop();
        Path bare = folded.directory().resolve("bare");
        Directories.delete(bare);
        List<String> arguments = new ArrayList<>(List.of(folded.bootstrapServers(), bare.toString()));
        arguments.addAll(changelogs);
        String printed;
        try (Program program = Program.start(
                "the bare restore",
                folded.directory().resolve("bare.log"),
                bare,
                Map.of(),
                Program.java(List.of(), RestoreMain.class.getName(), arguments))) {
            printed = program.output().strip();
        }
        double rows = Double.parseDouble(printed.substring(0, printed.indexOf(' ')));
        double seconds = Double.parseDouble(printed.substring(printed.indexOf(' ') + 1));
        samples.add("warm", warm);
        samples.add("lost", lost.readySeconds());
        samples.add("rows", rows / lost.restoreSeconds());
        samples.add("rows beside", rows / seconds);
        session.say("%,.0f rows: ready after %.1f s with state, %.1f s without, of which restoring %.1f s; bare %.1f s"
                .formatted(rows, warm, lost.readySeconds(), lost.restoreSeconds(), seconds));
    }
}
