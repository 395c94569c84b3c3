package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import ledger.Credits;
import ledger.IsoTime;
import ledger.Period;
import ledger.event.Budget;
import ledger.event.BudgetCount;
import ledger.event.BudgetTerms;
import ledger.event.Limits;
import ledger.event.ZoneOffsets;
import org.jspecify.annotations.Nullable;

/** A budget as an object: its terms, what was used of it, or both. */
final class BudgetJson {
    private @Nullable Period window;
    private @Nullable Credits amount;
    private @Nullable ZoneOffsets zone;
    private @Nullable Long fromMillis;
    private @Nullable Long untilMillis;
    private @Nullable Credits used;

    static void writeTerms(JsonGenerator out, BudgetTerms terms) throws IOException {
        out.writeStringField("window", terms.window().name());
        Decimals.writeMicros(out, "amount", terms.amount().micros());
        ZoneJson.write(out, terms.zone());
    }

    static void writeCounts(JsonGenerator out, List<BudgetCount> counts) throws IOException {
        out.writeArrayFieldStart("budgets");
        for (BudgetCount count : counts) {
            out.writeStartObject();
            out.writeStringField("window", count.window().name());
            writeCount(out, count);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void writeLimits(JsonGenerator out, Limits limits) throws IOException {
        Decimals.writeMicros(out, "overdraftLimit", limits.overdraft().micros());
        out.writeArrayFieldStart("budgets");
        for (Budget budget : limits.budgets()) {
            out.writeStartObject();
            writeTerms(out, budget.terms());
            writeCount(out, budget.count());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static BudgetJson read(JsonParser in) throws IOException {
        BudgetJson budget = new BudgetJson();
        Members.readObject(in, budget::member);
        return budget;
    }

    BudgetTerms terms() {
        return new BudgetTerms(
                Members.required(window, "window"),
                Members.required(amount, "amount"),
                Members.required(zone, "timeZone"));
    }

    BudgetCount count() {
        return new BudgetCount(
                Members.required(window, "window"),
                Members.required(fromMillis, "from"),
                Members.required(untilMillis, "until"),
                Members.required(used, "used"));
    }

    private static void writeCount(JsonGenerator out, BudgetCount count) throws IOException {
        out.writeStringField("from", IsoTime.text(count.fromMillis()));
        out.writeStringField("until", IsoTime.text(count.untilMillis()));
        Decimals.writeMicros(out, "used", count.used().micros());
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "window" -> window = Members.constant(in, Period.class);
            case "amount" -> amount = new Credits(Decimals.readMicros(in));
            case "timeZone" -> zone = ZoneJson.read(in);
            case "from" -> fromMillis = Members.time(in);
            case "until" -> untilMillis = Members.time(in);
            case "used" -> used = new Credits(Decimals.readMicros(in));
            default -> in.skipChildren();
        }
    }
}
