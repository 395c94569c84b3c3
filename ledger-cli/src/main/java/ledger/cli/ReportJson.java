package ledger.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import ledger.Credits;
import ledger.replay.Report;
import ledger.replay.Totals;

/** A report as JSON, amounts as plain decimals. */
final class ReportJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ReportJson() {}

    static String of(Report report) throws JsonProcessingException {
        ObjectNode json = JSON.createObjectNode();
        json.put("events", report.events());
        json.put("users", report.users());
        json.set("totals", totals(report.totals()));
        json.set("byUser", totals(report.byUser()));
        json.set("byModel", totals(report.byModel()));
        json.set("byType", totals(report.byType()));
        json.set("byDay", totals(report.byDay()));
        json.put("consistent", report.consistent());
        ArrayNode breaks = json.putArray("breaks");
        report.breaks().forEach(found -> breaks.add(found.toString()));
        ArrayNode differing = json.putArray("differing");
        report.differing().forEach(differing::add);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static ObjectNode totals(SortedMap<String, Totals> byKey) {
        ObjectNode json = JSON.createObjectNode();
        byKey.forEach((key, totals) -> json.set(key, totals(totals)));
        return json;
    }

    private static ObjectNode totals(Totals totals) {
        return JSON.createObjectNode()
                .put("added", Credits.decimal(totals.addedMicros()))
                .put("adjusted", Credits.decimal(totals.adjustedMicros()))
                .put("used", Credits.decimal(totals.usedMicros()))
                .put("refunded", Credits.decimal(totals.refundedMicros()))
                .put("expired", Credits.decimal(totals.expiredMicros()))
                .put("balance", Credits.decimal(totals.balanceMicros()));
    }
}
