package ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import ledger.UnavailableException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends replays early. A thread that has nothing left to read and waits for the running ledger would go on for
 * {@link FoldWorker#CATCH_UP_MAX}, so less than that is early.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(Lifecycle.PER_CLASS)
class FailedReplayTest {
    private static final long SOUND = 1_767_571_200_000L; // 2026-01-05T00:00Z
    private static final long TOO_MUCH_TOGETHER = SOUND + 1;
    private static final long TOO_MUCH_IN_ONE = SOUND + 2;
    /** Twice that is more than 64 bits of micro-credits. */
    private static final long CREDITS = 5_000_000_000_000L;

    private EventTopic topic;
    private Map<String, AccountState> ahead = Map.of();

    @BeforeAll
    void publish(@TempDir Path directory) throws Exception {
        topic = EventTopic.create(directory, 2);
        List<String> users = topic.usersOf(0, 2);
        String other = topic.usersOf(1, 1).get(0);
        Recording recording = new Recording()
                .bought(users.get(0), CREDITS, SOUND)
                .bought(other, CREDITS, TOO_MUCH_TOGETHER)
                .bought(users.get(1), CREDITS, TOO_MUCH_IN_ONE);
        topic.send(recording.published());
        recording.spent(other, 1, "{}", TOO_MUCH_IN_ONE);
        ahead = Map.of(other, Objects.requireNonNull(recording.running().get(other)));
    }

    @AfterAll
    void stop() {
        topic.close();
    }

    @Test
    void where_one_thread_fails_the_others_end_as_well_and_none_is_left() {
        long startNanos = System.nanoTime();

        assertThatThrownBy(() -> Replay.run(until(TOO_MUCH_IN_ONE, ahead), 2)).isInstanceOf(ArithmeticException.class);

        await().until(() -> threads().isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(FoldWorker.CATCH_UP_MAX);
    }

    @Test
    void where_the_caller_is_interrupted_it_ends_and_no_thread_is_left() throws Exception {
        FutureTask<Boolean> replay = new FutureTask<>(() -> {
            assertThatThrownBy(() -> Replay.run(until(SOUND, ahead), 2))
                    .isInstanceOf(UnavailableException.class)
                    .hasCauseInstanceOf(InterruptException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread caller = new Thread(replay);
        long startNanos = System.nanoTime();
        caller.start();
        await().until(() -> threads().containsAll(List.of("ledger-replay-1", "ledger-replay-2")));

        caller.interrupt();

        assertThat(replay.get(FoldWorker.CATCH_UP_MAX.toMillis(), TimeUnit.MILLISECONDS))
                .as("is still interrupted")
                .isTrue();
        await().until(() -> threads().isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(FoldWorker.CATCH_UP_MAX);
    }

    @Test
    void sums_that_are_too_large_only_together_fail_as_well() {
        assertThat(Replay.run(until(SOUND, null), 2).isSound()).isTrue();

        assertThatThrownBy(() -> Replay.run(until(TOO_MUCH_TOGETHER, null), 2)).isInstanceOf(ArithmeticException.class);
    }

    private ReplayRequest until(long millis, @Nullable Map<String, AccountState> running) {
        return new ReplayRequest(topic.bootstrapServers(), Map.of(), millis, null, running);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ledger-replay-"))
                .toList();
    }
}
