package ledger.bench.recover;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.bench.Session;
import ledger.bench.process.Launcher;
import ledger.bench.process.Ledger;
import ledger.bench.process.Program;
import ledger.bench.report.Goal;
import ledger.bench.report.Samples;

/** Events per second of {@code ./ledger replay}, beside a consumer that only parses them. */
public final class ReplayBench {
    /** Enough that starting a JVM and compiling, which are in the time, do not decide it: logs are replayed whole. */
    private static final int SPENDS = 1_000_000;

    private static final double RATIO_MIN = 0.6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Pattern EVENTS = Pattern.compile("\\{\"events\":(\\d+)");

    private ReplayBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        Samples samples = new Samples();
        try (FoldedLedger folded = FoldedLedger.fold(session, "replay", SPENDS)) {
            for (int round = 1; round <= session.rounds(); round++) {
                round(session, folded, samples);
            }
        }
        session.report("replay", "events/s")
                .target(
                        samples.get("ledger"),
                        samples.get("beside"),
                        Goal.atLeast(RATIO_MIN),
                        "as many threads and the same JVM flags each; from the start of the process to its end");
    }

    private static void round(Session session, FoldedLedger folded, Samples samples)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        double events = events(Ledger.replay(session.build(), folded.data(), folded.bootstrapServers()));
        long replayed = System.nanoTime();
        double parsed;
        try (Program program = Program.java(
                "the parsing consumer",
                folded.directory().resolve("parse"),
                Launcher.REPLAY_FLAGS,
                ParseMain.class.getName(),
                List.of(folded.bootstrapServers()))) {
            parsed = Double.parseDouble(program.output().strip());
        }
        long ended = System.nanoTime();
        samples.add("ledger", events * NANOS_PER_SECOND / (replayed - started));
        samples.add("beside", parsed * NANOS_PER_SECOND / (ended - replayed));
        session.say("%,.0f events replayed in %.1f s, %,.0f parsed in %.1f s"
                .formatted(
                        events,
                        (replayed - started) / NANOS_PER_SECOND,
                        parsed,
                        (ended - replayed) / NANOS_PER_SECOND));
    }

    private static double events(String json) throws IOException {
        Matcher events = EVENTS.matcher(json.replaceAll("\\s", ""));
        if (!events.find()) {
            throw new IOException("replay printed no number of events");
        }
        return Double.parseDouble(events.group(1));
    }
}
