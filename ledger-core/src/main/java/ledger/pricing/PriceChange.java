package ledger.pricing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of the rate card, as the price log has it. It carries its time and actor, because folding reads no clock.
 */
public sealed interface PriceChange {
    /** The subject that asked. */
    String actor();

    /** From when it is in force, epoch milliseconds. */
    long effectiveFromMillis();

    /** The model that it is about, where it is about one. */
    default Optional<ModelId> about() {
        return Optional.empty();
    }

    <R> R accept(Handler<R> handler);

    /** One method per change, so a new change does not compile until it is folded, written and read. */
    interface Handler<R> {
        R on(SetPrice change);

        R on(DeletePrice change);

        R on(InitializePrices change);

        R on(ImportPrices change);
    }

    /** Sets a price, or the given parts of it. */
    record SetPrice(String actor, long effectiveFromMillis, Patch patch) implements PriceChange {
        @Override
        public Optional<ModelId> about() {
            return Optional.of(patch.model());
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Deletes a price. */
    record DeletePrice(String actor, long effectiveFromMillis, ModelId model) implements PriceChange {
        @Override
        public Optional<ModelId> about() {
            return Optional.of(model);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Sets the default prices: those that are missing, or all of them. */
    record InitializePrices(String actor, long effectiveFromMillis, boolean overwrite) implements PriceChange {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Sets many prices at once. If one of them is refused, none is set. A new model costs nothing per message unless
     * its patch names a cost.
     */
    record ImportPrices(String actor, long effectiveFromMillis, List<Patch> patches) implements PriceChange {
        public ImportPrices {
            patches = List.copyOf(patches);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * The parts of a price that change. A part that is null, or a {@link Setting.Keep}, stays as it is.
     *
     * @param model whose price
     * @param costPerMessage needed where the model has no price yet, but for imports
     * @param costPer1kTokens credits per 1,000 tokens begun
     * @param rates those given, merged by key
     * @param isDefaultModel whether it becomes its provider's default; the old default then stops being it
     * @param isActive whether it may be charged
     */
    record Patch(
            ModelId model,
            @Nullable BigDecimal costPerMessage,
            Setting costPer1kTokens,
            Map<Rate, Setting> rates,
            @Nullable Boolean isDefaultModel,
            @Nullable Boolean isActive) {
        public Patch {
            EnumMap<Rate, Setting> ordered = new EnumMap<>(Rate.class);
            ordered.putAll(rates);
            rates = Collections.unmodifiableMap(ordered);
        }

        /** The first field whose number cannot be a rate, as callers know it. */
        public Optional<String> invalidField() {
            if (costPerMessage != null && !Rate.isValid(costPerMessage)) {
                return Optional.of("costPerMessage");
            }
            if (isInvalid(costPer1kTokens)) {
                return Optional.of("costPer1kTokens");
            }
            return rates.entrySet().stream()
                    .filter(entry -> isInvalid(entry.getValue()))
                    .findFirst()
                    .map(entry -> "rates." + entry.getKey().field());
        }

        private static boolean isInvalid(Setting setting) {
            @Nullable BigDecimal credits = setting.over(null);
            return credits != null && !Rate.isValid(credits);
        }
    }

    /** How a change treats a rate that a price may lack. */
    sealed interface Setting {
        /** The rate after this, null where the price then has none. */
        @Nullable
        BigDecimal over(@Nullable BigDecimal before);

        /** It stays as it is. */
        record Keep() implements Setting {
            @Override
            public @Nullable BigDecimal over(@Nullable BigDecimal before) {
                return before;
            }
        }

        /** The price loses it. */
        record Clear() implements Setting {
            @Override
            public @Nullable BigDecimal over(@Nullable BigDecimal before) {
                return null;
            }
        }

        /** It gets this value. */
        record To(BigDecimal credits) implements Setting {
            @Override
            public @Nullable BigDecimal over(@Nullable BigDecimal before) {
                return credits;
            }
        }
    }
}
