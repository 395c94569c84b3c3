package ledger.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results as they are kept: tables in a page that says how they were measured, and a chart for each bench. */
public final class ResultsPage {
    private static final String PAGE = "benchmarks.md";
    private static final String CHARTS = "bench";
    private static final String RESULTS = "## Results of ";
    private static final String HEAD =
            "| case | ledger | beside | ratio | unit | p50 ms | p99 ms | target | |\n| --- | --: | --: | --: | --- | --: | --: | --- | --- |\n";

    private ResultsPage() {}

    /** Whether a directory has the page. */
    public static boolean isIn(Path docs) {
        return Files.isWritable(docs.resolve(PAGE));
    }

    /** Replaces what the page and the charts say of the benches that were run; the others stay. */
    public static void write(Path docs, String head, List<Row> rows) throws IOException {
        Map<String, List<Row>> benches = new LinkedHashMap<>();
        rows.forEach(row ->
                benches.computeIfAbsent(row.bench(), any -> new ArrayList<>()).add(row));
        Path charts = Files.createDirectories(docs.resolve(CHARTS));
        Path page = docs.resolve(PAGE);
        String text = Files.readString(page);
        for (Map.Entry<String, List<Row>> bench : benches.entrySet()) {
            Files.writeString(charts.resolve(bench.getKey() + ".svg"), BarChart.svg(bench.getKey(), bench.getValue()));
            text = replaced(text, bench.getKey(), section(bench.getKey(), head, bench.getValue()));
        }
        Files.writeString(page, text);
    }

    /** The page with the section of a bench in the place of its old one, or at its end. */
    static String replaced(String page, String bench, String section) {
        int from = page.indexOf(RESULTS + bench + "\n");
        if (from < 0) {
            return page.stripTrailing() + "\n\n" + section;
        }
        int until = page.indexOf("\n## ", from + 1);
        return until < 0
                ? page.substring(0, from) + section
                : page.substring(0, from) + section + page.substring(until);
    }

    private static String section(String bench, String head, List<Row> rows) {
        StringBuilder text = new StringBuilder(RESULTS + bench + "\n\n" + head + "\n\n" + HEAD);
        for (Row row : rows) {
            List<String> cells = Table.cells(row);
            text.append("| ")
                    .append(String.join(" | ", cells.subList(1, cells.size())))
                    .append(" | ")
                    .append(row.note())
                    .append(" |\n");
        }
        return text.append("\n![")
                .append(bench)
                .append("](")
                .append(CHARTS)
                .append('/')
                .append(bench)
                .append(".svg)\n")
                .toString();
    }
}
