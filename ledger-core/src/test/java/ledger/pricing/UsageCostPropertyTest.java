package ledger.pricing;

import static ledger.pricing.UsageCostTest.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ledger.Credits;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random usages under random prices against the rules written down once more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UsageCostPropertyTest {
    private static final int CASES = 1_000;
    /** A rate of twelve decimals times a quantity of six. */
    private static final int PLACES = 18;

    private static final BigInteger PER_MICRO = BigInteger.TEN.pow(PLACES - 6);
    private static final Map<Meter, List<Rate>> RATES = Map.of(
            Meter.INPUT_TOKENS, List.of(Rate.INPUT_PER_1K),
            Meter.CACHED_INPUT_TOKENS, List.of(Rate.CACHED_INPUT_PER_1K, Rate.INPUT_PER_1K),
            Meter.CACHE_WRITE_TOKENS, List.of(Rate.CACHE_WRITE_PER_1K, Rate.INPUT_PER_1K),
            Meter.OUTPUT_TOKENS, List.of(Rate.OUTPUT_PER_1K),
            Meter.REASONING_TOKENS, List.of(Rate.REASONING_PER_1K, Rate.OUTPUT_PER_1K),
            Meter.IMAGES, List.of(Rate.PER_IMAGE),
            Meter.AUDIO_SECONDS, List.of(Rate.PER_AUDIO_SECOND),
            Meter.CHARACTERS, List.of(Rate.PER_1K_CHARACTERS));
    private static final Set<Meter> UNPOOLED = Set.of(Meter.IMAGES, Meter.AUDIO_SECONDS, Meter.CHARACTERS);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void it_agrees_with_a_naive_computation_in_whole_numbers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            ModelPrice price = price(random);
            Usage usage = usage(random);

            Priced priced = UsageCost.of(usage, price, 0);

            String about = "seed " + seed + " case " + i + ": " + usage.quantities() + " at " + price;
            BigInteger naive = naive(usage, price);
            BigInteger micros = naive.add(PER_MICRO).subtract(BigInteger.ONE).divide(PER_MICRO);
            if (naive.signum() < 0) {
                assertThat(((Priced.Unpriced) priced).meter()).as(about).isNotNull();
            } else if (micros.compareTo(BigInteger.valueOf(Credits.AMOUNT_MAX.micros())) > 0) {
                assertThat(((Priced.Unpriced) priced).isTooMuch()).as(about).isTrue();
            } else {
                assertThat(quoted(priced).total().micros()).as(about).isEqualTo(micros.longValueExact());
                assertThat(sumOfLines(quoted(priced))).as(about).isEqualTo(naive);
            }
        }
    }

    /** The exact cost, or -1 where something has no rate. */
    private static BigInteger naive(Usage usage, ModelPrice price) {
        BigInteger cost = whole(usage.of(Meter.MESSAGE_COUNT).multiply(price.costPerMessage()));
        boolean charged = usage.of(Meter.MESSAGE_COUNT).signum() > 0;
        BigDecimal uncharged = usage.of(Meter.TOKEN_COUNT);
        for (Meter meter : RATES.keySet()) {
            BigDecimal quantity = usage.of(meter);
            if (quantity.signum() == 0) {
                continue;
            }
            BigDecimal rate = null;
            for (Rate candidate : RATES.get(meter)) {
                rate = rate == null ? price.rates().get(candidate) : rate;
            }
            if (rate == null && UNPOOLED.contains(meter)) {
                return BigInteger.ONE.negate();
            }
            if (rate == null) {
                uncharged = uncharged.add(quantity);
            } else {
                boolean perOne = meter == Meter.IMAGES || meter == Meter.AUDIO_SECONDS;
                cost = cost.add(whole(quantity.multiply(rate).multiply(new BigDecimal(perOne ? "1" : "0.001"))));
                charged = true;
            }
        }
        if (uncharged.signum() > 0 && price.costPer1kTokens() != null) {
            long begun = (uncharged.longValueExact() + 999) / 1000;
            cost = cost.add(whole(price.costPer1kTokens().multiply(BigDecimal.valueOf(begun))));
            charged = true;
        }
        return charged ? cost : whole(price.costPerMessage());
    }

    private static BigInteger sumOfLines(Quote quote) {
        return quote.lines().stream().map(line -> whole(line.cost())).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger whole(BigDecimal credits) {
        return credits.scaleByPowerOfTen(PLACES).toBigIntegerExact();
    }

    private static ModelPrice price(Random random) {
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            if (random.nextBoolean()) {
                rates.put(rate, rate(random));
            }
        }
        BigDecimal costPer1kTokens = random.nextBoolean() ? rate(random) : null;
        return new ModelPrice(Prices.MODEL, rate(random), costPer1kTokens, rates, false, true, 0, 0, false);
    }

    private static BigDecimal rate(Random random) {
        return random.nextInt(6) == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(random.nextInt(1_000_000_000), random.nextInt(Rate.SCALE_MAX + 1));
    }

    private static Usage usage(Random random) {
        Map<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
        boolean pools = random.nextBoolean();
        for (Meter meter : Meter.values()) {
            boolean fits = meter.isTokenPool() ? pools : meter != Meter.TOKEN_COUNT || !pools;
            if (fits && random.nextInt(3) == 0) {
                int number = random.nextInt(4) == 0 ? 0 : random.nextInt(5_000);
                quantities.put(meter, BigDecimal.valueOf(number, meter.isCount() ? 0 : random.nextInt(7)));
            }
        }
        return new Usage(Prices.MODEL, quantities);
    }
}
