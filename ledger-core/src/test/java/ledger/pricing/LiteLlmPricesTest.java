package ledger.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ledger.pricing.LiteLlmPrices.Invalid;
import ledger.pricing.LiteLlmPrices.Reading;
import ledger.pricing.LiteLlmPrices.Skipped;
import ledger.pricing.PriceChange.Patch;
import ledger.pricing.PriceChange.Setting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiteLlmPricesTest {
    private static final BigDecimal THOUSAND_PER_USD = new BigDecimal("1000");

    @Test
    void a_row_sets_the_rates_that_it_has_and_nothing_else() {
        LiteLlmRow row = row(
                "claude-opus-5",
                "anthropic",
                "chat",
                "input_cost_per_token=5e-06",
                "output_cost_per_token=2.5e-05",
                "cache_read_input_token_cost=5e-07",
                "cache_creation_input_token_cost=6.25e-06",
                "cache_creation_input_token_cost_above_1hr=1e-05",
                "output_cost_per_reasoning_token=3e-05",
                "max_tokens=128000");

        Reading reading = read(row);

        assertThat(reading.patches())
                .containsExactly(new Patch(
                        new ModelId("anthropic", "claude-opus-5"),
                        null,
                        new Setting.Keep(),
                        Map.of(
                                Rate.INPUT_PER_1K, to("5"),
                                Rate.CACHED_INPUT_PER_1K, to("0.5"),
                                Rate.CACHE_WRITE_PER_1K, to("6.25"),
                                Rate.OUTPUT_PER_1K, to("25"),
                                Rate.REASONING_PER_1K, to("30")),
                        null,
                        null));
        assertThat(reading.skipped()).isEmpty();
        assertThat(reading.invalid()).isEmpty();
    }

    /** Fields of rows of a mode, and the rate that they come to at 1,000 credits per dollar. */
    static Stream<Arguments> rates() {
        return Stream.of(
                arguments("chat", "input_cost_per_token=0.0", Rate.INPUT_PER_1K, "0"),
                arguments("image_generation", "output_cost_per_image=0.04", Rate.PER_IMAGE, "40"),
                arguments("image_generation", "input_cost_per_image=0.04", Rate.PER_IMAGE, "40"),
                arguments("chat", "input_cost_per_image=0.01 output_cost_per_image=0.04", Rate.PER_IMAGE, "40"),
                arguments("chat", "input_cost_per_image=0.04 output_cost_per_image=0.01", Rate.PER_IMAGE, "40"),
                arguments("audio_transcription", "input_cost_per_second=0.0001", Rate.PER_AUDIO_SECOND, "0.1"),
                arguments(
                        "audio_transcription",
                        "input_cost_per_second=0.0001 output_cost_per_second=0",
                        Rate.PER_AUDIO_SECOND,
                        "0.1"),
                arguments(
                        "audio_transcription",
                        "input_cost_per_second=0.0001 output_cost_per_second=0.0001",
                        Rate.PER_AUDIO_SECOND,
                        "0.1"),
                arguments("audio_speech", "output_cost_per_second=0.00025", Rate.PER_AUDIO_SECOND, "0.25"),
                arguments(null, "input_cost_per_second=0.0001", Rate.PER_AUDIO_SECOND, "0.1"),
                arguments("chat", "input_cost_per_audio_per_second=0.0002", Rate.PER_AUDIO_SECOND, "0.2"),
                arguments("audio_speech", "input_cost_per_character=0.000015", Rate.PER_1K_CHARACTERS, "15"),
                arguments("chat", "output_cost_per_character=0.000015", Rate.PER_1K_CHARACTERS, "15"));
    }

    @ParameterizedTest(name = "{0}: {1} is {2} {3}")
    @MethodSource("rates")
    void each_meter_has_its_rate(@Nullable String mode, String fields, Rate rate, String credits) {
        Reading reading = read(row("m", "p", mode, fields.split(" ")));

        assertThat(reading.patches()).extracting(Patch::rates).containsExactly(Map.of(rate, to(credits)));
    }

    @Test
    void a_rate_is_dollars_by_credits_by_markup_rounded_up_to_twelve_decimals() {
        LiteLlmRow row =
                row("m", "p", "chat", "input_cost_per_token=3.3333333333333334e-07", "output_cost_per_token=1e-59");

        Reading reading = LiteLlmPrices.read(List.of(row), new BigDecimal("100"), new BigDecimal("1.3"));

        assertThat(reading.patches())
                .extracting(Patch::rates)
                .containsExactly(
                        Map.of(Rate.INPUT_PER_1K, to("0.043333333334"), Rate.OUTPUT_PER_1K, to("0.000000000001")));
    }

    /** Keys and providers, and the model that they name. */
    static Stream<Arguments> names() {
        return Stream.of(
                arguments("gpt-5", "openai", new ModelId("openai", "gpt-5")),
                arguments("gemini/gemini-3.5-flash", "gemini", new ModelId("gemini", "gemini-3.5-flash")),
                arguments("groq/openai/gpt-oss-120b", "groq", new ModelId("groq", "openai/gpt-oss-120b")),
                arguments(
                        "vertex_ai/imagen-4",
                        "vertex_ai-image-models",
                        new ModelId("vertex_ai-image-models", "vertex_ai/imagen-4")),
                arguments("openai-x/gpt", "openai", new ModelId("openai", "openai-x/gpt")));
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @MethodSource("names")
    void the_provider_in_front_of_a_name_is_taken_off(String key, String provider, ModelId model) {
        Reading reading = read(row(key, provider, "chat", "input_cost_per_token=1e-06"));

        assertThat(reading.patches()).extracting(Patch::model).containsExactly(model);
    }

    /** Rows that are left out, in the order in which the reasons are looked at. */
    static Stream<Arguments> skips() {
        String cost = "input_cost_per_token=1e-06";
        return Stream.of(
                arguments(row("sample_spec", "one of", "chat", "input_cost_per_token=-1"), "describes the fields"),
                arguments(row("m", null, "chat", "max_tokens=5"), "no cost that is metered"),
                arguments(
                        row("1024-x-1024/dall-e-2", "openai", "image_generation", "input_cost_per_pixel=1.9e-08"),
                        "no cost that is metered"),
                arguments(row("m", "bedrock", "chat", "input_cost_per_second=0.01"), "no cost that is metered"),
                arguments(
                        row(
                                "azure/hd/dall-e-3",
                                "azure",
                                "image_generation",
                                "input_cost_per_pixel=7.6e-08",
                                "output_cost_per_token=0.0"),
                        "would be free: input_cost_per_pixel"),
                arguments(row("m", null, "chat", cost), "no litellm_provider"),
                arguments(row("m", "a/b", "chat", cost), "litellm_provider must have"),
                arguments(row("m", "", "chat", cost), "litellm_provider must have"),
                arguments(row("m", "p".repeat(201), "chat", cost), "litellm_provider must have"),
                arguments(row("m".repeat(201), "p", "chat", cost), "name must have"),
                arguments(row("p/", "p", "chat", cost), "name must have"),
                arguments(row("a\nb", "p", "chat", cost), "name must have"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("skips")
    void a_row_that_cannot_be_taken_is_left_out_and_says_why(LiteLlmRow row, String why) {
        Reading reading = read(row, row("good", "p", "chat", "input_cost_per_token=1e-06"));

        assertThat(reading.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.key()).isEqualTo(row.key());
            assertThat(skipped.why()).contains(why);
        });
        assertThat(reading.patches()).extracting(Patch::model).containsExactly(new ModelId("p", "good"));
    }

    @Test
    void of_two_rows_for_one_model_the_first_counts() {
        Reading reading = read(
                row("p/m", "p", "chat", "input_cost_per_token=1e-06"),
                row("m", "p", "chat", "input_cost_per_token=2e-06"));

        assertThat(reading.patches()).extracting(Patch::rates).containsExactly(Map.of(Rate.INPUT_PER_1K, to("1")));
        assertThat(reading.skipped()).containsExactly(new Skipped("m", "is the same model as p/m"));
    }

    /** Costs that cannot be: negative, typed per million, absurd, a bomb of digits. */
    static Stream<String> faults() {
        return Stream.of(
                "output_cost_per_token=-1e-06",
                "output_cost_per_token=2.5",
                "output_cost_per_image=1000001",
                "output_cost_per_token=1e-999999999");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_cost_that_cannot_be_refuses_everything(String fault) {
        Reading reading = read(row("good", "p", "chat", "input_cost_per_token=1e-06"), row("bad", "p", "chat", fault));

        String field = fault.substring(0, fault.indexOf('='));
        assertThat(reading.patches()).isEmpty();
        assertThat(reading.invalid()).singleElement().satisfies(invalid -> {
            assertThat(invalid.key()).isEqualTo("bad");
            assertThat(invalid.field()).isEqualTo(field);
            assertThat(invalid.why()).startsWith(field + " must be a number, 0 to ");
        });
    }

    @Test
    void every_invalid_row_is_named_with_its_first_field_at_fault() {
        LiteLlmRow text = new LiteLlmRow(
                "text", "p", "chat", Map.of(), Set.of("input_cost_per_token", "supports_vision", "tiered_pricing"));

        Reading reading = read(
                text,
                row("good", "p", "chat", "input_cost_per_token=1e-06"),
                row("negative", null, "chat", "input_cost_per_token=-1", "output_cost_per_token=-1"));

        assertThat(reading.invalid())
                .extracting(Invalid::key, Invalid::field)
                .containsExactly(tuple("text", "input_cost_per_token"), tuple("negative", "input_cost_per_token"));
    }

    @Test
    void fields_that_are_not_ours_are_never_at_fault() {
        LiteLlmRow row = new LiteLlmRow(
                "m",
                "p",
                "chat",
                Map.of("input_cost_per_token", new BigDecimal("1e-06"), "input_cost_per_pixel", new BigDecimal("-1")),
                Set.of("search_context_cost_per_query"));

        assertThat(read(row).patches()).hasSize(1);
    }

    @Test
    void a_rate_above_the_largest_is_invalid() {
        LiteLlmRow row = row("m", "p", "chat", "input_cost_per_token=0.002");

        Reading reading = LiteLlmPrices.read(List.of(row), new BigDecimal("1000000000"), BigDecimal.ONE);

        assertThat(reading.invalid())
                .containsExactly(new Invalid("m", "inputPer1k", "inputPer1k would be above 1000000000 credits"));
        assertThat(reading.patches()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notFactors")
    void a_factor_must_be_above_zero_and_bounded(BigDecimal factor) {
        assertThat(LiteLlmPrices.isFactor(factor)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> LiteLlmPrices.read(List.of(), factor, BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> LiteLlmPrices.read(List.of(), BigDecimal.ONE, factor));
    }

    static Stream<BigDecimal> notFactors() {
        return Stream.of("0", "-1", "1e10", "0.0000000000001").map(BigDecimal::new);
    }

    private static Reading read(LiteLlmRow... rows) {
        return LiteLlmPrices.read(List.of(rows), THOUSAND_PER_USD, BigDecimal.ONE);
    }

    /** Each field is {@code name=number}. */
    private static LiteLlmRow row(String key, @Nullable String provider, @Nullable String mode, String... fields) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            numbers.put(field.substring(0, equals), new BigDecimal(field.substring(equals + 1)));
        }
        return new LiteLlmRow(key, provider, mode, numbers, Set.of());
    }

    private static Setting to(String credits) {
        return new Setting.To(new BigDecimal(credits));
    }
}
