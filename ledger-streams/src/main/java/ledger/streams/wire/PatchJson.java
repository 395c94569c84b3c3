package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.Setting;
import ledger.pricing.Rate;
import ledger.streams.json.JsonDecimals;
import ledger.streams.json.Members;
import org.jspecify.annotations.Nullable;

/** What of a price changes, as an object: what is absent stays, and a rate that is null is taken away. */
final class PatchJson {
    private static final Setting KEEP = new Setting.Keep();
    private static final Setting CLEAR = new Setting.Clear();

    private final EnumMap<Rate, Setting> rates = new EnumMap<>(Rate.class);
    private @Nullable String provider;
    private @Nullable String modelName;
    private @Nullable BigDecimal costPerMessage;
    private Setting costPer1kTokens = KEEP;
    private @Nullable Boolean isDefaultModel;
    private @Nullable Boolean isActive;

    private PatchJson() {}

    static void write(JsonGenerator out, Patch patch) throws IOException {
        out.writeStartObject();
        out.writeStringField("provider", patch.model().provider());
        out.writeStringField("modelName", patch.model().modelName());
        if (patch.costPerMessage() != null) {
            JsonDecimals.write(out, "costPerMessage", patch.costPerMessage());
        }
        writeSetting(out, "costPer1kTokens", patch.costPer1kTokens());
        out.writeObjectFieldStart("rates");
        for (Map.Entry<Rate, Setting> rate : patch.rates().entrySet()) {
            writeSetting(out, rate.getKey().field(), rate.getValue());
        }
        out.writeEndObject();
        if (patch.isDefaultModel() != null) {
            out.writeBooleanField("isDefaultModel", patch.isDefaultModel());
        }
        if (patch.isActive() != null) {
            out.writeBooleanField("isActive", patch.isActive());
        }
        out.writeEndObject();
    }

    static Patch read(JsonParser in) throws IOException {
        PatchJson patch = new PatchJson();
        Members.readObjectWithNulls(in, patch::member);
        return new Patch(
                new ModelId(
                        Members.required(patch.provider, "provider"), Members.required(patch.modelName, "modelName")),
                patch.costPerMessage,
                patch.costPer1kTokens,
                patch.rates,
                patch.isDefaultModel,
                patch.isActive);
    }

    private void member(String name, JsonParser in) throws IOException {
        if (name.equals("costPer1kTokens")) {
            costPer1kTokens = setting(in);
        } else if (in.currentToken() != JsonToken.VALUE_NULL) {
            memberWithValue(name, in);
        }
    }

    private void memberWithValue(String name, JsonParser in) throws IOException {
        switch (name) {
            case "provider" -> provider = Members.text(in);
            case "modelName" -> modelName = Members.text(in);
            case "costPerMessage" -> costPerMessage = credits(in);
            case "rates" -> Members.readObjectWithNulls(in, this::rateMember);
            case "isDefaultModel" -> isDefaultModel = Members.bool(in);
            case "isActive" -> isActive = Members.bool(in);
            default -> in.skipChildren();
        }
    }

    private void rateMember(String name, JsonParser in) throws IOException {
        Rate rate = Rate.named(name);
        if (rate == null) {
            in.skipChildren();
        } else {
            rates.put(rate, setting(in));
        }
    }

    private static Setting setting(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? CLEAR : new Setting.To(credits(in));
    }

    private static BigDecimal credits(JsonParser in) throws IOException {
        BigDecimal credits = JsonDecimals.read(in, Rate.SCALE_MAX);
        if (!Rate.isValid(credits)) {
            throw new IllegalArgumentException(in.currentName() + " is too large");
        }
        return credits;
    }

    /** A setting that keeps what there is writes nothing. */
    private static void writeSetting(JsonGenerator out, String name, Setting setting) throws IOException {
        if (setting instanceof Setting.To to) {
            JsonDecimals.write(out, name, to.credits());
        } else if (setting instanceof Setting.Clear) {
            out.writeNullField(name);
        }
    }
}
