package ledger.bench.report;

import java.util.List;
import java.util.Locale;

/** The rows of one bench as bars, each row to a scale of its own since units differ. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABEL_WIDTH = 220;
    private static final int VALUE_WIDTH = 150;
    private static final int BAR_HEIGHT = 16;
    private static final int ROW_HEIGHT = 52;
    private static final int HEAD_HEIGHT = 46;
    private static final String LEDGER_COLOR = "#1f77b4";
    private static final String BESIDE_COLOR = "#9aa5b1";

    private BarChart() {}

    /** An SVG of all rows. */
    static String svg(String bench, List<Row> rows) {
        int height = HEAD_HEIGHT + rows.size() * ROW_HEIGHT;
        StringBuilder svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n")
                .formatted(WIDTH, height, WIDTH, height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(svg, 8, 20, "start", "bold", bench);
        legend(svg, 8, LEDGER_COLOR, "ledger");
        legend(svg, 80, BESIDE_COLOR, "beside");
        for (int row = 0; row < rows.size(); row++) {
            row(svg, rows.get(row), HEAD_HEIGHT + row * ROW_HEIGHT);
        }
        return svg.append("</svg>\n").toString();
    }

    /** Text as XML takes it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void row(StringBuilder svg, Row row, int top) {
        Series beside = row.beside();
        double ledger = row.ledger().median();
        double largest = beside == null ? ledger : Math.max(ledger, beside.median());
        text(svg, LABEL_WIDTH - 8, top + BAR_HEIGHT, "end", "normal", row.label());
        bar(svg, top, ledger, largest, LEDGER_COLOR, Numbers.grouped(ledger) + " " + row.unit());
        if (beside != null) {
            bar(svg, top + BAR_HEIGHT + 3, beside.median(), largest, BESIDE_COLOR, Numbers.grouped(beside.median()));
        }
    }

    private static void bar(StringBuilder svg, int top, double value, double largest, String color, String label) {
        int longest = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
        double width = largest <= 0 ? 0 : longest * value / largest;
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>\n"
                .formatted(LABEL_WIDTH, top, String.format(Locale.ROOT, "%.1f", width), BAR_HEIGHT, color));
        text(svg, LABEL_WIDTH + (int) width + 6, top + BAR_HEIGHT - 4, "start", "normal", label);
    }

    private static void legend(StringBuilder svg, int left, String color, String label) {
        svg.append("<rect x=\"%d\" y=\"28\" width=\"10\" height=\"10\" fill=\"%s\"/>\n".formatted(left, color));
        text(svg, left + 14, 37, "start", "normal", label);
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String weight, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>\n"
                .formatted(x, y, anchor, weight, escaped(text)));
    }
}
