package ledger.pricing;

import static ledger.pricing.Prices.MODEL;
import static ledger.pricing.Prices.asDefault;
import static ledger.pricing.Prices.card;
import static ledger.pricing.Prices.patch;
import static ledger.pricing.Prices.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ledger.pricing.PriceChange.ImportPrices;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceChange.Setting;
import ledger.pricing.PriceOutcome.Imported;
import ledger.pricing.PriceOutcome.Refused;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportPricesTest {
    private static final ModelId OTHER = new ModelId("openai", "other");

    @Test
    void it_creates_and_updates_in_one_version() {
        RateCard before = card(new SetPrice("admin", 0, asDefault(patch(MODEL, "2", to("3"), Map.of()), true)));

        Folded folded = before.fold(imports(input(MODEL, "4"), input(OTHER, "5")), 1);

        Map<Rate, BigDecimal> four = Map.of(Rate.INPUT_PER_1K, new BigDecimal("4"));
        Map<Rate, BigDecimal> five = Map.of(Rate.INPUT_PER_1K, new BigDecimal("5"));
        assertThat(folded.outcome()).isEqualTo(new Imported(1, 1));
        assertThat(folded.card().prices(0))
                .containsExactly(
                        new ModelPrice(MODEL, new BigDecimal("2"), new BigDecimal("3"), four, true, true, 0, 1, false),
                        new ModelPrice(OTHER, BigDecimal.ZERO, null, five, false, true, 0, 1, false));
    }

    @Test
    void one_price_that_cannot_be_refuses_all_of_them_and_is_named() {
        RateCard before = card(new SetPrice("admin", 0, patch(MODEL, "2")));

        Folded folded = before.fold(imports(input(MODEL, "4"), input(OTHER, "-5")), 1);

        assertThat(folded.outcome())
                .isEqualTo(new Refused(
                        "rates.inputPer1k",
                        "openai/other: rates.inputPer1k must be 0 to 10^9 credits with at most twelve decimals"));
        assertThat(folded.card().prices(0)).isEqualTo(before.prices(0));
    }

    @Test
    void a_model_that_is_in_it_twice_refuses_it() {
        Folded folded = RateCard.EMPTY.fold(imports(input(MODEL, "4"), input(MODEL, "5")), 0);

        assertThat(folded.outcome()).isEqualTo(new Refused("prices", "openai/gpt-x is in the import twice"));
        assertThat(folded.card().prices(0)).isEmpty();
    }

    @Test
    void every_one_of_many_is_found_again() {
        List<Patch> patches = IntStream.range(0, 3_000)
                .mapToObj(i -> input(new ModelId("p", "m" + i), String.valueOf(i)))
                .toList();

        Folded folded = RateCard.EMPTY.fold(new ImportPrices("admin", 0, patches), 0);

        assertThat(folded.outcome()).isEqualTo(new Imported(3_000, 0));
        assertThat(patches)
                .allSatisfy(patch -> assertThat(folded.card().price(patch.model(), 0))
                        .map(price -> price.rates().get(Rate.INPUT_PER_1K))
                        .map(rate -> (Setting) new Setting.To(rate))
                        .contains(patch.rates().get(Rate.INPUT_PER_1K)));
    }

    private static ImportPrices imports(Patch... patches) {
        return new ImportPrices("admin", 0, List.of(patches));
    }

    private static Patch input(ModelId model, String credits) {
        return patch(model, null, new Setting.Keep(), Map.of(Rate.INPUT_PER_1K, to(credits)));
    }
}
