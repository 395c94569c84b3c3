package ledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PaceTest {
    private static final long SECOND = 1_000_000_000;
    private static final int RATE = 1_000;

    private final Pace pace = new Pace(0);

    @Test
    void whoever_asks_nothing_is_idle_and_never_too_slow() {
        assertThat(pace.isTooSlow(RATE, 3_600 * SECOND)).isFalse();
        assertThat(pace.lagNanos(RATE, 5 * SECOND)).isEqualTo(5 * SECOND);
    }

    @Test
    void a_request_that_comes_a_byte_a_second_is_too_slow_after_the_grace() {
        for (int second = 0; second < 30; second++) {
            pace.received(1, second * SECOND);
        }

        assertThat(pace.isTooSlow(RATE, 10 * SECOND)).isFalse();
        assertThat(pace.isTooSlow(RATE, 11 * SECOND)).isTrue();
    }

    @Test
    void a_request_that_keeps_to_the_rate_is_never_too_slow() {
        pace.received(1, 0);
        for (int second = 1; second <= 100; second++) {
            assertThat(pace.isTooSlow(RATE, second * SECOND)).isFalse();
            pace.received(RATE, second * SECOND);
        }
    }

    @Test
    void a_body_is_measured_by_itself() {
        pace.received(1_000_000, 0);
        pace.asked(0);
        pace.awaitsBody(0);

        assertThat(pace.isTooSlow(RATE, 11 * SECOND)).isTrue();
    }

    @Test
    void whoever_waits_for_the_ledger_is_never_too_slow_and_goes_last() {
        Pace idle = new Pace(0);
        pace.received(1, 0);
        pace.asked(0);

        assertThat(pace.isTooSlow(RATE, 3_600 * SECOND)).isFalse();
        assertThat(pace.lagNanos(RATE, 3_600 * SECOND)).isLessThan(idle.lagNanos(RATE, SECOND));
    }

    @Test
    void an_answer_that_is_not_taken_is_too_slow_though_the_system_tells_of_it_in_lumps() {
        pace.asked(0);
        pace.sent(100_000, false, 0);

        assertThat(pace.isTooSlow(RATE, 59 * SECOND)).isFalse();
        assertThat(pace.isTooSlow(RATE, 60 * SECOND)).isTrue();
    }

    @Test
    void an_answer_that_was_taken_is_forgotten() {
        pace.asked(0);
        pace.sent(100_000, false, 0);
        pace.sent(10, true, SECOND);
        pace.answered(SECOND);

        assertThat(pace.isTooSlow(RATE, 3_600 * SECOND)).isFalse();
    }

    @Test
    void whoever_moves_has_another_turn() {
        long before = pace.turn();

        pace.received(1, SECOND);

        assertThat(pace.turn()).isNotEqualTo(before);
    }
}
