package ledger.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import ledger.pricing.Priced;
import ledger.streams.json.Decoded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** A step that failed would be quick, and its row would say nothing of what it stands for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SpendStepsTest {
    private final SpendSteps steps = new SpendSteps();

    @Test
    void the_spend_is_booked() {
        assertThat(steps.decide().event().orElseThrow().booking()).isNotNull();
        assertThat(steps.evolve()).isEqualTo(steps.decide().account()).isNotEqualTo(Spend.before());
    }

    @Test
    void what_is_decoded_is_what_was_encoded() {
        assertThat(steps.decodeCommand()).isEqualTo(new Decoded.Valid<>(Spend.command()));
        assertThat(steps.decodeAccount()).isEqualTo(Spend.row());
        assertThat(steps.decodeEvent().event()).isEqualTo(Spend.event().event());
        assertThat(steps.decodeEvent().hash()).isEqualTo(steps.encodeEvent().hash());
    }

    @Test
    void the_usage_has_a_price() {
        assertThat(steps.price()).isInstanceOf(Priced.Quoted.class);
    }

    @Test
    void the_hash_holds() {
        assertThat(steps.hashEvent()).isTrue();
    }

    @Test
    void every_step_is_a_case() {
        assertThat(Arrays.stream(SpendSteps.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(JmhBench.CASES.keySet());
    }
}
