package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import ledger.Credits;
import ledger.pricing.Meter;
import ledger.pricing.ModelPrice;
import ledger.pricing.Quote;
import org.jspecify.annotations.Nullable;

/** A quote as an object, shaped as the answer of {@code /calculate-cost}. */
final class QuoteJson {
    private final List<Quote.Line> lines = new ArrayList<>();
    private @Nullable Credits total;
    private @Nullable BigDecimal messageCost;
    private @Nullable BigDecimal tokenCost;
    private @Nullable ModelPrice price;
    private @Nullable Long rateCardVersion;

    private QuoteJson() {}

    static void write(JsonGenerator out, String name, Quote quote) throws IOException {
        out.writeObjectFieldStart(name);
        Decimals.writeMicros(out, "totalCost", quote.total().micros());
        out.writeObjectFieldStart("breakdown");
        Decimals.writeOrNull(out, "messageCost", quote.messageCost());
        Decimals.writeOrNull(out, "tokenCost", quote.tokenCost());
        out.writeArrayFieldStart("lines");
        for (Quote.Line line : quote.lines()) {
            out.writeStartObject();
            out.writeStringField("meter", line.meter().field());
            Decimals.write(out, "quantity", line.quantity());
            Decimals.write(out, "rate", line.rate());
            Decimals.write(out, "cost", line.cost());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        PriceJson.write(out, "modelPricing", quote.price());
        out.writeNumberField("rateCardVersion", quote.rateCardVersion());
        out.writeEndObject();
    }

    static Quote read(JsonParser in) throws IOException {
        QuoteJson quote = new QuoteJson();
        Members.readObject(in, quote::member);
        return new Quote(
                Members.required(quote.price, "modelPricing"),
                Members.required(quote.rateCardVersion, "rateCardVersion"),
                Members.required(quote.total, "totalCost"),
                quote.messageCost,
                quote.tokenCost,
                quote.lines);
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "totalCost" -> total = new Credits(Decimals.readMicros(in));
            case "breakdown" -> Members.readObject(in, this::breakdownMember);
            case "modelPricing" -> price = PriceJson.read(in);
            case "rateCardVersion" -> rateCardVersion = Members.whole(in);
            default -> in.skipChildren();
        }
    }

    private void breakdownMember(String name, JsonParser in) throws IOException {
        switch (name) {
            case "messageCost" -> messageCost = Decimals.read(in, Decimals.EXACT_DIGITS_MAX);
            case "tokenCost" -> tokenCost = Decimals.read(in, Decimals.EXACT_DIGITS_MAX);
            case "lines" -> Members.readList(in, (list, element) -> addLine(element));
            default -> in.skipChildren();
        }
    }

    private void addLine(JsonParser in) throws IOException {
        if (lines.size() == Meter.values().length) {
            throw new IllegalArgumentException("lines are more than there are meters");
        }
        lines.add(LineJson.read(in));
    }

    /** One line, while it is read. */
    private static final class LineJson {
        private @Nullable Meter meter;
        private @Nullable BigDecimal quantity;
        private @Nullable BigDecimal rate;
        private @Nullable BigDecimal cost;

        static Quote.Line read(JsonParser in) throws IOException {
            LineJson line = new LineJson();
            Members.readObject(in, line::member);
            return new Quote.Line(
                    Members.required(line.meter, "meter"),
                    Members.required(line.quantity, "quantity"),
                    Members.required(line.rate, "rate"),
                    Members.required(line.cost, "cost"));
        }

        private void member(String name, JsonParser in) throws IOException {
            switch (name) {
                case "meter" -> meter = Members.required(UsageJson.meter(Members.text(in)), "a known meter");
                case "quantity" -> quantity = Decimals.read(in, Decimals.EXACT_DIGITS_MAX);
                case "rate" -> rate = Decimals.read(in, Decimals.EXACT_DIGITS_MAX);
                case "cost" -> cost = Decimals.read(in, Decimals.EXACT_DIGITS_MAX);
                default -> in.skipChildren();
            }
        }
    }
}
