package ledger.pricing;

import static ledger.pricing.Prices.asDefault;
import static ledger.pricing.Prices.card;
import static ledger.pricing.Prices.patch;
import static ledger.pricing.Prices.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ledger.pricing.PriceChange.DeletePrice;
import ledger.pricing.PriceChange.InitializePrices;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceOutcome.Initialized;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InitialPricesTest {
    private static final ModelId GPT_4 = new ModelId("openai", "gpt-4");
    private static final ModelId GPT_4_TURBO = new ModelId("openai", "gpt-4-turbo");
    private static final InitializePrices KEEPING = new InitializePrices("admin", 10, false);
    private static final InitializePrices OVERWRITING = new InitializePrices("admin", 10, true);

    @Test
    void an_empty_card_gets_all_of_them_listed_by_provider_default_first() {
        Folded folded = RateCard.EMPTY.fold(KEEPING, 0);

        assertThat(folded.outcome()).isEqualTo(new Initialized(12, 0, 0));
        assertThat(folded.card().prices(10))
                .extracting(InitialPricesTest::line)
                .containsExactly(
                        "anthropic/claude-3-sonnet 15,15*",
                        "anthropic/claude-3-haiku 1,1",
                        "anthropic/claude-3-opus 60,60",
                        "google/gemini-pro 5,5*",
                        "google/gemini-pro-vision 10,10",
                        "groq/mixtral-8x7b 1,1*",
                        "groq/llama2-70b 1,1",
                        "ollama/llama2 1,none*",
                        "ollama/mistral 1,none",
                        "openai/gpt-4-turbo 10,10*",
                        "openai/gpt-3.5-turbo 1,1",
                        "openai/gpt-4 30,30");
    }

    @Test
    void they_are_in_force_from_the_time_of_the_change() {
        RateCard card = card(KEEPING);

        assertThat(card.prices(9)).isEmpty();
        assertThat(card.price(GPT_4, 10).orElseThrow().effectiveFromMillis()).isEqualTo(10);
    }

    @Test
    void a_second_time_keeps_everything() {
        RateCard before = card(KEEPING);

        Folded folded = before.fold(new InitializePrices("admin", 20, false), 1);

        assertThat(folded.outcome()).isEqualTo(new Initialized(0, 12, 0));
        assertThat(folded.card().prices(20)).isEqualTo(before.prices(20));
    }

    @Test
    void an_edited_price_is_kept_and_a_deleted_one_created() {
        RateCard before = card(
                KEEPING,
                new SetPrice("admin", 10, patch(GPT_4, "31")),
                new DeletePrice("admin", 10, new ModelId("groq", "llama2-70b")));

        Folded folded = before.fold(KEEPING, 3);

        assertThat(folded.outcome()).isEqualTo(new Initialized(1, 11, 0));
        assertThat(folded.card().price(GPT_4, 10).orElseThrow().costPerMessage())
                .isEqualTo("31");
    }

    @Test
    void overwriting_resets_every_part_of_an_edited_price() {
        RateCard before = card(
                KEEPING,
                new SetPrice("admin", 10, patch(GPT_4, "31", to("7"), Map.of(Rate.PER_IMAGE, to("3")))),
                new SetPrice("admin", 10, asDefault(patch(GPT_4, null), true)));

        Folded folded = before.fold(OVERWRITING, 3);

        assertThat(folded.outcome()).isEqualTo(new Initialized(0, 0, 12));
        assertThat(folded.card().price(GPT_4, 10)).map(InitialPricesTest::line).contains("openai/gpt-4 30,30");
        assertThat(folded.card().price(GPT_4, 10).orElseThrow().rates()).isEmpty();
        assertThat(folded.card().price(GPT_4_TURBO, 10))
                .map(ModelPrice::isDefaultModel)
                .contains(true);
    }

    @Test
    void a_default_that_somebody_chose_stays_it_unless_they_are_overwritten() {
        ModelId own = new ModelId("openai", "own");
        RateCard before = card(new SetPrice("admin", 0, asDefault(patch(own, "5"), true)));

        Folded kept = before.fold(KEEPING, 1);
        Folded overwritten = before.fold(OVERWRITING, 1);

        assertThat(kept.card().price(own, 10)).map(ModelPrice::isDefaultModel).contains(true);
        assertThat(kept.card().price(GPT_4_TURBO, 10))
                .map(ModelPrice::isDefaultModel)
                .contains(false);
        assertThat(overwritten.card().price(own, 10))
                .map(ModelPrice::isDefaultModel)
                .contains(false);
        assertThat(overwritten.card().price(own, 10))
                .map(ModelPrice::costPerMessage)
                .map(Object::toString)
                .contains("5");
        assertThat(overwritten.card().price(GPT_4_TURBO, 10))
                .map(ModelPrice::isDefaultModel)
                .contains(true);
    }

    private static String line(ModelPrice price) {
        return price.model() + " " + price.costPerMessage() + ","
                + (price.costPer1kTokens() == null ? "none" : price.costPer1kTokens())
                + (price.isDefaultModel() ? "*" : "");
    }
}
