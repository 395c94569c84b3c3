package ledger.api.prices;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.api.http.json.Body;
import ledger.pricing.ModelId;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceChange.Setting;
import ledger.pricing.Rate;
import org.jspecify.annotations.Nullable;

/** A price as a caller sends it. An absent field stays as it is. A null resets it to what a new price has. */
final class PriceBody {
    private static final String COST_PER_MESSAGE = "costPerMessage";
    private static final String COST_PER_1K_TOKENS = "costPer1kTokens";
    private static final String RATES = "rates";
    private static final String IS_DEFAULT_MODEL = "isDefaultModel";
    private static final String IS_ACTIVE = "isActive";
    private static final String EFFECTIVE_FROM = "effectiveFrom";

    /** Only the ledger sets the last two. They may be in a price that was read and is sent back. */
    static final Set<String> FIELDS = Set.of(
            Models.PROVIDER,
            Models.MODEL_NAME,
            COST_PER_MESSAGE,
            COST_PER_1K_TOKENS,
            RATES,
            IS_DEFAULT_MODEL,
            IS_ACTIVE,
            EFFECTIVE_FROM,
            "version",
            "fallback");

    private static final Set<String> RATE_FIELDS =
            Arrays.stream(Rate.values()).map(Rate::field).collect(Collectors.toUnmodifiableSet());
    private static final String RATE_RULE = " must be a number from 0 to " + Rate.CREDITS_MAX.toPlainString()
            + " with at most " + Rate.SCALE_MAX + " decimals";

    private PriceBody() {}

    static SetPrice read(Body body, String actor, long nowMillis) {
        ModelId model = Models.inBody(body);
        if (body.isNull(COST_PER_MESSAGE)) {
            throw body.invalid(COST_PER_MESSAGE, " cannot be taken away: a price per message of nothing is 0");
        }
        Patch patch = new Patch(
                model,
                rateOrNull(body, COST_PER_MESSAGE),
                setting(body, COST_PER_1K_TOKENS),
                rates(body),
                body.isNull(IS_DEFAULT_MODEL) ? Boolean.FALSE : body.flagOrNull(IS_DEFAULT_MODEL),
                body.isNull(IS_ACTIVE) ? Boolean.TRUE : body.flagOrNull(IS_ACTIVE));
        return new SetPrice(actor, effectiveFromMillis(body, nowMillis), patch);
    }

    private static Map<Rate, Setting> rates(Body body) {
        Map<Rate, Setting> settings = new EnumMap<>(Rate.class);
        @Nullable Body rates = body.objectOrNull(RATES);
        if (rates != null) {
            rates.only(RATE_FIELDS);
        }
        for (Rate rate : Rate.values()) {
            if (body.isNull(RATES)) {
                settings.put(rate, new Setting.Clear());
            } else if (rates != null) {
                settings.put(rate, setting(rates, rate.field()));
            }
        }
        return settings;
    }

    private static Setting setting(Body body, String name) {
        if (body.isNull(name)) {
            return new Setting.Clear();
        }
        @Nullable BigDecimal rate = rateOrNull(body, name);
        return rate == null ? new Setting.Keep() : new Setting.To(rate);
    }

    private static @Nullable BigDecimal rateOrNull(Body body, String name) {
        @Nullable
        BigDecimal rate = body.numberOrNull(name, BigDecimal.ZERO, Rate.CREDITS_MAX, Rate.SCALE_MAX, RATE_RULE);
        return rate == null || rate.scale() >= 0 ? rate : rate.setScale(0);
    }

    private static long effectiveFromMillis(Body body, long nowMillis) {
        Optional<Long> asked = body.startMillis(EFFECTIVE_FROM);
        if (asked.isPresent() && asked.get() < nowMillis) {
            throw body.invalid(EFFECTIVE_FROM, " must not be in the past: what was charged stays charged");
        }
        return asked.orElse(nowMillis);
    }
}
