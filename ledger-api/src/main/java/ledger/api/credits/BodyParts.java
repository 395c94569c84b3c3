package ledger.api.credits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import ledger.Credits;
import ledger.Note;
import ledger.Period;
import ledger.Text;
import ledger.account.BudgetTerms;
import ledger.account.Grant;
import ledger.account.Reason;
import ledger.account.Refill;
import ledger.account.ZoneOffsets;
import ledger.api.body.BodyField;
import ledger.api.body.BodyShape;
import ledger.api.body.BodyType;
import ledger.api.body.BodyTypes;
import ledger.api.http.json.Body;
import ledger.command.Cost;
import ledger.command.GrantTerms;
import ledger.command.RefundEntry;
import ledger.message.RequestField;
import ledger.pricing.Meter;
import ledger.pricing.ModelId;
import ledger.pricing.Usage;
import org.jspecify.annotations.Nullable;

/** What the bodies of several writes have in common, and what stands within them. */
final class BodyParts {
    static final String POOLS = "The token pools exclude each other, and `tokenCount` stands beside none of them.";

    static final String EITHER = "Either `amount`, or `provider`, `modelName` and %s.\n" + POOLS + "\n";

    static final BodyType<String> DESCRIPTION = BodyTypes.text(
                    text -> text.length() <= Note.DESCRIPTION_LENGTH_MAX && Text.isEncodable(text),
                    "a text of at most " + Note.DESCRIPTION_LENGTH_MAX + " characters")
            .with("maxLength", Note.DESCRIPTION_LENGTH_MAX)
            .named("Description");

    static final BodyShape<Note> NOTE = BodyShape.of(of -> {
        BodyField<String> description = of.optional(RequestField.DESCRIPTION, DESCRIPTION);
        BodyField<String> metadata = of.optional(
                RequestField.METADATA,
                BodyTypes.object(Note.METADATA_BYTES_MAX)
                        .says("A JSON object of at most 4 KiB.")
                        .named("Metadata"));
        return in -> new Note(description.orNull(in), metadata.orNull(in));
    });

    /** Those that a caller may give. */
    static final BodyType<Reason> REASON = BodyTypes.choice(Stream.of(Reason.values())
                    .filter(reason -> reason != Reason.GRANT_EXPIRED)
                    .toList())
            .named("CallerReason");

    static final BodyType<Period> WINDOW = BodyTypes.choice(Arrays.asList(Period.values()))
            .says("Of the calendar; a week begins on Monday.")
            .named("Window");

