package ledger.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesTest {
    @Test
    void the_median_of_an_odd_number_of_rounds_is_the_one_in_the_middle() {
        assertThat(new Series(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5.0);
    }

    @Test
    void the_median_of_an_even_number_of_rounds_is_the_mean_of_the_two_in_the_middle() {
        assertThat(new Series(List.of(8.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3.0);
    }

    @Test
    void the_spread_is_from_the_smallest_to_the_largest() {
        Series series = new Series(List.of(9.0, 1.0, 5.0));

        assertThat(List.of(series.min(), series.max())).containsExactly(1.0, 9.0);
    }

    @Test
    void a_series_without_a_round_is_refused() {
        assertThatThrownBy(() -> new Series(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
