package ledger.cli.load;

import java.util.Locale;
import java.util.SortedMap;
import ledger.Credits;
import org.jspecify.annotations.Nullable;

/** What a load came to; it adds up: rows = charged + refused + duplicates + dead letters + missing. */
public final class Summary {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Tally tally;
    private final int users;
    private final long nanos;
    private final @Nullable String stopped;

    Summary(Tally tally, int users, long nanos, @Nullable String stopped) {
        this.tally = tally;
        this.users = users;
        this.nanos = nanos;
        this.stopped = stopped;
    }

    /** Whether every row of every file is accounted for. */
    public boolean isComplete() {
        return tally.missing() == 0 && stopped == null;
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder("%s rows of %s users in %.1f s\n"
                .formatted(grouped(tally.rows()), grouped(users), nanos / NANOS_PER_SECOND));
        line(text, "charged", tally.chargedRows(), Credits.text(tally.chargedMicros()) + " credits");
        line(text, "refused", tally.refusedRows(), reasons(tally.refusedBy()));
        line(text, "duplicates", tally.duplicates(), tally.duplicates() > 0 ? "charged by an earlier load" : "");
        line(text, "dead letters", tally.deadLetters(), reasons(tally.deadLettersBy()));
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
        return SummaryJson.of(tally, users, nanos, stopped);
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