    static final BodyShape<Usage> USAGE = BodyShape.of(of -> {
        BodyField<String> provider = of.required(
                RequestField.PROVIDER,
                BodyTypes.name(ModelId.LENGTH_MAX, ModelId::isProvider, " and without /")
                        .with("pattern", BodyTypes.PRINTABLE.replace("[^", "[^/"))
                        .says("Case-sensitive, without `/`.")
                        .named("Provider"));
        BodyField<String> modelName = of.required(
                RequestField.MODEL_NAME,
                BodyTypes.name(ModelId.LENGTH_MAX)
                        .with("pattern", BodyTypes.PRINTABLE)
                        .says("Case-sensitive.")
                        .named("ModelName"));
        Map<Meter, BodyField<BigDecimal>> meters = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            meters.put(meter, of.optional(meter.field(), quantity(meter)));
        }
        return in -> {
            ModelId model = new ModelId(provider.get(in), modelName.get(in));
            Map<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
            meters.forEach((meter, field) -> {
                BigDecimal quantity = field.orNull(in);
                if (quantity != null) {
                    quantities.put(meter, quantity);
                }
            });
            if (quantities.containsKey(Meter.TOKEN_COUNT)
                    && quantities.keySet().stream().anyMatch(Meter::isTokenPool)) {
                throw in.invalid(Meter.TOKEN_COUNT.field(), " cannot stand beside a token pool such as inputTokens");
            }
            return new Usage(model, quantities);
        };
    });

    /** How much: an amount, or a usage that will be priced. */
    static final BodyShape<Cost> COST = BodyShape.of(of -> {
        BodyField<Credits> amount = of.optional(RequestField.AMOUNT, BodyTypes.AMOUNT);
        of.optionalPart(USAGE);
        return in -> {
            if (!USAGE.isIn(in)) {
                return Cost.named(amount.get(in));
            }
            if (in.has(amount.name())) {
                throw in.invalid(amount.name(), " cannot stand beside a usage: send one of the two");
            }
            return Cost.metered(USAGE.read(in), null);
        };
    });

    static final BodyShape<GrantTerms> GRANT_TERMS = BodyShape.of(of -> {
        BodyField<Integer> priority = of.optional(
                RequestField.PRIORITY,
                BodyTypes.whole(0, Grant.PRIORITY_MAX).says("Lower burns first; 100, unless said."));
        BodyField<Long> from =
                of.optional(RequestField.EFFECTIVE_AT, BodyTypes.START.says("From when on it can be spent."));
        BodyField<Long> until = of.optional(
                RequestField.EXPIRES_AT, BodyTypes.END.says("When the rest is lost; a date is its last millisecond."));
        return in -> {
            int order = priority.orElse(in, Grant.PRIORITY_DEFAULT);
            Long effectiveAt = from.orNull(in);
            Long expiresAt = until.orNull(in);
            if (effectiveAt != null && expiresAt != null && expiresAt <= effectiveAt) {
                throw in.invalid(until.name(), " must be after effectiveAt");
            }
            return new GrantTerms(order, effectiveAt, expiresAt);
        };
    });

    /** For how many days credits are granted anew whose grant has expired since they were spent, if they are. */
    static final BodyShape<Optional<Integer>> REGRANT_DAYS = BodyShape.of(of -> {
        BodyField<Expired> expired = of.optional(
                "expired",
                BodyTypes.choice(Arrays.asList(Expired.values()))
                        .says("What becomes of credits whose grant has expired since; FORFEIT, unless said."));
        BodyField<Integer> days = of.optional(
                RequestField.DAYS,
                BodyTypes.whole(1, RefundEntry.REGRANT_DAYS_MAX)
                        .says("How long credits live that are granted anew; only with REGRANT."));
        return in -> {
            boolean isRegrant = expired.orNull(in) == Expired.REGRANT;
            Integer count = isRegrant ? days.get(in) : days.orNull(in);
            if (count != null && !isRegrant) {
                throw in.invalid(days.name(), " may only stand beside expired REGRANT");
            }
            return Optional.ofNullable(count);
        };
    });

    /** What a plan pays, if it pays anything. */
    static final BodyShape<Optional<Refill>> REFILL = BodyShape.of(of -> {
        BodyField<Credits> amount = of.optional(RequestField.REFILL_AMOUNT, BodyTypes.AMOUNT);
        BodyField<Period> interval = of.optional(RequestField.REFILL_INTERVAL, WINDOW);
        BodyField<Credits> rollover = of.optional(
                RequestField.ROLLOVER_LIMIT,
                BodyTypes.FROM_ZERO.says("Of what is left of a refill; all of it, unless said."));
        of.needs(amount, interval);
        of.needs(interval, amount);
        of.needs(rollover, amount);
        return in -> {
            Credits paid = amount.orNull(in);
            Period every = interval.orNull(in);
            Credits kept = rollover.orNull(in);
            return paid == null || every == null ? Optional.empty() : Optional.of(new Refill(paid, every, kept));
        };
    });

    /** Budgets, at most one for each window. */
    static final BodyType<List<Budgeted>> BUDGETS = BodyTypes.list(
            "BudgetTerms",
            BodyShape.of(of -> {
                BodyField<Period> window = of.required("window", WINDOW);
                BodyField<Credits> amount = of.required("amount", BodyTypes.AMOUNT);
                BodyField<String> zone = of.optional(
                        "timeZone",
                        BodyTypes.text(TimeZones::isKnown, "a time zone such as Europe/Berlin or +02:00")
                                .with("maxLength", ZoneOffsets.NAME_LENGTH_MAX)
                                .says("A name such as Europe/Berlin, or an offset; UTC, unless said."));
                return in -> new Budgeted(window.get(in), amount.get(in), zone.orNull(in));
            }),
            Period.values().length,
            Budgeted::window,
            "window",
            " has a budget already: each window has one at most");

    private BodyParts() {}

    private enum Expired {
        FORFEIT,
        REGRANT
    }

    /** A budget as it was asked: when its zone changes its clocks is looked up later. */
    record Budgeted(Period window, Credits amount, @Nullable String zone) {
        BudgetTerms at(long nowMillis) {
            return new BudgetTerms(window, amount, zone == null ? ZoneOffsets.UTC : TimeZones.offsets(zone, nowMillis));
        }
    }

    private static BodyType<BigDecimal> quantity(Meter meter) {
        String rule = meter.isCount()
                ? " must be a whole number from 0 to 10^12"
                : " must be a number from 0 to 10^12 with at most " + Usage.SCALE_MAX + " decimals";
        int decimalsMax = meter.isCount() ? 0 : Usage.SCALE_MAX;
        BiFunction<Body, String, @Nullable BigDecimal> reading =
                (body, name) -> body.numberOrNull(name, BigDecimal.ZERO, Usage.QUANTITY_MAX, decimalsMax, rule);
        BodyType<BigDecimal> type = meter.isCount()
                ? BodyType.of("integer", reading).with("format", "int64")
                : BodyType.of("number", reading);
        BodyType<BigDecimal> bounded = type.with("minimum", 0).with("maximum", Usage.QUANTITY_MAX);
        return meter.isCount() ? bounded.named("Quantity") : bounded.says("At most six decimals.");
    }
}
