package ledger.streams.decide;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import ledger.UnavailableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StreamFailuresTest {
    private final Throwable away =
            new StreamsException(new UnavailableException("the broker does not answer", new RuntimeException()));

    private final AtomicLong millis = new AtomicLong();
    private final List<Throwable> ended = new ArrayList<>();
    private final StreamFailures failures = new StreamFailures(1, () -> Instant.ofEpochMilli(millis.get()), ended::add);

    @Test
    void a_broker_that_does_not_answer_costs_a_thread_and_not_the_node() {
        assertThat(failures.handle(away)).isEqualTo(REPLACE_THREAD);
        assertThat(failures.handle(new StreamsException(new TimeoutException("commit"))))
                .isEqualTo(REPLACE_THREAD);
        assertThat(ended).isEmpty();
    }

    @Test
    void anything_unexpected_ends_the_node() {
        IllegalStateException bug = new IllegalStateException("the log was rewritten");

        assertThat(failures.handle(bug)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(ended).containsExactly(bug);
    }

    @Test
    void threads_that_fail_one_after_the_other_end_the_node_unless_time_passes_between() {
        for (int i = 0; i < 2 * StreamFailures.REPLACED_MAX; i++) {
            assertThat(failures.handle(away)).as("failure %d", i).isEqualTo(REPLACE_THREAD);
            millis.addAndGet(15_000);
        }
        millis.addAndGet(60_000);
        for (int i = 0; i < StreamFailures.REPLACED_MAX; i++) {
            assertThat(failures.handle(away)).as("failure %d", i).isEqualTo(REPLACE_THREAD);
        }

        assertThat(failures.handle(away)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(ended).containsExactly(away);
    }
}
