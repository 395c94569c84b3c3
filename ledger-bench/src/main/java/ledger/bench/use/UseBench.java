package ledger.bench.use;

import java.io.IOException;
import java.util.List;
import ledger.bench.Session;
import ledger.bench.report.Goal;
import ledger.bench.report.Samples;
import ledger.bench.report.Series;
import org.jspecify.annotations.Nullable;

/** {@code POST /use}, durable, beside a stored procedure: behind a minimal API, and by itself. */
public final class UseBench {
    private static final String UNIT = "requests/s";
    private static final double RATIO_MIN = 1.0;
    private static final double HOT_RATIO_MIN = 0.9;
    private static final double P50_MILLIS_MAX = 5;
    private static final double P99_MILLIS_MAX = 25;

    private UseBench() {}

    /** Measures, and reports each row as soon as it is known. */
    public static void run(Session session) throws IOException, InterruptedException {
        measure(session, true);
        measure(session, false);
    }

    private static void measure(Session session, boolean isSynced) throws IOException, InterruptedException {
        String suffix = isSynced ? "" : ", unsynced";
        session.say(isSynced ? "both sync to disk" : "neither syncs to disk");
        Samples samples;
        try (Sides sides = Sides.start(
                session, isSynced ? "use-synced" : "use-unsynced", isSynced, session.scaled(UseRounds.USERS))) {
            samples = new UseRounds(session, sides).run();
        }
        if (isSynced) {
            targets(session, samples);
        }
        for (int callers : UseRounds.callerCounts()) {
            rows(session, samples, UseRounds.label(callers), suffix);
        }
        rows(session, samples, UseRounds.HOT, suffix);
        for (String paced : List.of(UseRounds.PACED, UseRounds.PACED_FEW)) {
            row(session, samples, paced, paced + suffix, UseRounds.API, paced(samples, paced));
        }
    }

    private static void targets(Session session, Samples samples) {
        String label = UseRounds.label(UseRounds.CALLERS);
        session.report("use", UNIT)
                .timed(samples, UseRounds.LEDGER + UseRounds.PACED_FEW)
                .target(
                        samples.get(UseRounds.LEDGER + label),
                        samples.find(UseRounds.API + label),
                        Goal.atLeast(RATIO_MIN).within(P50_MILLIS_MAX, P99_MILLIS_MAX),
                        "32 callers, beside is Javalin on Postgres, both sync; p50 and p99 are those at 60 % of their rate");
        session.report("hot", UNIT)
                .target(
                        samples.get(UseRounds.LEDGER + UseRounds.HOT),
                        samples.get(UseRounds.LEDGER + label),
                        Goal.atLeast(HOT_RATIO_MIN),
                        "32 callers on one user, beside is the ledger with 10,000 users");
    }

    private static void rows(Session session, Samples samples, String label, String suffix) {
        row(session, samples, label, label + suffix, UseRounds.API, "beside is Javalin on Postgres");
        if (samples.find(UseRounds.DATABASE + label) != null) {
            row(
                    session,
                    samples,
                    label,
                    label + suffix + ", pgbench",
                    UseRounds.DATABASE,
                    "beside is pgbench, with no HTTP and no token");
        }
    }

    private static void row(Session session, Samples samples, String measured, String label, String side, String note) {
        Series ledger = samples.get(UseRounds.LEDGER + measured);
        session.report("use", UNIT)
                .timed(samples, UseRounds.LEDGER + measured)
                .row(label, ledger, samples.find(side + measured), note);
    }

    private static String paced(Samples samples, String label) {
        @Nullable Series p50 = samples.find(UseRounds.API + label + " p50");
        @Nullable Series p99 = samples.find(UseRounds.API + label + " p99");
        String beside = p50 == null || p99 == null
                ? ""
                : "; beside is Javalin on Postgres at 60 %% of its own, p50 %.2f ms, p99 %.2f ms"
                        .formatted(p50.median(), p99.median());
        return "open loop, timed from when each request was meant to be sent" + beside;
    }
}
