package ledger.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ledger.pricing.PriceChange.DeletePrice;
import ledger.pricing.PriceChange.ImportPrices;
import ledger.pricing.PriceChange.InitializePrices;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceChange.Setting;
import ledger.pricing.PriceOutcome.Refused;
import org.jspecify.annotations.Nullable;

/** Merges one change into the rate card. Not thread-safe; use one for each change. */
final class PriceFold implements PriceChange.Handler<PriceOutcome> {
    private final long fromMillis;
    private final Dated dated;
    private final RateCard card;

    /** Changes the card, which has the version of the change already. */
    PriceFold(RateCard card, long effectiveFromMillis) {
        this.card = card;
        this.fromMillis = effectiveFromMillis;
        this.dated = new Dated(effectiveFromMillis, card.version());
    }

    @Override
    public PriceOutcome on(SetPrice change) {
        Patch patch = change.patch();
        Optional<Refused> refused = refusal(patch);
        if (refused.isPresent()) {
            return refused.get();
        }
        boolean isNew = isAbsent(patch.model());
        ModelPrice price = set(patch);
        return isNew ? new PriceOutcome.Created(price) : new PriceOutcome.Updated(price);
    }

    @Override
    public PriceOutcome on(DeletePrice change) {
        Optional<ModelPrice> price = card.price(change.model(), fromMillis);
        if (price.isEmpty()) {
            return new PriceOutcome.Absent();
        }
        if (price.get().isDefaultModel()) {
            card.endDefault(change.model(), dated);
        }
        card.deletePrice(change.model(), dated);
        return new PriceOutcome.Deleted();
    }

    @Override
    public PriceOutcome on(InitializePrices change) {
        int created = 0;
        int kept = 0;
        int reset = 0;
        for (DefaultPrices.Row row : DefaultPrices.ROWS) {
            if (isAbsent(row.model())) {
                // A default that somebody chose stays the default, unless all prices are to be reset.
                boolean isFree =
                        card.defaultPrice(row.model().provider(), fromMillis).isEmpty();
                set(row.patch(row.isDefaultModel() && (isFree || change.overwrite())));
                created++;
            } else if (change.overwrite()) {
                set(row.patch(row.isDefaultModel()));
                reset++;
            } else {
                kept++;
            }
        }
        return new PriceOutcome.Initialized(created, kept, reset);
    }

    @Override
    public PriceOutcome on(ImportPrices change) {
        List<Patch> patches = change.patches().stream().map(this::withCost).toList();
        Set<ModelId> models = new TreeSet<>();
        for (Patch patch : patches) {
            Optional<Refused> refused = refusal(patch);
            if (refused.isPresent()) {
                return new Refused(
                        refused.get().field(),
                        patch.model() + ": " + refused.get().message());
            }
            if (!models.add(patch.model())) {
                return new Refused("prices", patch.model() + " is in the import twice");
            }
        }
        int created = 0;
        for (Patch patch : patches) {
            created += isAbsent(patch.model()) ? 1 : 0;
            set(patch);
        }
        return new PriceOutcome.Imported(created, patches.size() - created);
    }

    /** Price lists have no cost per message. So an imported model has none, unless it had one here before. */
    private Patch withCost(Patch patch) {
        return patch.costPerMessage() != null || !isAbsent(patch.model())
                ? patch
                : new Patch(
                        patch.model(),
                        BigDecimal.ZERO,
                        patch.costPer1kTokens(),
                        patch.rates(),
                        patch.isDefaultModel(),
                        patch.isActive());
    }

    private boolean isAbsent(ModelId model) {
        return card.price(model, fromMillis).isEmpty();
    }

    private Optional<Refused> refusal(Patch patch) {
        if (patch.costPerMessage() == null && isAbsent(patch.model())) {
            return Optional.of(new Refused("costPerMessage", "costPerMessage is needed for a model without a price"));
        }
        return patch.invalidField().map(field -> new Refused(field, field + " must be " + Rate.LIMITS));
    }

    private ModelPrice set(Patch patch) {
        ModelId model = patch.model();
        Optional<ModelPrice> before = card.price(model, fromMillis);
        card.setPrice(before.map(price -> merged(price, patch)).orElseGet(() -> created(patch)));
        if (Boolean.TRUE.equals(patch.isDefaultModel())) {
            makeDefault(model);
        } else if (patch.isDefaultModel() != null
                && before.isPresent()
                && before.get().isDefaultModel()) {
            card.endDefault(model, dated);
        }
        return card.price(model, fromMillis).orElseThrow();
    }

    private void makeDefault(ModelId model) {
        card.defaultPrice(model.provider(), fromMillis)
                .filter(old -> !old.model().equals(model))
                .ifPresent(old -> card.setPrice(old.asOf(dated)));
        card.beginDefault(model, dated);
    }

    private ModelPrice merged(ModelPrice price, Patch patch) {
        @Nullable BigDecimal costPerMessage = patch.costPerMessage();
        @Nullable Boolean isActive = patch.isActive();
        return version(
                patch,
                costPerMessage == null ? price.costPerMessage() : costPerMessage,
                price.costPer1kTokens(),
                price.rates(),
                isActive == null ? price.isActive() : isActive);
    }

    private ModelPrice created(Patch patch) {
        @Nullable BigDecimal costPerMessage = patch.costPerMessage();
        if (costPerMessage == null) {
            throw new IllegalStateException("a price without costPerMessage was not refused");
        }
        boolean isActive = patch.isActive() == null || patch.isActive();
        return version(patch, costPerMessage, null, Map.of(), isActive);
    }

    /** The default is kept beside the versions, so no version says that it is the default. */
    private ModelPrice version(
            Patch patch,
            BigDecimal costPerMessage,
            @Nullable BigDecimal costPer1kTokens,
            Map<Rate, BigDecimal> rates,
            boolean isActive) {
        Map<Rate, BigDecimal> next = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            @Nullable Setting setting = patch.rates().get(rate);
            @Nullable BigDecimal credits = rates.get(rate);
            credits = setting == null ? credits : setting.over(credits);
            if (credits != null) {
                next.put(rate, credits);
            }
        }
        return new ModelPrice(
                patch.model(),
                costPerMessage,
                patch.costPer1kTokens().over(costPer1kTokens),
                next,
                false,
                isActive,
                dated.effectiveFromMillis(),
                dated.version(),
                false);
    }
}
