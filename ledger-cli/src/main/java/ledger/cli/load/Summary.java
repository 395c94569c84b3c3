package ledger.cli.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.SortedMap;
import ledger.Credits;
import ledger.cli.load.Tally.Came;
import org.jspecify.annotations.Nullable;

/**
 * What a load came to; it adds up: rows = charged + refused + duplicates + dead letters + missing.
 *
 * @param tally of all rows
 * @param users how many they were of
 * @param nanos how long it took
 * @param stopped why a file could not be read to its end, or null
 */
public record Summary(
        Tally tally, int users, long nanos, @Nullable String stopped) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Whether every row of every file is accounted for. */
    public boolean isComplete() {
        return tally.missing() == 0 && stopped == null;
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder("%s rows of %s users in %.1f s\n"
                .formatted(grouped(tally.rows()), grouped(users), nanos / NANOS_PER_SECOND));
        line(text, "charged", tally.rows(Came.CHARGED), Credits.text(tally.chargedMicros()) + " credits");
        line(text, "refused", tally.rows(Came.REFUSED), reasons(tally.rowsBy(Came.REFUSED)));
        long duplicates = tally.rows(Came.DUPLICATE);
        line(text, "duplicates", duplicates, duplicates > 0 ? "charged by an earlier load" : "");
        line(text, "dead letters", tally.rows(Came.DEAD_LETTER), reasons(tally.rowsBy(Came.DEAD_LETTER)));
        if (tally.missing() > 0) {
            line(text, "missing", tally.missing(), "nothing was heard of them for a minute; load again to learn more");
        }
        tally.defects()
                .forEach(defect -> text.append("no usage: ").append(defect).append('\n'));
        long more = tally.defectCount() - tally.defects().size();
        if (more > 0) {
            text.append("no usage: %s more rows\n".formatted(grouped(more)));
        }
        if (stopped != null) {
            text.append("stopped: ").append(stopped).append('\n');
        }
        return text.toString();
    }

    /** For programs: one line of JSON. */
    public String json() {
        ObjectNode json = JSON.createObjectNode()
                .put("rows", tally.rows())
                .put("charged", tally.rows(Came.CHARGED))
                .put("refused", tally.rows(Came.REFUSED))
                .put("duplicates", tally.rows(Came.DUPLICATE))
                .put("deadLetters", tally.rows(Came.DEAD_LETTER))
                .put("missing", tally.missing())
                .put("users", users)
                .put("creditsCharged", Credits.decimal(tally.chargedMicros()));
        ObjectNode refusedBy = json.putObject("refusedBy");
        tally.rowsBy(Came.REFUSED).forEach(refusedBy::put);
        ObjectNode deadLettersBy = json.putObject("deadLettersBy");
        tally.rowsBy(Came.DEAD_LETTER).forEach(deadLettersBy::put);
        tally.defects().forEach(json.putArray("defects")::add);
        return json.put("stopped", stopped)
                .put("millis", nanos / NANOS_PER_MILLI)
                .toString();
    }

    private static void line(StringBuilder text, String name, long rows, String note) {
        text.append("  %-12s %12s   %s".formatted(name, grouped(rows), note).stripTrailing())
                .append('\n');
    }

    private static String reasons(SortedMap<String, Long> byCode) {
        StringBuilder text = new StringBuilder();
        byCode.forEach((code, rows) ->
                text.append(text.isEmpty() ? "" : ", ").append(code).append(' ').append(grouped(rows)));
        return text.toString();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
