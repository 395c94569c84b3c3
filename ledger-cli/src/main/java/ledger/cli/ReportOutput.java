package ledger.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import ledger.Credits;
import ledger.replay.Report;
import ledger.replay.Totals;

/** A report for programs, as JSON or CSV, and for people. */
final class ReportOutput {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    /** What fits a screen. */
    private static final int ROWS_MAX = 10;

    private static final int KEY_WIDTH = 32;
    private static final String ROW = "%-" + KEY_WIDTH + "s %16s %14s %16s %14s %14s %16s%n";

    private ReportOutput() {}

    /** Amounts as plain decimals. */
    static String json(Report report) throws JsonProcessingException {
        ObjectNode json = JSON.createObjectNode();
        json.put("events", report.events());
        json.put("users", report.users());
        json.set("totals", json(report.totals()));
        json.set("byUser", json(report.byUser()));
        json.set("byModel", json(report.byModel()));
        json.set("byType", json(report.byType()));
        json.set("byDay", json(report.byDay()));
        json.put("consistent", report.consistent());
        ArrayNode breaks = json.putArray("breaks");
        report.breaks().forEach(found -> breaks.add(found.toString()));
        ArrayNode differing = json.putArray("differing");
        report.differing().forEach(differing::add);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static ObjectNode json(SortedMap<String, Totals> byKey) {
        ObjectNode json = JSON.createObjectNode();
        byKey.forEach((key, totals) -> json.set(key, json(totals)));
        return json;
    }

    private static ObjectNode json(Totals totals) {
        ObjectNode json = JSON.createObjectNode();
        totals.byName().forEach((name, micros) -> json.put(name, Credits.decimal(micros)));
        return json;
    }

    /** One table: a section, a key in it, and the totals of that key. */
    static String csv(Report report) {
        StringBuilder csv = new StringBuilder("section,key,");
        csv.append(String.join(",", report.totals().byName().keySet())).append('\n');
        csv(csv, "total", "", report.totals());
        report.byUser().forEach((user, totals) -> csv(csv, "user", user, totals));
        report.byModel().forEach((model, totals) -> csv(csv, "model", model, totals));
        report.byType().forEach((type, totals) -> csv(csv, "type", type, totals));
        report.byDay().forEach((day, totals) -> csv(csv, "day", day, totals));
        return csv.toString();
    }

    private static void csv(StringBuilder csv, String section, String key, Totals totals) {
        boolean isPlain = key.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        csv.append(section).append(',').append(isPlain ? key : '"' + key.replace("\"", "\"\"") + '"');
        totals.byName().values().forEach(micros -> csv.append(',').append(Credits.text(micros)));
        csv.append('\n');
    }

    /** Tables: of a long one its largest rows, or the last days. */
    static String text(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("%,d events of %,d users".formatted(report.events(), report.users()))
                .append(", ")
                .append(verdict(report))
                .append("\n\n");
        row(text, "", report.totals().byName().keySet().stream());
        row(text, "total", report.totals());
        table(text, "by type", report.byType(), false);
        table(text, "by model", report.byModel(), true);
        table(text, "by day", report.byDay(), false);
        table(text, "by user", report.byUser(), true);
        return text.toString();
    }

    private static String verdict(Report report) {
        if (report.breakCount() > 0) {
            return "and %,d of them are broken".formatted(report.breakCount());
        }
        if (report.consistent() == null) {
            return "not compared with a running ledger";
        }
        return report.consistent() ? "as the running ledger has it" : "and the running ledger says something else";
    }

    private static void table(StringBuilder text, String title, SortedMap<String, Totals> byKey, boolean byUse) {
        if (byKey.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append('\n');
        List<Map.Entry<String, Totals>> rows = new ArrayList<>(byKey.entrySet());
        if (rows.size() > ROWS_MAX && byUse) {
            rows.sort(Comparator.comparing(entry -> -entry.getValue().usedMicros()));
        }
        int hidden = Math.max(0, rows.size() - ROWS_MAX);
        List<Map.Entry<String, Totals>> shown =
                byUse ? rows.subList(0, rows.size() - hidden) : rows.subList(hidden, rows.size());
        shown.forEach(entry -> row(text, entry.getKey(), entry.getValue()));
        if (hidden > 0) {
            text.append(
                    "%,d more; --json or --csv shows all%n".formatted(hidden).replace(System.lineSeparator(), "\n"));
        }
    }

    private static void row(StringBuilder text, String key, Totals totals) {
        row(text, key, totals.byName().values().stream().map(Credits::text));
    }

    private static void row(StringBuilder text, String key, Stream<String> columns) {
        String shortKey = key.length() <= KEY_WIDTH ? key : key.substring(0, KEY_WIDTH - 3) + "...";
        Object[] values = Stream.concat(Stream.of(shortKey), columns).toArray();
        text.append(String.format(Locale.ROOT, ROW, values).stripTrailing()).append('\n');
    }
}
