package ledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import ledger.AccountId;
import ledger.api.auth.Caller;
import ledger.api.auth.Role;
import ledger.api.http.json.ErrorCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateLimitsTest {
    private static final long SECOND = 1_000_000_000;
    private static final int PER_SECOND = 5;
    private static final int BURST = 50;

    /** Near the end of the range, where it goes on from below zero. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

    private final RateLimits limits = limits(OptionalInt.of(PER_SECOND), OptionalInt.empty(), 3);

    @Test
    void ten_seconds_worth_is_taken_at_once_and_then_no_more() {
        Caller ann = caller("ann", Role.USER);

        assertThat(taken(ann, BURST + 10)).isEqualTo(BURST);
        assertThat(limits.secondsToWait(ann)).isEqualTo(1);
    }

    @Test
    void after_a_burst_it_is_so_many_a_second() {
        Caller ann = caller("ann", Role.USER);
        taken(ann, BURST);

        now.addAndGet(SECOND);

        assertThat(taken(ann, BURST)).isEqualTo(PER_SECOND);
    }

    @Test
    void whoever_rests_may_ask_ten_seconds_worth_again() {
        Caller ann = caller("ann", Role.USER);
        taken(ann, BURST);

        now.addAndGet(100 * SECOND);

        assertThat(taken(ann, 2 * BURST)).isEqualTo(BURST);
    }

    @Test
    void each_subject_is_counted_by_itself() {
        taken(caller("ann", Role.USER), BURST);

        assertThat(taken(caller("ben", Role.USER), BURST)).isEqualTo(BURST);
    }

    @Test
    void services_and_admins_ask_as_they_like_unless_they_are_limited() {
        assertThat(taken(caller("chat", Role.SERVICE), 10 * BURST)).isEqualTo(10 * BURST);
        assertThat(taken(caller("root", Role.ADMIN), 10 * BURST)).isEqualTo(10 * BURST);

        RateLimits both = limits(OptionalInt.empty(), OptionalInt.of(2), 3);
        assertThat(taken(both, caller("chat", Role.SERVICE), BURST)).isEqualTo(20);
        assertThat(taken(both, caller("root", Role.ADMIN), BURST)).isEqualTo(20);
        assertThat(taken(both, caller("ann", Role.USER), BURST)).isEqualTo(BURST);
    }

    @Test
    void subjects_that_rested_make_room_and_busy_ones_are_not_forgotten() {
        Caller busy = caller("busy", Role.USER);
        taken(busy, BURST);

        for (int i = 0; i < 1_000; i++) {
            now.addAndGet(SECOND / 1_000);
            limits.secondsToWait(caller("stranger" + i, Role.USER));
        }

        assertThat(limits.remembered()).isLessThanOrEqualTo(3);
        assertThat(taken(busy, BURST)).isEqualTo(PER_SECOND);
    }

    @Test
    void a_refusal_names_the_limit_and_what_to_do() {
        Caller ann = caller("ann", Role.USER);

        Failure refusal = limits.refusal(ann, 3);

        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.message())
                .contains("role user may ask 5 a second, and 50 at once")
                .contains("after 3 s")
                .contains("LEDGER_RATE_LIMIT raised");
    }

    private int taken(Caller caller, int asked) {
        return taken(limits, caller, asked);
    }

    private static int taken(RateLimits limits, Caller caller, int asked) {
        int taken = 0;
        for (int i = 0; i < asked; i++) {
            taken += limits.secondsToWait(caller) == 0 ? 1 : 0;
        }
        return taken;
    }

    private RateLimits limits(OptionalInt users, OptionalInt services, int subjectsMax) {
        return new RateLimits(new HttpLimits(10, 10, 500, users, services), now::get, subjectsMax);
    }

    private static Caller caller(String subject, Role role) {
        return new Caller(subject, new AccountId(subject), role);
    }
}
