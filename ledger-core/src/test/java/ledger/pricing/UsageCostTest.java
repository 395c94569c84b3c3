package ledger.pricing;

import static ledger.pricing.Meter.AUDIO_SECONDS;
import static ledger.pricing.Meter.CACHED_INPUT_TOKENS;
import static ledger.pricing.Meter.CACHE_WRITE_TOKENS;
import static ledger.pricing.Meter.CHARACTERS;
import static ledger.pricing.Meter.IMAGES;
import static ledger.pricing.Meter.INPUT_TOKENS;
import static ledger.pricing.Meter.MESSAGE_COUNT;
import static ledger.pricing.Meter.OUTPUT_TOKENS;
import static ledger.pricing.Meter.REASONING_TOKENS;
import static ledger.pricing.Meter.TOKEN_COUNT;
import static ledger.pricing.Prices.MODEL;
import static ledger.pricing.Prices.price;
import static ledger.pricing.Prices.usage;
import static ledger.pricing.Rate.CACHED_INPUT_PER_1K;
import static ledger.pricing.Rate.CACHE_WRITE_PER_1K;
import static ledger.pricing.Rate.INPUT_PER_1K;
import static ledger.pricing.Rate.OUTPUT_PER_1K;
import static ledger.pricing.Rate.PER_1K_CHARACTERS;
import static ledger.pricing.Rate.PER_AUDIO_SECOND;
import static ledger.pricing.Rate.PER_IMAGE;
import static ledger.pricing.Rate.REASONING_PER_1K;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import ledger.Credits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsageCostTest {
    private static final ModelPrice PLAIN = price("30", "10", Map.of());
    private static final ModelPrice MESSAGES_ONLY = price("3", null, Map.of());
    private static final ModelPrice INPUT_AND_OUTPUT = price("5", null, Map.of(INPUT_PER_1K, "2", OUTPUT_PER_1K, "8"));
    private static final ModelPrice INPUT_ELSE_1K = price("5", "10", Map.of(INPUT_PER_1K, "2"));
    private static final ModelPrice EVERYTHING = price(
            "5",
            "10",
            Map.of(
                    INPUT_PER_1K, "2",
                    CACHED_INPUT_PER_1K, "0.5",
                    CACHE_WRITE_PER_1K, "2.5",
                    OUTPUT_PER_1K, "8",
                    REASONING_PER_1K, "9",
                    PER_IMAGE, "4",
                    PER_AUDIO_SECOND, "0.1",
                    PER_1K_CHARACTERS, "15"));
    private static final ModelPrice FREE_INPUT = price("5", "10", Map.of(INPUT_PER_1K, "0"));

    /** In the order of the rules, each row with the total, what messages cost and what everything else costs. */
    static Stream<Arguments> costs() {
        return Stream.of(
                row("rule 1: messages", PLAIN, Map.of(MESSAGE_COUNT, "2"), "60", "60", null),
                row(
                        "rule 2: a pool at its rate, not by the thousand",
                        INPUT_AND_OUTPUT,
                        Map.of(INPUT_TOKENS, "1"),
                        "0.002",
                        null,
                        "0.002"),
                row(
                        "rule 2: every pool and meter at its own rate",
                        EVERYTHING,
                        Map.of(
                                INPUT_TOKENS,
                                "1000",
                                CACHED_INPUT_TOKENS,
                                "1000",
                                CACHE_WRITE_TOKENS,
                                "1000",
                                OUTPUT_TOKENS,
                                "1000",
                                REASONING_TOKENS,
                                "1000",
                                IMAGES,
                                "2",
                                AUDIO_SECONDS,
                                "1.5",
                                CHARACTERS,
                                "100"),
                        "31.65",
                        null,
                        "31.65"),
                row(
                        "rule 2: cached input falls to the input rate",
                        INPUT_AND_OUTPUT,
                        Map.of(CACHED_INPUT_TOKENS, "500"),
                        "1",
                        null,
                        "1"),
                row(
                        "rule 2: cache writes fall to the input rate",
                        INPUT_AND_OUTPUT,
                        Map.of(CACHE_WRITE_TOKENS, "500"),
                        "1",
                        null,
                        "1"),
                row(
                        "rule 2: reasoning falls to the output rate",
                        INPUT_AND_OUTPUT,
                        Map.of(REASONING_TOKENS, "500"),
                        "4",
                        null,
                        "4"),
                row("rule 2: a rate of zero is a rate", FREE_INPUT, Map.of(INPUT_TOKENS, "500"), "0", null, "0"),
                row(
                        "rule 2: beside messages",
                        INPUT_AND_OUTPUT,
                        Map.of(MESSAGE_COUNT, "1", OUTPUT_TOKENS, "1000"),
                        "13",
                        "5",
                        "8"),
                row("rule 2: an image alone is no message", EVERYTHING, Map.of(IMAGES, "1"), "4", null, "4"),
                row("rule 3: tokenCount by the thousand begun", PLAIN, Map.of(TOKEN_COUNT, "1001"), "20", null, "20"),
                row("rule 3: a whole thousand begins no other", PLAIN, Map.of(TOKEN_COUNT, "1000"), "10", null, "10"),
                row("rule 3: one token begins a thousand", PLAIN, Map.of(TOKEN_COUNT, "1"), "10", null, "10"),
                row(
                        "rule 3: beside messages",
                        PLAIN,
                        Map.of(MESSAGE_COUNT, "1", TOKEN_COUNT, "1500"),
                        "50",
                        "30",
                        "20"),
                row(
                        "rule 3: tokenCount never uses the rate of a pool",
                        INPUT_ELSE_1K,
                        Map.of(TOKEN_COUNT, "1500"),
                        "20",
                        null,
                        "20"),
                row(
                        "rule 3: pools without a rate are added up first",
                        PLAIN,
                        Map.of(INPUT_TOKENS, "600", OUTPUT_TOKENS, "300", REASONING_TOKENS, "200"),
                        "20",
                        null,
                        "20"),
                row(
                        "rules 2 and 3: some pools have a rate, some none",
                        INPUT_ELSE_1K,
                        Map.of(
                                INPUT_TOKENS,
                                "500",
                                CACHED_INPUT_TOKENS,
                                "100",
                                OUTPUT_TOKENS,
                                "700",
                                REASONING_TOKENS,
                                "301"),
                        "21.2",
                        null,
                        "21.2"),
                row(
                        "rules 2 and 3: nothing charges a pool that has neither rate beside one that has",
                        price("5", null, Map.of(INPUT_PER_1K, "2")),
                        Map.of(INPUT_TOKENS, "500", OUTPUT_TOKENS, "500"),
                        "1",
                        null,
                        "1"),
                row(
                        "rule 3: a cost of zero per 1,000 tokens is a rate",
                        price("5", "0", Map.of()),
                        Map.of(TOKEN_COUNT, "5000"),
                        "0",
                        null,
                        "0"),
                row("rule 4: nothing counted is one message", PLAIN, Map.of(), "30", "30", null),
                row(
                        "rule 4: only zeros are one message",
                        EVERYTHING,
                        Map.of(MESSAGE_COUNT, "0", INPUT_TOKENS, "0", IMAGES, "0"),
                        "5",
                        "5",
                        null),
                row(
                        "rule 4: zero images need no rate",
                        PLAIN,
                        Map.of(IMAGES, "0", AUDIO_SECONDS, "0", CHARACTERS, "0"),
                        "30",
                        "30",
                        null),
                row(
                        "rule 4: tokenCount on a price per message",
                        MESSAGES_ONLY,
                        Map.of(TOKEN_COUNT, "5000"),
                        "3",
                        "3",
                        null),
                row(
                        "rule 4: pools on a price per message",
                        MESSAGES_ONLY,
                        Map.of(INPUT_TOKENS, "5000", OUTPUT_TOKENS, "1"),
                        "3",
                        "3",
                        null),
                row(
                        "rule 4: output on a price that has only an input rate",
                        price("5", null, Map.of(INPUT_PER_1K, "2")),
                        Map.of(OUTPUT_TOKENS, "500"),
                        "5",
                        "5",
                        null),
                row(
                        "rule 4: an explicit zero of messages is no message",
                        MESSAGES_ONLY,
                        Map.of(MESSAGE_COUNT, "0", TOKEN_COUNT, "5000"),
                        "3",
                        "3",
                        null),
                row(
                        "rule 4: not beside counted messages",
                        MESSAGES_ONLY,
                        Map.of(MESSAGE_COUNT, "3", TOKEN_COUNT, "5000"),
                        "9",
                        "9",
                        null),
                row(
                        "rule 4: not where tokens were charged",
                        PLAIN,
                        Map.of(MESSAGE_COUNT, "0", TOKEN_COUNT, "1"),
                        "10",
                        null,
                        "10"),
                row(
                        "rule 4: not where something was free",
                        FREE_INPUT,
                        Map.of(MESSAGE_COUNT, "0", INPUT_TOKENS, "1"),
                        "0",
                        null,
                        "0"),
                row(
                        "rounding: up",
                        price("0.0000001", null, Map.of()),
                        Map.of(MESSAGE_COUNT, "1"),
                        "0.000001",
                        "0.0000001",
                        null),
                row(
                        "rounding: once, of the sum",
                        price("0.0000004", null, Map.of(INPUT_PER_1K, "0.0000004")),
                        Map.of(MESSAGE_COUNT, "1", INPUT_TOKENS, "1000"),
                        "0.000001",
                        "0.0000004",
                        "0.0000004"),
                row(
                        "rounding: nothing where there are six decimals",
                        price("0.000001", null, Map.of()),
                        Map.of(MESSAGE_COUNT, "7"),
                        "0.000007",
                        "0.000007",
                        null),
                row(
                        "rounding: the smallest rate of one token",
                        price("0", null, Map.of(INPUT_PER_1K, "0.000000000001")),
                        Map.of(INPUT_TOKENS, "1"),
                        "0.000001",
                        null,
                        "0.000000000000001"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("costs")
    void a_usage_costs_the_sum_of_the_rules(
            String rule,
            ModelPrice price,
            Usage usage,
            BigDecimal total,
            @Nullable BigDecimal messageCost,
            @Nullable BigDecimal tokenCost) {
        Quote quote = quoted(UsageCost.of(usage, price, 7));

        assertThat(Credits.decimal(quote.total().micros())).as(rule).isEqualTo(total);
        assertThat(quote.messageCost()).isEqualTo(messageCost);
        assertThat(quote.tokenCost()).isEqualTo(tokenCost);
    }

    private static Arguments row(
            String rule,
            ModelPrice price,
            Map<Meter, String> quantities,
            String total,
            @Nullable String message,
            @Nullable String other) {
        return arguments(
                rule,
                price,
                usage(MODEL, quantities),
                new BigDecimal(total),
                message == null ? null : new BigDecimal(message),
                other == null ? null : new BigDecimal(other));
    }

    static Quote quoted(Priced priced) {
        assertThat(priced).isInstanceOf(Priced.Quoted.class);
        return ((Priced.Quoted) priced).quote();
    }
}
