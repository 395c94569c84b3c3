package ledger.api.credits;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import ledger.api.http.json.Body;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** Reads what was used from a body. */
final class UsageBody {
    /** The fields of a usage. */
    static final Set<String> FIELDS = fields();

    private static final String NAME_RULE = "a text of 1 to 200 characters without control characters";

    private UsageBody() {}

    static Usage read(Body body) {
        String provider = body.text("provider", ModelId::isProvider, NAME_RULE + " and without /");
        String modelName = body.text("modelName", ModelId::isModelName, NAME_RULE);
        Map<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            BigDecimal quantity = quantity(body, meter);
            if (quantity != null) {
                quantities.put(meter, quantity);
            }
        }
        if (quantities.containsKey(Meter.TOKEN_COUNT)
                && quantities.keySet().stream().anyMatch(Meter::isTokenPool)) {
            throw body.invalid(Meter.TOKEN_COUNT.field(), " cannot stand beside a token pool such as inputTokens");
        }
        return new Usage(new ModelId(provider, modelName), quantities);
    }

    /** Whether the body has any field of a usage. */
    static boolean isIn(Body body) {
        return FIELDS.stream().anyMatch(body::has);
    }

    private static @Nullable BigDecimal quantity(Body body, Meter meter) {
        String rule = meter.isCount()
                ? " must be a whole number from 0 to 10^12"
                : " must be a number from 0 to 10^12 with at most " + Usage.SCALE_MAX + " decimals";
        int decimalsMax = meter.isCount() ? 0 : Usage.SCALE_MAX;
        return body.numberOrNull(meter.field(), BigDecimal.ZERO, Usage.QUANTITY_MAX, decimalsMax, rule);
    }

    private static Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>(Set.of("provider", "modelName"));
        for (Meter meter : Meter.values()) {
            fields.add(meter.field());
        }
        return Set.copyOf(fields);
    }
}
