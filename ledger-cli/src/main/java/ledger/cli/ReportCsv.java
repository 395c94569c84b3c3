package ledger.cli;

import java.util.SortedMap;
import ledger.Credits;
import ledger.replay.Report;
import ledger.replay.Totals;

/** A report as one table of CSV: a section, a key in it, and the totals of that key. */
final class ReportCsv {
    private ReportCsv() {}

    static String of(Report report) {
        StringBuilder csv = new StringBuilder("section,key,added,adjusted,used,refunded,expired,balance\n");
        row(csv, "total", "", report.totals());
        rows(csv, "user", report.byUser());
        rows(csv, "model", report.byModel());
        rows(csv, "type", report.byType());
        rows(csv, "day", report.byDay());
        return csv.toString();
    }

    private static void rows(StringBuilder csv, String section, SortedMap<String, Totals> byKey) {
        byKey.forEach((key, totals) -> row(csv, section, key, totals));
    }

    private static void row(StringBuilder csv, String section, String key, Totals totals) {
        csv.append(section).append(',').append(quoted(key));
        for (long micros : new long[] {
            totals.addedMicros(),
            totals.adjustedMicros(),
            totals.usedMicros(),
            totals.refundedMicros(),
            totals.expiredMicros(),
            totals.balanceMicros()
        }) {
            csv.append(',').append(Credits.text(micros));
        }
        csv.append('\n');
    }

    private static String quoted(String key) {
        boolean isPlain = key.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? key : '"' + key.replace("\"", "\"\"") + '"';
    }
}
