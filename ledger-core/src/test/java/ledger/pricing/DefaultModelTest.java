package ledger.pricing;

import static ledger.pricing.Prices.asDefault;
import static ledger.pricing.Prices.card;
import static ledger.pricing.Prices.patch;
import static ledger.pricing.Prices.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ledger.pricing.PriceChange.DeletePrice;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceChange.Setting;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DefaultModelTest {
    private static final ModelId A = new ModelId("p", "a");
    private static final ModelId B = new ModelId("p", "b");
    private static final ModelId UNKNOWN = new ModelId("p", "unknown/model");

    @Test
    void an_unknown_model_has_the_default_s_price_under_its_own_name() {
        RateCard card = card(set(0, asDefault(patch(A, "2", to("3"), Map.of(Rate.PER_IMAGE, to("4"))), true)));

        assertThat(card.priceOrFallback(UNKNOWN, 5))
                .contains(new ModelPrice(
                        UNKNOWN,
                        new BigDecimal("2"),
                        new BigDecimal("3"),
                        Map.of(Rate.PER_IMAGE, new BigDecimal("4")),
                        false,
                        true,
                        0,
                        0,
                        true));
        assertThat(card.price(UNKNOWN, 5)).isEmpty();
    }

    @Test
    void a_known_model_has_its_own_price_even_an_inactive_one() {
        RateCard card = card(set(0, asDefault(patch(A, "2"), true)), set(0, inactive(patch(B, "3"))));

        ModelPrice price = card.priceOrFallback(B, 0).orElseThrow();

        assertThat(price.costPerMessage()).isEqualTo("3");
        assertThat(price.fallback()).isFalse();
    }

    @Test
    void an_inactive_default_stands_in_for_nothing() {
        RateCard card = card(set(0, asDefault(inactive(patch(A, "2")), true)));

        assertThat(card.priceOrFallback(UNKNOWN, 0)).isEmpty();
    }

    @Test
    void a_default_stands_in_only_for_models_of_its_provider() {
        RateCard card = card(set(0, asDefault(patch(A, "2"), true)));

        assertThat(card.priceOrFallback(new ModelId("q", "a"), 0)).isEmpty();
    }

    @Test
    void setting_a_default_clears_the_other_from_the_same_time() {
        RateCard card = card(set(0, asDefault(patch(A, "1"), true)), set(10, asDefault(patch(B, "2"), true)));

        assertThat(card.prices(9)).extracting(ModelPrice::model).containsExactly(A);
        assertThat(defaults(card, 9)).containsExactly(A);
        assertThat(defaults(card, 10)).containsExactly(B);
        assertThat(card.versions(A)).extracting(ModelPrice::isDefaultModel).containsExactly(false, true);
        assertThat(card.price(A, 10).orElseThrow().version()).isEqualTo(1);
        assertThat(card.price(A, 10).orElseThrow().effectiveFromMillis()).isEqualTo(10);
    }

    @Test
    void a_default_stays_it_where_a_change_does_not_say() {
        RateCard card = card(set(0, asDefault(patch(A, "1"), true)), set(10, patch(A, "2")));

        assertThat(defaults(card, 10)).containsExactly(A);
    }

    @Test
    void a_default_can_be_given_up() {
        RateCard card = card(set(0, asDefault(patch(A, "1"), true)), set(10, asDefault(patch(A, null), false)));

        assertThat(defaults(card, 9)).containsExactly(A);
        assertThat(defaults(card, 10)).isEmpty();
        assertThat(card.priceOrFallback(UNKNOWN, 10)).isEmpty();
    }

    @Test
    void saying_that_another_is_not_the_default_changes_nothing() {
        RateCard card = card(set(0, asDefault(patch(A, "1"), true)), set(10, asDefault(patch(B, "2"), false)));

        assertThat(defaults(card, 10)).containsExactly(A);
    }

    @Test
    void deleting_the_default_leaves_none_and_creating_it_anew_does_not_make_it_one() {
        RateCard card =
                card(set(0, asDefault(patch(A, "1"), true)), new DeletePrice("admin", 10, A), set(20, patch(A, "1")));

        assertThat(card.priceOrFallback(UNKNOWN, 10)).isEmpty();
        assertThat(defaults(card, 20)).isEmpty();
    }

    @Test
    void a_scheduled_default_takes_over_at_its_time_also_from_one_that_was_set_since() {
        RateCard card = card(
                set(0, patch(A, "1")),
                set(100, asDefault(patch(B, "2"), true)),
                set(50, asDefault(patch(A, null), true)));

        assertThat(defaults(card, 99)).containsExactly(A);
        assertThat(defaults(card, 100)).containsExactly(B);
    }

    @Test
    void a_scheduled_change_of_a_former_default_does_not_bring_it_back() {
        RateCard card = card(
                set(0, asDefault(patch(A, "1"), true)),
                set(100, patch(A, "2")),
                set(50, asDefault(patch(B, "3"), true)));

        assertThat(defaults(card, 100)).containsExactly(B);
    }

    @Test
    void a_default_that_was_to_end_later_ends_no_other_s_being_it() {
        RateCard card = card(
                set(0, asDefault(patch(A, "1"), true)),
                set(100, asDefault(patch(A, null), false)),
                set(50, asDefault(patch(B, "2"), true)));

        assertThat(defaults(card, 100)).containsExactly(B);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void there_is_never_more_than_one_default_and_the_fallback_is_that_one(long seed) {
        Random random = new Random(seed);
        List<PriceChange> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            changes.add(random(random));
        }

        RateCard card = card(changes.toArray(PriceChange[]::new));

        for (int i = 0; i <= 40; i++) {
            long at = i;
            List<ModelId> defaults = defaults(card, at);
            assertThat(defaults).as("at %s", at).hasSizeLessThanOrEqualTo(1);
            assertThat(card.priceOrFallback(UNKNOWN, at).map(ModelPrice::costPerMessage))
                    .isEqualTo(defaults.stream()
                            .findFirst()
                            .flatMap(model -> card.price(model, at))
                            .map(ModelPrice::costPerMessage));
        }
    }

    private static PriceChange random(Random random) {
        ModelId model = new ModelId("p", "m" + random.nextInt(5));
        long fromMillis = random.nextInt(40);
        if (random.nextInt(5) == 0) {
            return new DeletePrice("admin", fromMillis, model);
        }
        Boolean isDefault = List.of(Boolean.TRUE, Boolean.FALSE).get(random.nextInt(2));
        Patch patch = patch(model, String.valueOf(random.nextInt(9)));
        return set(fromMillis, random.nextBoolean() ? patch : asDefault(patch, isDefault));
    }

    private static List<ModelId> defaults(RateCard card, long atMillis) {
        return card.prices(atMillis).stream()
                .filter(ModelPrice::isDefaultModel)
                .map(ModelPrice::model)
                .toList();
    }

    private static Patch inactive(Patch patch) {
        return new Patch(patch.model(), patch.costPerMessage(), new Setting.Keep(), Map.of(), null, false);
    }

    private static SetPrice set(long effectiveFromMillis, Patch patch) {
        return new SetPrice("admin", effectiveFromMillis, patch);
    }
}
