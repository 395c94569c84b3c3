package ledger.bench.recover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.bench.Directories;
import ledger.bench.Session;
import ledger.bench.fold.Offsets;
import ledger.bench.process.Ledger;
import ledger.bench.process.Program;
import ledger.bench.report.Goal;
import ledger.bench.report.Samples;

/** Rows per second after the state directory was lost, beside writing the same rows into a bare RocksDB. */
public final class RestoreBench {
    private static final int SPENDS = 300_000;
    private static final double RATIO_MIN = 0.6;

    private RestoreBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        try (FoldedLedger folded = FoldedLedger.fold(session, "restore", SPENDS)) {
            List<String> changelogs = changelogs(folded);
            for (int round = 1; round <= session.rounds(); round++) {
                round(session, folded, changelogs, samples);
            }
        }
        session.report("restore", "rows/s")
                .target(
                        samples.get("rows"),
                        samples.get("rows beside"),
                        Goal.atLeast(RATIO_MIN),
                        "the ledger's time is what Kafka Streams says of its restore, beside is a consumer that fills a bare RocksDB");
        session.report("restore", "s")
                .row(
                        "time to serve again",
                        samples.get("lost"),
                        samples.get("warm"),
                        "without state, beside is the same start with it");
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
        try (Program program =
                Program.java("the bare restore", bare, List.of(), RestoreMain.class.getName(), arguments)) {
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
