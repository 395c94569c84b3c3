package ledger.streams.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import ledger.query.LedgerQueries.NotReady;
import ledger.streams.query.Readiness;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadinessTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FoldProgress progress = new FoldProgress(2, Runnable::run);
    private final LogWatch watch = new LogWatch(partition -> answer(), 2, nanos::get);
    private boolean isAway;
    private boolean isRunning = true;
    private boolean isDead;
    private double stillSeconds;
    private final Readiness readiness = new Readiness(
            progress,
            watch,
            new Readiness.Threads(() -> isRunning, () -> isDead, () -> OptionalDouble.of(stillSeconds)));

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void at_first_every_account_is_served_before_any_is_asked_for() {
        progress.opened(0, served(0));
        progress.opened(1, behind(1, 7));

        assertThat(readiness.whyNotReady())
                .contains(new NotReady(true, "7 commands of the log are still to be folded"));

        progress.opened(1, served(1));
        isRunning = false;
        assertThat(readiness.whyNotReady()).contains(new NotReady(true, "the ledger is starting"));

        isRunning = true;
        assertThat(readiness.whyNotReady()).isEmpty();
    }

    @Test
    void a_rebalance_leaves_an_instance_ready_that_serves_something() {
        progress.opened(0, served(0));
        assertThat(readiness.whyNotReady()).isEmpty();

        isRunning = false;
        progress.opened(1, behind(1, 7));
        assertThat(readiness.whyNotReady()).isEmpty();

        progress.closed(0);
        assertThat(readiness.whyNotReady()).contains(new NotReady(false, "no account is served here now"));
    }

    @Test
    void a_thread_that_stands_while_the_broker_answers_is_not_alive() {
        watchSeconds(120);
        stillSeconds = 61;

        assertThat(readiness.whyNotAlive()).contains("a thread that decides has not moved for 61 s");

        stillSeconds = 59;
        assertThat(readiness.whyNotAlive()).isEmpty();
    }

    @Test
    void a_thread_that_waits_for_a_broker_that_is_away_is_alive() {
        watchSeconds(120);
        isAway = true;
        watchSeconds(120);
        stillSeconds = 119;

        assertThat(readiness.whyNotAlive()).isEmpty();

        isAway = false;
        watchSeconds(30);
        stillSeconds = 149;
        assertThat(readiness.whyNotAlive()).isEmpty();

        watchSeconds(32);
        assertThat(readiness.whyNotAlive()).isPresent();
    }

    @Test
    void threads_that_have_stopped_for_good_are_neither_ready_nor_alive() {
        progress.opened(0, served(0));
        isDead = true;

        assertThat(readiness.whyNotAlive()).contains("deciding has stopped");
        assertThat(readiness.whyNotReady()).isPresent();
    }

    private static PartitionProgress served(int partition) {
        return new PartitionProgress(partition, -1, 0);
    }

    private static PartitionProgress behind(int partition, long commands) {
        return new PartitionProgress(partition, -1, commands);
    }

    private void watchSeconds(int seconds) {
        for (int second = 0; second < seconds; second++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            watch.ask();
        }
    }

    private KafkaFuture<Long> answer() {
        if (isAway) {
            KafkaFutureImpl<Long> failed = new KafkaFutureImpl<>();
            failed.completeExceptionally(new TimeoutException("no answer"));
            return failed;
        }
        return KafkaFuture.completedFuture(0L);
    }
}
