package ledger.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Rows as people read them in a terminal. */
public final class Table {
    private static final List<String> HEAD =
            List.of("bench", "case", "ledger", "beside", "ratio", "unit", "p50 ms", "p99 ms", "target");

    private Table() {}

    /** The whole table, the spread of the rounds behind each median, and a line on each neighbour below. */
    public static String of(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        rows.forEach(row -> lines.add(cells(row)));
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder out = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width = lines.stream()
                        .mapToInt(cells -> cells.get(at).length())
                        .max()
                        .orElseThrow();
                String cell = line.get(column);
                out.append(cell).append(" ".repeat(width - cell.length() + 2));
            }
            text.append(out.toString().stripTrailing()).append('\n');
        }
        rows.forEach(row -> text.append('\n')
                .append(row.bench())
                .append(' ')
                .append(row.label())
                .append(": ")
                .append(row.note()));
        return text.append('\n').toString();
    }

    /** The cells of one row, in the order of the columns. */
    static List<String> cells(Row row) {
        Series beside = row.beside();
        Double ratio = row.ratio();
        Goal target = row.target();
        return List.of(
                row.bench(),
                row.label(),
                spread(row.ledger()),
                beside == null ? "" : spread(beside),
                ratio == null ? "" : Numbers.plain(ratio),
                row.unit(),
                row.p50Millis() == null ? "" : Numbers.plain(row.p50Millis()),
                row.p99Millis() == null ? "" : Numbers.plain(row.p99Millis()),
                target == null ? "" : target.text() + (target.isMet(row) ? ": met" : ": MISSED"));
    }

    static String spread(Series series) {
        String median = Numbers.grouped(series.median());
        return series.values().size() == 1
                ? median
                : median + " (" + Numbers.grouped(series.min()) + "–" + Numbers.grouped(series.max()) + ")";
    }
}
