package ledger.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import ledger.bench.process.Build;
import ledger.bench.report.Report;
import ledger.bench.report.Row;
import ledger.bench.report.Samples;
import org.jspecify.annotations.Nullable;

/**
 * One run of benches: how large, how often, and where its results go.
 *
 * @param build what is measured
 * @param directory for everything that processes write
 * @param scale of every size, 1 for results that are kept
 * @param rounds how often each side is measured, in turn
 * @param recordings where ledgers are recorded with Java Flight Recorder, or null
 * @param measured what other benches of this run need again
 * @param progress shows how far the run is
 * @param results takes each row as soon as it is known
 */
public record Session(
        Build build,
        Path directory,
        double scale,
        int rounds,
        @Nullable Path recordings,
        Samples measured,
        PrintWriter progress,
        Consumer<Row> results) {
    /** A size at the scale of this run, never 0. */
    public int scaled(int size) {
        return (int) Math.max(1, Math.round(size * scale));
    }

    /** Where a bench reports what it measures in one unit. */
    public Report report(String bench, String unit) {
        return new Report(results, bench, unit, null, null);
    }

    /** Shows a line of progress. */
    public void say(String line) {
        progress.println("  " + line);
        progress.flush();
    }

    /** The file in which a ledger of that name is recorded, or null. */
    public @Nullable Path recording(String name) {
        return recordings == null ? null : recordings.resolve(name + ".jfr").toAbsolutePath();
    }
}
