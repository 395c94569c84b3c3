package ledger.bench.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
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
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("bench", bench).put("case", label);
        put(json, "ledger", ledger.median());
        put(json, "beside", beside == null ? null : beside.median());
        put(json, "ratio", ratio());
        json.put("unit", unit);
        if (p50Millis != null) {
            put(json, "p50_ms", p50Millis);
        }
        if (p99Millis != null) {
            put(json, "p99_ms", p99Millis);
        }
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable Double value) {
        json.putRawValue(name, new RawValue(value == null ? "null" : Numbers.plain(value)));
    }
}
