package ledger.pricing;

import static ledger.pricing.Prices.MODEL;
import static ledger.pricing.Prices.card;
import static ledger.pricing.Prices.patch;
import static ledger.pricing.Prices.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import ledger.pricing.PriceChange.DeletePrice;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceChange.Setting;
import ledger.pricing.PriceOutcome.Refused;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateCardTest {
    private static final Setting KEEP = new Setting.Keep();
    private static final ModelId OTHER = new ModelId("openai", "other");

    @Test
    void a_created_price_has_the_defaults_of_what_was_not_said() {
        Folded folded = RateCard.EMPTY.fold(set(1_000, patch(MODEL, "2.50")), 7);

        ModelPrice price = new ModelPrice(MODEL, new BigDecimal("2.5"), null, Map.of(), false, true, 1_000, 7, false);
        assertThat(folded.outcome()).isEqualTo(new PriceOutcome.Created(price));
        assertThat(folded.card().price(MODEL, 1_000)).contains(price);
        assertThat(folded.card().version()).isEqualTo(7);
    }

    @Test
    void a_price_is_not_in_force_before_its_time() {
        RateCard card = card(set(1_000, patch(MODEL, "2")));

        assertThat(card.price(MODEL, 999)).isEmpty();
        assertThat(card.priceOrFallback(MODEL, 999)).isEmpty();
        assertThat(card.prices(999)).isEmpty();
        assertThat(card.versions(MODEL)).hasSize(1);
    }

    @Test
    void an_update_keeps_what_it_omits_and_merges_rates_by_key() {
        RateCard before = card(set(
                0,
                new Patch(
                        MODEL,
                        new BigDecimal("2"),
                        to("3"),
                        Map.of(Rate.INPUT_PER_1K, to("4"), Rate.OUTPUT_PER_1K, to("5"), Rate.PER_IMAGE, to("6")),
                        true,
                        false)));

        Folded folded = before.fold(
                set(
                        10,
                        patch(
                                MODEL,
                                null,
                                KEEP,
                                Map.of(
                                        Rate.INPUT_PER_1K,
                                        to("7"),
                                        Rate.OUTPUT_PER_1K,
                                        new Setting.Clear(),
                                        Rate.PER_IMAGE,
                                        KEEP))),
                1);

        ModelPrice price = new ModelPrice(
                MODEL,
                new BigDecimal("2"),
                new BigDecimal("3"),
                Map.of(Rate.INPUT_PER_1K, new BigDecimal("7"), Rate.PER_IMAGE, new BigDecimal("6")),
                true,
                false,
                10,
                1,
                false);
        assertThat(folded.outcome()).isEqualTo(new PriceOutcome.Updated(price));
        assertThat(folded.card().price(MODEL, 10)).contains(price);
        assertThat(folded.card().price(MODEL, 9)).isEqualTo(before.price(MODEL, 9));
    }

    @Test
    void clearing_the_cost_of_tokens_leaves_a_price_per_message() {
        RateCard card = card(
                set(0, patch(MODEL, "2", to("3"), Map.of())),
                set(1, patch(MODEL, null, new Setting.Clear(), Map.of())));

        assertThat(card.price(MODEL, 1).orElseThrow().costPer1kTokens()).isNull();
    }

    /** What cannot be, in the order in which it is looked at. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("costPerMessage", patch(MODEL, null)),
                arguments("costPerMessage", patch(MODEL, "-1")),
                arguments("costPerMessage", patch(MODEL, "1000000000.1")),
                arguments("costPerMessage", patch(MODEL, "0.0000000000001")),
                arguments("costPer1kTokens", patch(MODEL, "1", to("-0.1"), Map.of())),
                arguments("rates.perImage", patch(MODEL, "1", KEEP, Map.of(Rate.PER_IMAGE, to("-1")))),
                arguments(
                        "rates.inputPer1k",
                        patch(MODEL, "1", KEEP, Map.of(Rate.INPUT_PER_1K, to("1e10"), Rate.PER_IMAGE, to("-1")))));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("refusals")
    void a_price_that_cannot_be_is_refused_by_field_and_changes_nothing(String field, Patch patch) {
        RateCard before = card(set(0, patch(OTHER, "1")));

        Folded folded = before.fold(set(0, patch), 1);

        assertThat(folded.outcome()).isInstanceOf(Refused.class);
        assertThat(((Refused) folded.outcome()).field()).isEqualTo(field);
        assertThat(folded.card().prices(0)).isEqualTo(before.prices(0));
        assertThat(folded.card().version()).isEqualTo(1);
    }

    @Test
    void of_two_versions_from_the_same_time_the_later_made_counts() {
        RateCard card = card(set(5, patch(MODEL, "1")), set(5, patch(MODEL, "2")));

        assertThat(card.price(MODEL, 5).orElseThrow().costPerMessage()).isEqualTo("2");
        assertThat(card.versions(MODEL)).extracting(ModelPrice::version).containsExactly(1L, 0L);
    }

    @Test
    void a_change_dated_before_a_scheduled_version_does_not_remove_it() {
        RateCard card = card(
                set(0, patch(MODEL, "1")), set(100, patch(MODEL, "2")), set(50, patch(MODEL, "3", to("4"), Map.of())));

        assertThat(card.price(MODEL, 99).orElseThrow().costPerMessage()).isEqualTo("3");
        assertThat(card.price(MODEL, 100).orElseThrow().costPerMessage()).isEqualTo("2");
        assertThat(card.price(MODEL, 100).orElseThrow().costPer1kTokens()).isNull();
        assertThat(card.versions(MODEL))
                .extracting(ModelPrice::effectiveFromMillis)
                .containsExactly(100L, 50L, 0L);
    }

    @Test
    void a_change_merges_with_the_version_in_force_at_its_time_and_not_with_a_later_one() {
        RateCard card = card(
                set(0, patch(MODEL, "1", to("10"), Map.of())),
                set(100, patch(MODEL, null, to("20"), Map.of())),
                set(50, patch(MODEL, "3")));

        assertThat(card.price(MODEL, 50).orElseThrow().costPer1kTokens()).isEqualTo("10");
    }

    @Test
    void a_deleted_price_is_gone_from_then_on_and_its_versions_stay() {
        RateCard before = card(set(0, patch(MODEL, "1")));

        Folded folded = before.fold(new DeletePrice("admin", 10, MODEL), 1);

        assertThat(folded.outcome()).isEqualTo(new PriceOutcome.Deleted());
        assertThat(folded.card().price(MODEL, 9)).isPresent();
        assertThat(folded.card().price(MODEL, 10)).isEmpty();
        assertThat(folded.card().prices(10)).isEmpty();
        assertThat(folded.card().versions(MODEL)).hasSize(1);
    }

    @Test
    void a_deleted_price_is_created_anew_and_inherits_nothing() {
        RateCard before = card(set(0, patch(MODEL, "1", to("2"), Map.of())), new DeletePrice("admin", 10, MODEL));

        Folded refused = before.fold(set(20, patch(MODEL, null, to("3"), Map.of())), 2);
        Folded created = before.fold(set(20, patch(MODEL, "4")), 2);

        assertThat(refused.outcome()).isInstanceOf(Refused.class);
        assertThat(created.outcome()).isInstanceOf(PriceOutcome.Created.class);
        assertThat(created.card().price(MODEL, 20).orElseThrow().costPer1kTokens())
                .isNull();
    }

    @Test
    void deleting_a_price_that_is_not_there_says_so() {
        RateCard before = card(set(0, patch(MODEL, "1")), new DeletePrice("admin", 10, MODEL));

        assertThat(before.fold(new DeletePrice("admin", 10, MODEL), 2).outcome())
                .isEqualTo(new PriceOutcome.Absent());
        assertThat(before.fold(new DeletePrice("admin", 10, OTHER), 2).outcome())
                .isEqualTo(new PriceOutcome.Absent());
    }

    @Test
    void a_change_is_folded_once() {
        RateCard card = card(set(0, patch(MODEL, "1")));

        assertThatIllegalArgumentException().isThrownBy(() -> card.fold(set(0, patch(MODEL, "2")), 0));
    }

    @Test
    void folding_leaves_the_card_before_it_as_it_was() {
        RateCard before = card(set(0, patch(MODEL, "1")));

        before.fold(set(0, patch(MODEL, "2")), 1);

        assertThat(before.price(MODEL, 0).orElseThrow().costPerMessage()).isEqualTo("1");
        assertThat(before.version()).isZero();
    }

    @Test
    void an_empty_card_has_no_version_and_no_price() {
        assertThat(RateCard.EMPTY.version()).isEqualTo(-1);
        assertThat(RateCard.EMPTY.prices(Long.MAX_VALUE)).isEmpty();
        assertThat(RateCard.EMPTY.versions(MODEL)).isEmpty();
    }

    private static SetPrice set(long effectiveFromMillis, Patch patch) {
        return new SetPrice("admin", effectiveFromMillis, patch);
    }
}
