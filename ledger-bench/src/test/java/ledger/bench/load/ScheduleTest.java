package ledger.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScheduleTest {
    @Test
    void requests_are_meant_to_be_sent_evenly_from_the_start() {
        Schedule schedule = new Schedule(1_000, 4);

        assertThat(schedule.atNanos(0)).isEqualTo(1_000);
        assertThat(schedule.atNanos(1)).isEqualTo(250_001_000);
        assertThat(schedule.atNanos(8)).isEqualTo(2_000_001_000);
    }

    @Test
    void rounding_does_not_add_up() {
        Schedule schedule = new Schedule(0, 3);

        assertThat(schedule.atNanos(3_000_000)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Schedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
