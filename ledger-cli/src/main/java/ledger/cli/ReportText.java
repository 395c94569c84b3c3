package ledger.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import ledger.Credits;
import ledger.replay.Report;
import ledger.replay.Totals;

/** A report as tables for people: of a long one its largest rows. */
final class ReportText {
    /** What fits a screen. */
    private static final int ROWS_MAX = 10;

    private static final int KEY_WIDTH = 32;
    private static final String ROW = "%-" + KEY_WIDTH + "s %16s %14s %16s %14s %14s %16s%n";

    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("%,d events of %,d users".formatted(report.events(), report.users()))
                .append(", ")
                .append(verdict(report))
                .append("\n\n");
        row(text, "", "added", "adjusted", "used", "refunded", "expired", "balance");
        row(text, "total", report.totals());
        table(text, "by type", report.byType(), false);
        table(text, "by model", report.byModel(), true);
        table(text, "by day", report.byDay(), false);
        table(text, "by user", report.byUser(), true);
        return text.toString();
    }

    private static String verdict(Report report) {
        if (report.breakCount() > 0) {
            return "and %,d of them are broken".formatted(report.breakCount());
        }
        if (report.consistent() == null) {
            return "not compared with a running ledger";
        }
        return report.consistent() ? "as the running ledger has it" : "and the running ledger says something else";
    }

    private static void table(StringBuilder text, String title, SortedMap<String, Totals> byKey, boolean byUse) {
        if (byKey.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append('\n');
        List<Map.Entry<String, Totals>> rows = new ArrayList<>(byKey.entrySet());
        if (rows.size() > ROWS_MAX && byUse) {
            rows.sort(Comparator.comparing(entry -> -entry.getValue().usedMicros()));
        }
        int hidden = Math.max(0, rows.size() - ROWS_MAX);
        List<Map.Entry<String, Totals>> shown =
                byUse ? rows.subList(0, rows.size() - hidden) : rows.subList(hidden, rows.size());
        shown.forEach(entry -> row(text, entry.getKey(), entry.getValue()));
        if (hidden > 0) {
            text.append(
                    "%,d more; --json or --csv shows all%n".formatted(hidden).replace(System.lineSeparator(), "\n"));
        }
    }

    private static void row(StringBuilder text, String key, Totals totals) {
        row(
                text,
                key,
                Credits.text(totals.addedMicros()),
                Credits.text(totals.adjustedMicros()),
                Credits.text(totals.usedMicros()),
                Credits.text(totals.refundedMicros()),
                Credits.text(totals.expiredMicros()),
                Credits.text(totals.balanceMicros()));
    }

    private static void row(StringBuilder text, String key, String... columns) {
        String shortKey = key.length() <= KEY_WIDTH ? key : key.substring(0, KEY_WIDTH - 3) + "...";
        Object[] values = new Object[columns.length + 1];
        values[0] = shortKey;
        System.arraycopy(columns, 0, values, 1, columns.length);
        text.append(String.format(Locale.ROOT, ROW, values).stripTrailing()).append('\n');
    }
}
