package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import ledger.IsoTime;
import ledger.pricing.ModelId;
import ledger.pricing.ModelPrice;
import ledger.pricing.Rate;
import org.jspecify.annotations.Nullable;

/** A price as an object, with the names of the HTTP contract; rates that it does not have are absent. */
final class PriceJson {
    private final EnumMap<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
    private @Nullable String provider;
    private @Nullable String modelName;
    private @Nullable BigDecimal costPerMessage;
    private @Nullable BigDecimal costPer1kTokens;
    private boolean isDefaultModel;
    private boolean isActive;
    private @Nullable Long effectiveFromMillis;
    private @Nullable Long version;
    private boolean fallback;

    private PriceJson() {}

    static void write(JsonGenerator out, String name, ModelPrice price) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("provider", price.model().provider());
        out.writeStringField("modelName", price.model().modelName());
        Decimals.write(out, "costPerMessage", price.costPerMessage());
        Decimals.writeOrNull(out, "costPer1kTokens", price.costPer1kTokens());
        out.writeObjectFieldStart("rates");
        for (Map.Entry<Rate, BigDecimal> rate : price.rates().entrySet()) {
            Decimals.write(out, rate.getKey().field(), rate.getValue());
        }
        out.writeEndObject();
        out.writeBooleanField("isDefaultModel", price.isDefaultModel());
        out.writeBooleanField("isActive", price.isActive());
        out.writeStringField("effectiveFrom", IsoTime.text(price.effectiveFromMillis()));
        out.writeNumberField("version", price.version());
        out.writeBooleanField("fallback", price.fallback());
        out.writeEndObject();
    }

    static ModelPrice read(JsonParser in) throws IOException {
        PriceJson price = new PriceJson();
        Members.readObject(in, price::member);
        return new ModelPrice(
                new ModelId(
                        Members.required(price.provider, "provider"), Members.required(price.modelName, "modelName")),
                Members.required(price.costPerMessage, "costPerMessage"),
                price.costPer1kTokens,
                price.rates,
                price.isDefaultModel,
                price.isActive,
                Members.required(price.effectiveFromMillis, "effectiveFrom"),
                Members.required(price.version, "version"),
                price.fallback);
    }

    /** The rate that a member of that name sets, or null. */
    static @Nullable Rate rate(String name) {
        for (Rate rate : Rate.values()) {
            if (rate.field().equals(name)) {
                return rate;
            }
        }
        return null;
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "provider" -> provider = Members.text(in);
            case "modelName" -> modelName = Members.text(in);
            case "costPerMessage" -> costPerMessage = Decimals.read(in, Rate.SCALE_MAX);
            case "costPer1kTokens" -> costPer1kTokens = Decimals.read(in, Rate.SCALE_MAX);
            case "rates" -> Members.readObject(in, this::rateMember);
            case "isDefaultModel" -> isDefaultModel = Members.bool(in);
            case "isActive" -> isActive = Members.bool(in);
            case "effectiveFrom" -> effectiveFromMillis = Members.time(in);
            case "version" -> version = Members.whole(in);
            case "fallback" -> fallback = Members.bool(in);
            default -> in.skipChildren();
        }
    }

    private void rateMember(String name, JsonParser in) throws IOException {
        Rate rate = rate(name);
        if (rate == null) {
            in.skipChildren();
        } else {
            rates.put(rate, Decimals.read(in, Rate.SCALE_MAX));
        }
    }
}
