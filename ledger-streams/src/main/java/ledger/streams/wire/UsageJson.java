package ledger.streams.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** A usage as an object: the model's names, and each meter that was given. */
final class UsageJson {
    private final EnumMap<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
    private @Nullable String provider;
    private @Nullable String modelName;

    private UsageJson() {}

    static void write(JsonGenerator out, String name, Usage usage) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("provider", usage.model().provider());
        out.writeStringField("modelName", usage.model().modelName());
        for (Map.Entry<Meter, BigDecimal> quantity : usage.quantities().entrySet()) {
            Decimals.write(out, quantity.getKey().field(), quantity.getValue());
        }
        out.writeEndObject();
    }

    static Usage read(JsonParser in) throws IOException {
        UsageJson usage = new UsageJson();
        Members.readObject(in, usage::member);
        ModelId model = new ModelId(
                Members.required(usage.provider, "provider"), Members.required(usage.modelName, "modelName"));
        return new Usage(model, usage.quantities);
    }

    /** The meter that a member of that name counts, or null. */
    static @Nullable Meter meter(String name) {
        for (Meter meter : Meter.values()) {
            if (meter.field().equals(name)) {
                return meter;
            }
        }
        return null;
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "provider" -> provider = Members.text(in);
            case "modelName" -> modelName = Members.text(in);
            default -> {
                Meter meter = meter(name);
                if (meter == null) {
                    in.skipChildren();
                } else {
                    quantities.put(meter, Decimals.read(in, Usage.SCALE_MAX));
                }
            }
        }
    }
}
