package ledger.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One comparison.
 *
 * @param bench which bench
 * @param label which case of it; {@code target} where a target is read from the row
 * @param ledger what the ledger did, by round
 * @param beside what its neighbour did, by round, or null where it has none
 * @param unit of both
 * @param p50Millis half of the ledger's answers came within this, or null
 * @param p99Millis 99 % of the ledger's answers came within this, or null
 * @param target what must be reached, or null
 * @param note who the neighbour is and what else a reader must know, one line
 */
public record Row(
        String bench,
        String label,
        Series ledger,
        @Nullable Series beside,
        String unit,
        @Nullable Double p50Millis,
        @Nullable Double p99Millis,
        @Nullable Goal target,
        String note) {
    /** The ledger's median by the neighbour's, or null where it has none. */
    public @Nullable Double ratio() {
        return beside == null || beside.median() == 0 ? null : ledger.median() / beside.median();
    }

    /** One line of JSON with exactly the members that readers of benches rely on. */
    public String json() {
        Double ratio = ratio();
        StringBuilder json = new StringBuilder("{\"bench\":")
                .append(quoted(bench))
                .append(",\"case\":")
                .append(quoted(label))
                .append(",\"ledger\":")
                .append(Numbers.plain(ledger.median()))
                .append(",\"beside\":")
                .append(beside == null ? "null" : Numbers.plain(beside.median()))
                .append(",\"ratio\":")
                .append(ratio == null ? "null" : Numbers.plain(ratio))
                .append(",\"unit\":")
                .append(quoted(unit));
        if (p50Millis != null) {
            json.append(",\"p50_ms\":").append(Numbers.plain(p50Millis));
        }
        if (p99Millis != null) {
            json.append(",\"p99_ms\":").append(Numbers.plain(p99Millis));
        }
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').append(letter);
            } else if (letter < ' ') {
                quoted.append("\\u%04x".formatted((int) letter));
            } else {
                quoted.append(letter);
            }
        }
        return quoted.append('"').toString();
    }
}
