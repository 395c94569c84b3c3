package ledger.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LatenciesTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @CsvSource({"50, 50", "99, 99", "99.5, 100", "100, 100", "0, 1"})
    void a_percentile_is_the_smallest_that_so_many_did_not_exceed(double percent, double expectedMillis) {
        Latencies latencies = new Latencies();
        for (int millis = 100; millis >= 1; millis--) {
            latencies.add(millis * MILLI);
        }

        assertThat(latencies.percentileMillis(percent)).isEqualTo(expectedMillis);
    }

    @Test
    void there_is_room_for_more_than_were_expected() {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 200_000; i++) {
            latencies.add(i < 100_000 ? MILLI : 2 * MILLI);
        }

        assertThat(latencies.count()).isEqualTo(200_000);
        assertThat(latencies.percentileMillis(50)).isEqualTo(1);
        assertThat(latencies.percentileMillis(51)).isEqualTo(2);
    }

    @Test
    void without_answers_there_is_no_percentile() {
        assertThatThrownBy(() -> new Latencies().percentileMillis(50)).isInstanceOf(IllegalStateException.class);
    }
}
