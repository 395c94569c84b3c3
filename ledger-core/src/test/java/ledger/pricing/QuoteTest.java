package ledger.pricing;

import static ledger.pricing.Meter.CACHED_INPUT_TOKENS;
import static ledger.pricing.Meter.CHARACTERS;
import static ledger.pricing.Meter.IMAGES;
import static ledger.pricing.Meter.INPUT_TOKENS;
import static ledger.pricing.Meter.MESSAGE_COUNT;
import static ledger.pricing.Meter.OUTPUT_TOKENS;
import static ledger.pricing.Meter.TOKEN_COUNT;
import static ledger.pricing.Prices.MODEL;
import static ledger.pricing.Prices.card;
import static ledger.pricing.Prices.patch;
import static ledger.pricing.Prices.to;
import static ledger.pricing.Prices.usage;
import static ledger.pricing.UsageCostTest.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import ledger.Credits;
import ledger.pricing.PriceChange.InitializePrices;
import ledger.pricing.PriceChange.SetPrice;
import ledger.pricing.PriceChange.Setting;
import ledger.pricing.Quote.Line;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuoteTest {
    private static final RateCard DEFAULTS = card(new InitializePrices("admin", 0, false));

    /** The checks that the contract names. */
    static Stream<Arguments> checks() {
        return Stream.of(
                arguments("openai", "gpt-4", Map.of(), 30),
                arguments("openai", "gpt-4", Map.of(MESSAGE_COUNT, "1"), 30),
                arguments("openai", "gpt-4-turbo", Map.of(MESSAGE_COUNT, "1", TOKEN_COUNT, "1500"), 30),
                arguments("openai", "gpt-4-turbo", Map.of(TOKEN_COUNT, "1001"), 20),
                arguments("openai", "unknown", Map.of(MESSAGE_COUNT, "2"), 20),
                arguments("ollama", "anything", Map.of(MESSAGE_COUNT, "3", TOKEN_COUNT, "5000"), 3),
                arguments("ollama", "anything", Map.of(TOKEN_COUNT, "5000"), 1),
                arguments("openai", "gpt-4", Map.of(INPUT_TOKENS, "1200", OUTPUT_TOKENS, "300"), 60));
    }

    @ParameterizedTest(name = "{0} {1} {2} costs {3}")
    @MethodSource("checks")
    void the_default_prices_cost_what_the_contract_says(
            String provider, String modelName, Map<Meter, String> quantities, long credits) {
        Usage usage = usage(new ModelId(provider, modelName), quantities);

        Quote quote = quoted(DEFAULTS.quote(usage, 0, PriceFallback.DEFAULT));

        assertThat(quote.total()).isEqualTo(Credits.of(credits));
    }

    @Test
    void a_quote_says_how_each_meter_was_charged_in_meter_order() {
        RateCard card = card(set("1.5", to("10"), Map.of(Rate.INPUT_PER_1K, to("2"), Rate.PER_IMAGE, to("4"))));
        Usage usage = usage(
                MODEL,
                Map.of(
                        IMAGES,
                        "3",
                        OUTPUT_TOKENS,
                        "1200",
                        CACHED_INPUT_TOKENS,
                        "50",
                        INPUT_TOKENS,
                        "7",
                        MESSAGE_COUNT,
                        "2"));

        Quote quote = quoted(card.quote(usage, 0, PriceFallback.DEFAULT));

        assertThat(quote.lines())
                .containsExactly(
                        line(MESSAGE_COUNT, "2", "1.5", "3"),
                        line(TOKEN_COUNT, "1200", "0.01", "20"),
                        line(INPUT_TOKENS, "7", "0.002", "0.014"),
                        line(CACHED_INPUT_TOKENS, "50", "0.002", "0.1"),
                        line(IMAGES, "3", "4", "12"));
        assertThat(quote.messageCost()).isEqualTo("3");
        assertThat(quote.tokenCost()).isEqualTo("32.114");
        assertThat(quote.total()).isEqualTo(new Credits(35_114_000));
    }

    @Test
    void a_quote_pins_the_price_and_the_version_of_the_card() {
        RateCard card = card(set("1", new Setting.Keep(), Map.of()), new InitializePrices("admin", 0, false));

        Quote quote = quoted(card.quote(usage(MODEL, Map.of()), 5, PriceFallback.DEFAULT));

        assertThat(quote.price()).isEqualTo(card.price(MODEL, 5).orElseThrow());
        assertThat(quote.price().version()).isZero();
        assertThat(quote.rateCardVersion()).isEqualTo(1);
    }

    @Test
    void a_provider_without_any_price_is_never_free() {
        Usage usage = usage(new ModelId("nobody", "some/model"), Map.of(MESSAGE_COUNT, "1"));

        Priced priced = DEFAULTS.quote(usage, 0, PriceFallback.DEFAULT);

        assertThat(priced).isEqualTo(new Priced.Unpriced("No pricing found for nobody:some/model", null, false));
    }

    @Test
    void an_unknown_model_has_no_price_where_falling_back_is_refused() {
        Usage usage = usage(new ModelId("openai", "unknown"), Map.of(MESSAGE_COUNT, "2"));

        assertThat(DEFAULTS.quote(usage, 0, PriceFallback.REFUSE))
                .isEqualTo(new Priced.Unpriced("No pricing found for openai:unknown", null, false));
    }

    @Test
    void what_needs_a_rate_and_has_none_names_the_first_such_meter() {
        Usage usage = usage(MODEL, Map.of(CHARACTERS, "5", IMAGES, "1", MESSAGE_COUNT, "1"));
        RateCard card = card(set("1", to("1"), Map.of(Rate.PER_AUDIO_SECOND, to("1"))));

        Priced priced = card.quote(usage, 0, PriceFallback.DEFAULT);

        assertThat(priced)
                .isEqualTo(new Priced.Unpriced("No rate for images in the pricing of openai:gpt-x", IMAGES, false));
    }

    @Test
    void an_inactive_price_is_quoted_all_the_same() {
        RateCard card = card(new SetPrice(
                "admin", 0, new PriceChange.Patch(MODEL, BigDecimal.TEN, new Setting.Keep(), Map.of(), null, false)));

        Quote quote = quoted(card.quote(usage(MODEL, Map.of()), 0, PriceFallback.DEFAULT));

        assertThat(quote.price().isActive()).isFalse();
        assertThat(quote.total()).isEqualTo(Credits.of(10));
    }

    @Test
    void the_largest_amount_is_charged_and_no_more() {
        RateCard card = card(set("1000000000", new Setting.Keep(), Map.of(Rate.PER_IMAGE, to("0.000000000001"))));

        Priced largest = card.quote(usage(MODEL, Map.of(MESSAGE_COUNT, "1")), 0, PriceFallback.DEFAULT);
        Priced more = card.quote(usage(MODEL, Map.of(MESSAGE_COUNT, "1", IMAGES, "1")), 0, PriceFallback.DEFAULT);

        assertThat(quoted(largest).total()).isEqualTo(Credits.AMOUNT_MAX);
        assertThat(more)
                .isEqualTo(new Priced.Unpriced(
                        "The usage costs more than 1000000000 credits; charge it in parts", null, true));
    }

    private static SetPrice set(String costPerMessage, Setting per1kTokens, Map<Rate, Setting> rates) {
        return new SetPrice("admin", 0, patch(MODEL, costPerMessage, per1kTokens, rates));
    }

    private static Line line(Meter meter, String quantity, String rate, String cost) {
        return new Line(meter, new BigDecimal(quantity), new BigDecimal(rate), new BigDecimal(cost));
    }
}
