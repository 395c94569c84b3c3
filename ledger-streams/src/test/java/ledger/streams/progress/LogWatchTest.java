package ledger.streams.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogWatchTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong end = new AtomicLong();
    private boolean isAway;
    private boolean isFirstAway;
    private final LogWatch watch = new LogWatch(this::askEnd, 2, nanos::get);

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void who_is_not_told_for_ten_seconds_is_cut_off_until_it_is_told_again() {
        watch.ask();
        isAway = true;
        passSeconds(10);
        watch.ask();
        assertThat(watch.isCutOff(0)).isFalse();

        passSeconds(1);
        watch.ask();

        assertThat(watch.isCutOff(0)).isTrue();
        assertThat(watch.silentMillis()).isEqualTo(11_000);
        assertThat(watch.hearingMillis()).isZero();

        isAway = false;
        watch.ask();
        passSeconds(2);

        assertThat(watch.isCutOff(0)).isFalse();
        assertThat(watch.hearingMillis()).isEqualTo(2_000);
    }

    @Test
    void a_partition_without_a_leader_is_cut_off_by_itself() {
        isFirstAway = true;
        passSeconds(11);
        watch.ask();

        assertThat(watch.isCutOff(0)).isTrue();
        assertThat(watch.isCutOff(1)).isFalse();
        assertThat(watch.silentMillis()).isZero();
    }

    @Test
    void what_is_not_folded_is_as_old_as_it_was_first_seen() {
        end.set(5);
        watch.ask();
        assertThat(watch.end(1)).isEqualTo(5);
        passSeconds(3);
        end.set(9);
        watch.ask();
        passSeconds(1);

        assertThat(watch.unfoldedSeconds(1, 3)).isEqualTo(4);
        assertThat(watch.unfoldedSeconds(1, 4)).isEqualTo(1);
        assertThat(watch.unfoldedSeconds(1, 8)).isZero();
    }

    @Test
    void the_age_of_a_long_lag_is_told_though_few_of_its_ends_are_kept() {
        for (int second = 0; second < 1_000; second++) {
            end.incrementAndGet();
            watch.ask();
            passSeconds(1);
        }

        assertThat(watch.unfoldedSeconds(0, -1)).isEqualTo(1_000);
        assertThat(watch.unfoldedSeconds(0, 998)).isPositive().isLessThan(50);
        assertThat(watch.unfoldedSeconds(0, 999)).isZero();
    }

    private KafkaFuture<Long> askEnd(int partition) {
        if (isAway || (isFirstAway && partition == 0)) {
            KafkaFutureImpl<Long> failed = new KafkaFutureImpl<>();
            failed.completeExceptionally(new TimeoutException("no answer"));
            return failed;
        }
        return KafkaFuture.completedFuture(end.get());
    }

    private void passSeconds(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
