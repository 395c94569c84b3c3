package ledger.cli.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ledger.Credits;
import org.jspecify.annotations.Nullable;

/** The summary of a load as JSON. */
final class SummaryJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long NANOS_PER_MILLI = 1_000_000;

    private SummaryJson() {}

    static String of(Tally tally, int users, long nanos, @Nullable String stopped) {
        ObjectNode json = JSON.createObjectNode()
                .put("rows", tally.rows())
                .put("charged", tally.chargedRows())
                .put("refused", tally.refusedRows())
                .put("duplicates", tally.duplicates())
                .put("deadLetters", tally.deadLetters())
                .put("missing", tally.missing())
                .put("users", users)
                .put("creditsCharged", Credits.decimal(tally.chargedMicros()));
        ObjectNode refusedBy = json.putObject("refusedBy");
        tally.refusedBy().forEach(refusedBy::put);
        ObjectNode deadLettersBy = json.putObject("deadLettersBy");
        tally.deadLettersBy().forEach(deadLettersBy::put);
        tally.defects().forEach(json.putArray("defects")::add);
        return json.put("stopped", stopped)
                .put("millis", nanos / NANOS_PER_MILLI)
                .toString();
    }
}
