package ledger.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.SortedMap;
import ledger.Position;
import ledger.decide.Rules;
import ledger.streams.KnownRules;
import ledger.streams.rows.RulesRow;
import ledger.streams.steer.LogRules;

/** What `rules` says, for people or as JSON. */
final class RulesOutput {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintWriter out;
    private final boolean isJson;

    RulesOutput(PrintWriter out, boolean isJson) {
        this.out = out;
        this.isJson = isJson;
    }

    void shown(SortedMap<Integer, RulesRow> rows, KnownRules known) {
        if (isJson) {
            ObjectNode json = JSON.createObjectNode()
                    .put("newest", known.newest().version())
                    .put("build", known.build());
            ArrayNode partitions = json.putArray("partitions");
            rows.forEach((partition, row) -> partitions.add(json(partition, row)));
            out.println(json);
            return;
        }
        out.println("newest   version " + known.newest().version() + ", of this build, " + known.build());
        rows.forEach((partition, row) -> {
            out.println("%-8d version %d, %s".formatted(partition, row.version(), since(partition, row)));
            row.skipped().forEach(offset -> out.println("%-8s skips %d-%d".formatted("", partition, offset)));
        });
    }

    void activated(Rules rules, SortedMap<Integer, LogRules.Asked> asked) {
        if (isJson) {
            ObjectNode json = JSON.createObjectNode().put("version", rules.version());
            ArrayNode partitions = json.putArray("partitions");
            asked.forEach((partition, one) -> partitions
                    .addObject()
                    .put("partition", partition)
                    .put(
                            "since",
                            one.position().offset() < 0 ? null : one.position().toString())
                    .put("appended", one.isNew()));
            out.println(json);
            return;
        }
        asked.forEach((partition, one) -> {
            String where = one.position().offset() < 0
                    ? "the beginning"
                    : one.position().toString();
            out.println("%-8d version %d holds from %s%s"
                    .formatted(partition, rules.version(), where, one.isNew() ? "" : ", as before"));
        });
    }

    void skipped(Position position, LogRules.Asked asked) {
        if (isJson) {
            out.println(JSON.createObjectNode()
                    .put("skip", position.toString())
                    .put("position", asked.position().toString())
                    .put("appended", asked.isNew()));
            return;
        }
        out.println("%s becomes a dead letter when the ledger is started; %s at %s"
                .formatted(position, asked.isNew() ? "said" : "said before", asked.position()));
    }

    private static ObjectNode json(int partition, RulesRow row) {
        ObjectNode json = JSON.createObjectNode().put("partition", partition).put("version", row.version());
        if (row.activations().isEmpty()) {
            json.putNull("since").putNull("build");
        } else {
            json.put("since", partition + "-" + row.last().offset())
                    .put("build", row.last().build());
        }
        ArrayNode skips = json.putArray("skips");
        row.skipped().forEach(offset -> skips.add(partition + "-" + offset));
        return json;
    }

    private static String since(int partition, RulesRow row) {
        return row.activations().isEmpty()
                ? "from the beginning"
                : "from position " + partition + "-" + row.last().offset() + ", build "
                        + row.last().build();
    }
}
